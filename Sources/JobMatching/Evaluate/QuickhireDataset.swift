import EntityStandardization
import Evaluation
import Foundation
import JobMarket

/// The Quickhire job-board log as the next-job protocol wants it.
///
/// Read from `quickhire/Job_Views`, `Experience` and `Positions_Of_Interest` and GeoNames' cities of a data folder. A job's
/// text is its `Title` column, position and company in one; a seeker's profile is all titled positions and stated interests.
/// Where the folder has O*NET or ESCO, the positions of both are standardized against them.
package struct QuickhireDataset: Sendable {
  /// The jobs that anybody viewed.
  package let catalog: JobCatalog
  /// Every seeker with a view, in the order of the first.
  package let seekers: [JobHistory]
  /// What a reader of its figures should know.
  package let notes: [String]

  /// Reads the files.
  ///
  /// - Throws: `WorkspaceError` that names the file, the line and what is missing.
  package init(data: URL, progress: @escaping StageProgress.Handler = { _ in }) throws {
    let folder = DatasetFolder("quickhire", in: data, progress: progress)
    let log = try QuickhireLog(folder)
    let profiles = try QuickhireDataset.profiles(folder)
    let cities = try GeoNames(folder: data.appending(path: "geonames")).cities(progress: progress)
    let gazetteer = PlaceGazetteer(cities.filter { $0.country.code == "US" })
    var places = CityDirectory(gazetteer)
    // The words of every candidate, as an index of the jobs would learn them; no view is counted.
    let vectors = TextVectors.fit(log.jobs.map(\.title), model: "quickhire")
    let entities = try QuickhireEntities(log, profiles, data, gazetteer, progress)
    catalog = JobCatalog(
      jobs: log.jobs.map { places.cataloged($0) }, vectors: log.jobs.map { vectors.vector(of: $0.title) },
      columnCount: vectors.terms.count, entities: entities?.columns ?? [:])
    seekers = log.histories.map { seeker, jobs in
      JobHistory(
        jobs: jobs, profile: vectors.vector(of: profiles[seeker, default: []].joined(separator: "\n")),
        entities: entities?.profiles[seeker] ?? [:])
    }
    notes = entities == nil ? [TitleEntities.absence] : []
  }

  private static func profiles(_ folder: DatasetFolder) throws -> [String: [String]] {
    var profiles: [String: [String]] = [:]
    for (file, column) in [("Experience", "Position.Name"), ("Positions_Of_Interest", "Position.Of.Interest")] {
      try folder.read(file, columns: ["Applicant.ID", column]) { fields in
        if let text = QuickhireLog.known(fields[1]) { profiles[fields[0], default: []].append(text) }
      }
    }
    return profiles
  }
}

/// What jobs and profiles are standardized to.
private struct QuickhireEntities {
  let columns: [AttributeField: CatalogEntities]
  /// By seeker.
  let profiles: [String: [AttributeField: [ValueID]]]

  /// Standardizes every different title once; `nil` in a data folder without taxonomies.
  init?(
    _ log: QuickhireLog, _ profiles: [String: [String]], _ data: URL, _ gazetteer: PlaceGazetteer,
    _ progress: @escaping StageProgress.Handler
  ) throws {
    let positions = log.jobs.map(\.position)
    guard let entities = try TitleEntities(data: data, gazetteer: gazetteer, corpus: positions, progress: progress)
    else { return nil }
    let seekers = log.histories.map(\.seeker)
    let titles = Set(positions + seekers.flatMap { profiles[$0] ?? [] }).sorted()
    let values = Dictionary(uniqueKeysWithValues: zip(titles, entities.values(of: titles, progress: progress)))
    var numbers = EntityNumbers(entities.taxonomies)
    for position in positions { numbers.append(jobWith: values[position] ?? [:]) }
    var ids: [String: [AttributeField: [ValueID]]] = [:]
    for seeker in seekers {
      let all = (profiles[seeker] ?? []).reduce(into: Attributes()) { all, title in
        all.merge(values[title] ?? [:]) { $0 + $1 }
      }
      ids[seeker] = numbers.ids(of: all)
    }
    (columns, self.profiles) = (numbers.columns(), ids)
  }
}

