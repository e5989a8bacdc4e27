import EntityStandardization
import JobMarket
import MarketStorage

/// What an index needs to know of a job, read off the record: words, values, numbers and points.
///
/// This is the plain reading: companies and skills are folded, places looked up. Standardization against taxonomies takes
/// its place behind the same result.
package struct JobFacts: Sendable {
  let configuration: Configuration
  let gazetteer: PlaceGazetteer
  private let tokenizer = Tokenizer()

  package init(configuration: Configuration, gazetteer: PlaceGazetteer) {
    (self.configuration, self.gazetteer) = (configuration, gazetteer)
  }

  /// The text whose words count.
  func document(of job: Job) -> String {
    JobFacts.document(of: job, configuration)
  }

  /// The same before places are known.
  static func document(of job: Job, _ configuration: Configuration) -> String {
    configuration.text.parts.map { part in
      switch part {
      case .title: job.title
      case .company: job.company
      case .industry: job.industry
      case .skills: job.skills.joined(separator: "\n")
      case .description: job.description
      }
    }.joined(separator: "\n")
  }

  /// The known place that each of a job's places means, in its order; `nil` for one that means none.
  func places(of job: Job, _ memo: inout PlaceMemo) -> [KnownPlace?] {
    job.places.map { memo.resolve($0.text) }
  }

  /// Values by field, folded; the job's own attributes as they are.
  ///
  /// - Parameters:
  ///   - places: `places(of:_:)` of the job.
  ///   - entities: what standardization found; a column of the source's own goes before what a text says.
  func values(of job: Job, at places: [KnownPlace?], entities: Attributes = [:]) -> Attributes {
    var values: Attributes = [:]
    func add(_ field: AttributeField, _ texts: [String]) {
      let known = texts.filter { !$0.isEmpty }
      if !known.isEmpty { values[field, default: []] += known }
    }
    // A correction of the employer's name goes before its fold.
    add(.company, entities[.company] ?? [CompanyName.folded(job.company)])
    add(.industry, [tokenizer.folded(job.industry)])
    add(.seniority, [tokenizer.folded(job.seniority)])
    add(.skill, job.skills.map(tokenizer.folded))
    add(.employmentType, [job.employmentType?.rawValue ?? ""])
    add(.remote, [job.remote?.rawValue ?? ""])
    let known = places.compactMap { $0 }
    add(.place, known.map(\.displayName))
    add(.country, known.map(\.country.shortest))
    let decided: [AttributeField] = [.seniority, .employmentType, .remote, .place, .country, .company]
    // Pay is a number (`numbers(of:entities:)`).
    for (field, texts) in entities where field != .pay && (!decided.contains(field) || values[field] == nil) {
      add(field, texts)
    }
    for (field, texts) in job.attributes where configuration.fields.contains(field) { add(field, texts) }
    return values
  }

  /// Numbers by field, all finite: a pay whose amount a year is none is not stated.
  ///
  /// - Parameter entities: what standardization found; the surest pay that a text states counts where the source gives none.
  package func numbers(of job: Job, entities: Attributes = [:]) -> [AttributeField: Double] {
    var numbers: [AttributeField: Double] = [:]
    let stated =
      job.pay.flatMap { $0.minimum ?? $0.maximum } == nil ? entities[.pay]?.first.flatMap(PayText.pay) : job.pay
    if let pay = stated, let amount = pay.minimum ?? pay.maximum { numbers[.pay] = amount * pay.period.countAYear }
    if let postedAt = job.postedAt { numbers[.postedAt] = Double(postedAt.milliseconds) }
    return numbers.filter(\.value.isFinite)
  }

  /// Where the work is: the source's own coordinates, else those of the known place its text means.
  func points(of job: Job) -> [Coordinate] {
    points(of: job, at: job.places.map { $0.coordinate == nil ? gazetteer.resolve($0.text) : nil })
  }

  /// The same where its places are looked up already.
  func points(of job: Job, at places: [KnownPlace?]) -> [Coordinate] {
    zip(job.places, places).compactMap { $0.coordinate ?? $1?.coordinate }
  }

  /// Equal for postings that a person would take for one: same words in title, company and places, whatever their case,
  /// accents and punctuation, places in any order. `nil` without a company, since two nameless "Cashier" adverts in one city
  /// are often two jobs. The market's checks for duplicates and reposts tell them by the same definition.
  func repostGroup(of job: Job) -> String? {
    let company = tokenizer.folded(job.company)
    guard !company.isEmpty else { return nil }
    let places = job.places.map { tokenizer.folded($0.text) }.sorted().joined(separator: ";")
    return "\(tokenizer.folded(job.title))|\(company)|\(places)"
  }
}
