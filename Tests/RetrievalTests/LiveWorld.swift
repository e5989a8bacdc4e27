import JobMarket
import Retrieval
import SearcherConformance
import VectorMath

/// An index in several segments with dead rows, which changes, beside the jobs that it is said to hold.
struct LiveWorld {
  var world: RandomWorld
  private let parts: [IndexedJobParts]
  var index: JobIndex
  /// The jobs as the record has them, by key.
  private(set) var record: [JobKey: IndexedJob]
  /// What an index should make of a job of the record, and of a query.
  var expectedJob: (IndexedJob) -> IndexedJob = { $0 }
  var expectedQuery: (Query) -> Query = { $0 }

  /// - Parameter prepare: what else a job of the record has.
  init(seed: UInt64, count: Int, prepare: (inout IndexedJob, inout RandomWorld) -> Void = { _, _ in }) throws {
    var world = RandomWorld(seed: seed)
    parts = world.jobs(count)
    let jobs = parts.map { part in
      var job = part.job
      prepare(&job, &world)
      return job
    }
    self.world = world
    record = Dictionary(uniqueKeysWithValues: jobs.map { ($0.key, $0) })
    index = try JobIndex(
      jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField]
    ).scattered(into: 3)
  }

  /// The keys that may be jobs, rising, some beyond those there are.
  var keys: [JobKey] { record.keys.sorted() + (0..<5).map { JobKey(rawValue: 1_000_000 + Int64($0)) } }

  /// Some of the keys.
  mutating func someKeys(_ share: Double) -> [JobKey] { keys.filter { _ in world.random.bernoulli(share) } }

  /// Changes some jobs, takes some away and adds some.
  mutating func change(_ share: Double = 0.1, prepare: (inout IndexedJob, inout RandomWorld) -> Void = { _, _ in }) throws {
    var changes: [IndexChange] = []
    for key in someKeys(share) {
      if world.random.bernoulli(0.3) {
        changes.append(.remove(key))
        record[key] = nil
      } else {
        var job = world.random.element(of: world.jobs(3)).job
        job.key = key
        prepare(&job, &world)
        changes.append(.upsert(job))
        record[key] = job
      }
    }
    index = try index.applying(changes)
  }

  /// The jobs that the index should hold, rising.
  var expected: [IndexedJob] { record.values.sorted { $0.key < $1.key }.map(expectedJob) }

  /// Where answers differ from those by definition, and from those of an index built anew.
  ///
  /// - Parameter adjust: makes something else of a random query.
  mutating func violations(
    _ queries: Int, _ place: String, adjust: (inout Query, inout RandomWorld) -> Void = { _, _ in }
  ) throws -> [String] {
    let jobs = expected
    let naive = NaiveSearcher(jobs: jobs)
    let anew = try JobIndex(
      jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: index.vectorFields)
    var violations: [String] = []
    if index.keys != jobs.map(\.key) { violations.append("\(place): other jobs") }
    for field in Set(anew.fields).union(index.fields) where anew.frequencies(of: field) != index.frequencies(of: field) {
      violations.append("\(place): values of \(field): \(index.frequencies(of: field))")
    }
    for number in 0..<queries {
      var query = world.query(jobs: parts)
      query.countsMatches = true
      adjust(&query, &world)
      let expected = naive.retrieve(expectedQuery(query))
      let found = try CPUSearcher(index).retrieve(query)
      if found.jobs != expected.jobs || found.matching != expected.matching {
        violations.append("\(place), query \(number): \(found.jobs.prefix(3)), not \(expected.jobs.prefix(3)): \(query)")
      }
      let inverted = try InvertedSearcher(index).retrieve(query)
      if inverted.jobs != expected.jobs || inverted.matching != expected.matching {
        violations.append("\(place), query \(number): inverted \(inverted.jobs.prefix(3)), not \(expected.jobs.prefix(3))")
      }
      let all = Query(predicate: query.predicate, scorers: [], k: 0, asOf: query.asOf)
      let count = naive.retrieve(expectedQuery(all)).matching
      if try CPUSearcher(index).count(query.predicate, asOf: query.asOf) != count
        || InvertedSearcher(index).count(query.predicate, asOf: query.asOf) != count
      {
        violations.append("\(place), query \(number): counts other than \(count)")
      }
      if let best = found.jobs.first, let explained = try CPUSearcher(index).explain(best.key, for: query) {
        if explained.value != best.score || !explained.conditions.allSatisfy(\.holds) {
          violations.append("\(place), query \(number): explained otherwise, \(explained)")
        }
      }
    }
    return violations
  }

  /// The same after the segments were merged into one.
  func merged() throws -> LiveWorld {
    var merged = self
    merged.index = try index.merged()
    return merged
  }
}