/// The views, and the jobs viewed.
private struct QuickhireLog {
  /// The jobs, in the order of the file.
  var jobs: [ViewedJob] = []
  /// Each seeker's jobs by first view, the seekers by theirs.
  var histories: [(seeker: String, jobs: [Int])] = []

  struct ViewedJob {
    var id: String
    var title: String
    var city: String?
    var stateCode: String?

    /// The title without the company, which follows the last `@`.
    var position: String {
      title.ranges(of: " @ ").last.map { String(title[..<$0.lowerBound]) } ?? title
    }
  }

  init(_ folder: DatasetFolder) throws {
    var numbers: [String: Int] = [:]
    var views: [(start: String, seeker: String, job: Int)] = []
    var jobs: [ViewedJob] = []
    let columns = ["Applicant.ID", "Job.ID", "View.Start", "Title", "City", "State.Code"]
    try folder.read("Job_Views", columns: columns) { fields throws(UnusableField) in
      for (column, field) in zip(columns.prefix(2), fields) where QuickhireLog.known(field) == nil {
        throw UnusableField(column: column, found: field, allowed: "an id")
      }
      guard QuickhireLog.isTime(fields[2]) else {
        throw UnusableField(column: columns[2], found: fields[2], allowed: "a time such as 2014-12-12 20:12:35 UTC")
      }
      let number = numbers[fields[1]] ?? jobs.count
      if number == jobs.count {
        numbers[fields[1]] = number
        jobs.append(
          ViewedJob(
            id: fields[1], title: fields[3], city: QuickhireLog.known(fields[4]),
            stateCode: QuickhireLog.known(fields[5])))
      }
      views.append((fields[2], fields[0], number))
    }
    self.jobs = jobs
    // Times of this one form order like their texts; equal ones stay in the order of the file.
    let ordered = views.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
    var places: [String: Int] = [:]
    var seen: Set<[Int]> = []
    for (_, view) in ordered {
      let place = places[view.seeker] ?? histories.count
      if place == histories.count {
        places[view.seeker] = place
        histories.append((view.seeker, []))
      }
      if seen.insert([place, view.job]).inserted { histories[place].jobs.append(view.job) }
    }
  }

  /// A field's text, or `nil` for the two ways in which this log says that there is none.
  static func known(_ field: String) -> String? {
    let text = field.trimmingCharacters(in: .whitespaces)
    return text.isEmpty || text == "NA" ? nil : text
  }

  /// Whether a text has the form `2014-12-12 20:12:35 UTC`.
  private static func isTime(_ text: String) -> Bool {
    let pattern = "0000-00-00 00:00:00 UTC".utf8
    return text.utf8.count == pattern.count
      && zip(text.utf8, pattern).allSatisfy { byte, form in
        form == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == form
      }
  }
}

/// Places jobs in their cities.
private struct CityDirectory {
  private let tokenizer = Tokenizer()
  private var places: PlaceMemo

  init(_ gazetteer: PlaceGazetteer) {
    places = PlaceMemo(gazetteer)
  }

  mutating func cataloged(_ job: QuickhireLog.ViewedJob) -> CatalogedJob {
    var cataloged = CatalogedJob(id: job.id, state: job.stateCode)
    guard let city = job.city else { return cataloged }
    cataloged.city = "\(tokenizer.folded(city))|\(job.stateCode ?? "")"
    // A city without its state may be any of several.
    guard let state = job.stateCode else { return cataloged }
    cataloged.points = [places.resolve("\(city), \(state)")].compactMap { $0?.coordinate }
    return cataloged
  }
}
