import EntityStandardization
import JobMarket
import LinkGraph

/// The values of seekers and jobs that links are made of: those of the fields that templates name.
///
/// A job's are what its index holds, and its title. A seeker's are those of their positions, skills, degrees and place; with
/// entities, what their own words name, too. Attributes that the source gave go in as they are.
struct LinkAttributes: Sendable {
  private let facts: JobFacts
  /// The fields of seekers that count.
  let seekerFields: Set<AttributeField>
  /// The fields of jobs that count.
  let jobFields: Set<AttributeField>
  private let tokenizer = Tokenizer()

  /// Takes the fields of templates.
  init(_ templates: [LinkTemplate], facts: JobFacts) {
    self.facts = facts
    (seekerFields, jobFields) = (Set(templates.map(\.seekerField)), Set(templates.map(\.jobField)))
  }

  /// Fields whose values only a list of places gives.
  static let placeFields: Set<AttributeField> = [.place, .country]

  /// Whether a list of places is needed.
  static func needsPlaces(_ templates: [LinkTemplate]) -> Bool {
    templates.contains { placeFields.contains($0.seekerField) || placeFields.contains($0.jobField) }
  }

  /// Fields that columns give without reading any text.
  private static let plainFields: Set<AttributeField> = [
    .title, .company, .industry, .degree, .major, .place, .country, .employmentType,
  ]

  /// Whether what standardization finds in texts counts.
  var needsEntities: Bool { !seekerFields.union(jobFields).isSubset(of: LinkAttributes.plainFields) }

  /// A job's values, each once.
  ///
  /// - Parameter entities: what standardization found; `nil` where nothing is standardized.
  func values(of job: Job, entities: Attributes?, _ memo: inout PlaceMemo) -> Attributes {
    let needsPlaces = !jobFields.isDisjoint(with: LinkAttributes.placeFields)
    let places = needsPlaces ? facts.places(of: job, &memo) : job.places.map { _ in nil }
    var values = facts.values(of: job, at: places, entities: entities)
    let title = tokenizer.folded(job.title)
    if !title.isEmpty { values[.title, default: []].append(title) }
    return LinkAttributes.kept(values, jobFields)
  }

  /// A seeker's values just before a moment, each once: of positions that began at it or later nothing is known yet.
  ///
  /// - Parameter entities: what standardization found in the seeker's words of then.
  func values(of seeker: Seeker, before moment: Instant, entities: Attributes, _ memo: inout PlaceMemo) -> Attributes {
    var values: Attributes = [:]
    func add(_ field: AttributeField, _ texts: some Sequence<String>) {
      guard seekerFields.contains(field) else { return }
      values[field, default: []] += texts.filter { !$0.isEmpty }
    }
    let positions = LinkAttributes.positions(of: seeker, before: moment)
    add(.title, positions.lazy.map { tokenizer.folded($0.title) })
    add(.company, positions.lazy.map { CompanyName.folded($0.company) })
    add(.skill, seeker.skills.lazy.map(tokenizer.folded))
    add(.degree, seeker.education.lazy.map { tokenizer.folded($0.degree) })
    add(.major, seeker.education.lazy.map { tokenizer.folded($0.major) })
    add(.employmentType, seeker.wants.employmentTypes.lazy.map(\.rawValue))
    if !seekerFields.isDisjoint(with: LinkAttributes.placeFields) {
      let known = ([seeker.place].compactMap { $0 } + seeker.wants.places).compactMap { memo.resolve($0.text) }
      add(.place, known.lazy.map(\.displayName))
      add(.country, known.lazy.map(\.country.shortest))
    }
    for (field, texts) in entities where values[field] == nil || field == .skill { add(field, texts) }
    for (field, texts) in seeker.attributes where facts.configuration.fields.contains(field) { add(field, texts) }
    return LinkAttributes.kept(values, seekerFields)
  }

  /// What a seeker had worked as before a moment; a position without a start was there before.
  static func positions(of seeker: Seeker, before moment: Instant) -> [Seeker.Position] {
    seeker.positions.filter { $0.start.map { $0 < moment } ?? true }
  }

  private static func kept(_ values: Attributes, _ fields: Set<AttributeField>) -> Attributes {
    values.filter { fields.contains($0.key) && !$0.value.isEmpty }.mapValues { texts in
      var seen: Set<String> = []
      return texts.filter { seen.insert($0).inserted }
    }
  }
}
