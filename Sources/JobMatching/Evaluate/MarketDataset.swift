import EntityStandardization
import Evaluation
import JobMarket
import MarketStorage

/// A workspace's own record as the next-job protocol wants it: what its seekers engaged with, in order of time.
///
/// Jobs have the words and points that an index of the market would give them. A dismissal is no engagement to be found
/// again and is left out. Where the workspace has entities, jobs and profiles have theirs. Closed and expired jobs are candidates like any other: the record does not say what was open when.
package struct MarketDataset: Sendable {
  /// The jobs of the market.
  package let catalog: JobCatalog
  /// Every seeker with an engagement, in the order of import.
  package let seekers: [JobHistory]

  /// Reads the record.
  ///
  /// - Throws: `WorkspaceError` and what the store throws.
  package init(_ workspace: Workspace, progress: @escaping StageProgress.Handler = { _ in }) throws {
    let store = try workspace.openStore(writable: false)
    let survey = try JobSurvey(store, workspace.configuration, progress)
    let gazetteer = try PlaceDirectory(workspace: workspace, progress: progress).gazetteer(for: survey.places)
    let facts = JobFacts(configuration: workspace.configuration, gazetteer: gazetteer)
    let words = survey.words
    var places = PlaceMemo(gazetteer)
    var source = try EntityArtifact.active(in: workspace).map { _ in try EntitySource(workspace) }
    var entities = source?.book.map { EntityNumbers($0.taxonomies) }
    var numbers: [String: Int] = [:]
    var jobs: [CatalogedJob] = []
    var vectors: [SparseVector] = []
    try store.readJobs { batch in
      for stored in batch {
        let job = stored.job
        numbers[job.id] = jobs.count
        let known = facts.places(of: job, &places)
        if let found = try source?.values(of: stored) {
          entities?.append(jobWith: facts.values(of: job, at: known, entities: found))
        }
        jobs.append(MarketDataset.cataloged(job, facts, at: known))
        vectors.append(words.vector(of: facts.document(of: job)))
      }
      progress(StageProgress("read jobs", done: jobs.count, unit: "jobs"))
    }
    progress(StageProgress("read jobs", done: jobs.count, unit: "jobs", isFinished: true))
    let histories = try MarketDataset.histories(store, numbers)
    var seekers: [JobHistory] = []
    try store.readSeekers { batch in
      for seeker in batch.map(\.seeker) {
        guard let jobs = histories[seeker.id] else { continue }
        let texts = StandardizedText.texts(of: seeker, asOf: Instant(milliseconds: .max))
        seekers.append(
          JobHistory(
            jobs: jobs, profile: words.vector(of: SeekerHistory.profileText(seeker)),
            places: SeekerHistory.ownPlaces(seeker, gazetteer),
            entities: entities?.ids(of: source?.book?.values(of: texts) ?? [:]) ?? [:]))
      }
    }
    catalog = JobCatalog(
      jobs: jobs, vectors: vectors, columnCount: words.terms.count, entities: entities?.columns() ?? [:])
    self.seekers = seekers
  }

  /// Each seeker's jobs by first engagement.
  private static func histories(_ store: MarketStore, _ numbers: [String: Int]) throws -> [String: [Int]] {
    var histories: [String: [Int]] = [:]
    var seen: [String: Set<Int>] = [:]
    try store.readEngagements { batch in
      for engagement in batch where engagement.kind != .dismiss {
        guard let job = numbers[engagement.job], seen[engagement.seeker, default: []].insert(job).inserted else {
          continue
        }
        histories[engagement.seeker, default: []].append(job)
      }
    }
    return histories
  }

  private static func cataloged(_ job: Job, _ facts: JobFacts, at places: [KnownPlace?]) -> CatalogedJob {
    let place = places.first ?? nil
    let state = place.map { "\($0.region.code)|\($0.region.name)|\($0.country.code)" }
    return CatalogedJob(
      id: job.id, city: place?.displayName ?? job.places.first?.text, state: state == "||" ? nil : state,
      points: facts.points(of: job, at: places))
  }
}
