import Dispatch
import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Synchronization
import Testing
import VectorMath

@Suite("A live index")
struct LiveJobIndexTests {
  private static func empty() throws -> JobIndex {
    try JobIndex([], textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField])
  }

  /// The same jobs in one segment, built anew.
  private static func built(_ jobs: [JobKey: IndexedJob]) throws -> JobIndex {
    try JobIndex(
      jobs.values.sorted { $0.key < $1.key }, textModel: "m", termCount: RandomWorld.termCount,
      vectorFields: [RandomWorld.vectorField])
  }

  /// Changes by random jobs of few keys, so that many come again.
  private static func changes(_ count: Int, of pool: [IndexedJob], _ random: inout SeededRandom) -> [IndexChange] {
    (0..<count).map { _ in
      var job = random.element(of: pool)
      job.key = JobKey(rawValue: Int64(random.uniform(below: pool.count)))
      return random.bernoulli(0.3) ? .remove(job.key) : .upsert(job)
    }
  }

  private static func take(_ changes: [IndexChange], into jobs: inout [JobKey: IndexedJob]) {
    for change in changes {
      switch change {
      case .upsert(let job): jobs[job.key] = job
      case .remove(let key): jobs[key] = nil
      }
    }
  }

  /// Jobs of answers, which must not depend on segments.
  private static func expectEqual(_ live: JobIndex, _ built: JobIndex, _ queries: [Query], _ said: String) throws {
    #expect(live.keys == built.keys, "\(said)")
    for query in queries {
      let (found, expected) = (try CPUSearcher(live).retrieve(query), try CPUSearcher(built).retrieve(query))
      #expect(found.jobs == expected.jobs && found.matching == expected.matching, "\(said)")
    }
  }

  @Test("Whatever is added, removed and merged, it answers as one built anew", arguments: 0..<6 as Range<UInt64>)
  func anyOrder(seed: UInt64) throws {
    var world = RandomWorld(seed: seed)
    let parts = world.jobs(120)
    let pool = parts.map(\.job)
    let queries = (0..<3).map { _ in world.query(jobs: parts) }
    let live = LiveJobIndex(try Self.empty())
    var jobs: [JobKey: IndexedJob] = [:]
    var policy = MergePolicy()
    (policy.growth, policy.mostSegments, policy.mostDead) = (1, 3, 0.3)
    for step in 1...40 {
      let changes = Self.changes(world.random.uniform(in: 1...20), of: pool, &world.random)
      #expect(try live.apply(changes, sequence: Int64(step)))
      Self.take(changes, into: &jobs)
      #expect(try !live.apply([.remove(JobKey(rawValue: 1))], sequence: Int64(step)), "taken in already")
      switch step % 4 {
      case 1: _ = try live.merge(policy)
      case 2: _ = try live.mergeTail(policy)
      default: break
      }
      #expect(live.snapshot.sequence == Int64(step))
      try Self.expectEqual(live.snapshot, Self.built(jobs), queries, "step \(step)")
    }
    while case .merged = try live.merge(policy) {}
    #expect(live.snapshot.status.segments.count <= 3)
    try Self.expectEqual(live.snapshot, Self.built(jobs), queries, "at the end")
    try Self.expectEqual(live.snapshot.merged(), Self.built(jobs), queries, "in one segment")
  }

  @Test(
    "Changes that come while segments are merged stand in the result", arguments: 0..<8 as Range<UInt64>, [false, true])
  func meanwhile(seed: UInt64, inFiles: Bool) throws {
    var world = RandomWorld(seed: seed)
    let parts = world.jobs(90)
    let pool = parts.map(\.job)
    let queries = (0..<3).map { _ in world.query(jobs: parts) }
    var jobs: [JobKey: IndexedJob] = [:]
    let live = LiveJobIndex(try Self.empty())
    for _ in 0..<12 {
      let changes = Self.changes(12, of: pool, &world.random)
      try live.apply(changes)
      Self.take(changes, into: &jobs)
    }
    let folder = try IndexFolder()
    let before = live.snapshot
    let outcome = try live.merge(in: { $0.segments.indices }, Self.eager) { segments in
      // Many small batches: they merge among themselves behind what is being merged.
      for _ in 0..<10 {
        let changes = Self.changes(6, of: pool, &world.random)
        try live.apply(changes)
        Self.take(changes, into: &jobs)
        try Self.expectEqual(live.snapshot, Self.built(jobs), queries, "while it merges")
      }
      guard inFiles else { return try IndexSegment(merging: segments) }
      try IndexSegment.writeMerged(segments, to: folder.url)
      return try IndexSegment(contentsOf: folder.url)
    }
    guard case .merged(let count, _) = outcome else {
      Issue.record("not merged: \(outcome)")
      return
    }
    #expect(count >= 1)
    #expect(live.snapshot.keys != before.keys)
    try Self.expectEqual(live.snapshot, Self.built(jobs), queries, "merged")
    // What comes later finds its way.
    let later = Self.changes(30, of: pool, &world.random)
    try live.apply(later)
    Self.take(later, into: &jobs)
    try Self.expectEqual(live.snapshot, Self.built(jobs), queries, "later")
    #expect(live.snapshot.status.tailSegments <= live.snapshot.segments.count)
  }

  /// Merges all there is.
  private static let eager: MergePolicy = {
    var policy = MergePolicy()
    (policy.growth, policy.mostDead) = (1 << 30, 0.99)
    return policy
  }()

  /// Lets a value answer as another: columns may differ from now on.
  private static func rename(_ number: Int, in live: LiveJobIndex) {
    live.update { $0.setting(aliases: ValueAliases(successors: [.skill: [ValueID(number): 1000]]) ?? ValueAliases()) }
  }

  @Test("A merge whose segments got other columns meanwhile begins again, and gives up where they never rest")
  func superseded() throws {
    let jobs = (0..<5).map { IndexedJob(key: JobKey(rawValue: $0)) }
    let live = LiveJobIndex(JobIndex(try jobs.map { try IndexSegment([$0], textModel: "m", termCount: 1) }))
    var attempts = 0
    let outcome = try live.merge(in: { $0.segments.indices }, Self.eager) { segments in
      attempts += 1
      #expect(Processors.most == 1, "others search meanwhile")
      if attempts == 1 { Self.rename(attempts, in: live) }
      return try IndexSegment(merging: segments)
    }
    #expect(outcome == .merged(segments: 5, rows: 5) && attempts == 2)
    #expect(try live.merge(Self.eager) == .nothing)
    try live.apply([.upsert(IndexedJob(key: JobKey(rawValue: 9)))])
    let given = try live.merge(in: { $0.segments.indices }, Self.eager) { segments in
      attempts += 1
      Self.rename(attempts, in: live)
      return try IndexSegment(merging: segments)
    }
    #expect(given == .superseded)
    #expect(live.snapshot.segments.count == 2 && live.snapshot.count == 6)
    struct Refusal: Error {}
    #expect(throws: Refusal.self) {
      try live.merge(in: { $0.segments.indices }, Self.eager) { _ in throw Refusal() }
    }
    #expect(throws: Refusal.self) { try live.update { _ in throw Refusal() } }
    #expect(throws: IndexError.self) {
      var job = IndexedJob(key: JobKey(rawValue: 9))
      job.numbers[.pay] = .infinity
      try live.apply([.remove(JobKey(rawValue: 1)), .upsert(job)], sequence: 5)
    }
    #expect(live.snapshot.count == 6 && live.snapshot.sequence == 0, "nothing of it was taken in")
    #expect(try live.merge(Self.eager) == .merged(segments: 2, rows: 6))
  }

  @Test("What replaces columns while a merge runs stays: an overlay put back to what it was, codes that were added")
  func columnsMeanwhile() throws {
    let jobs = (0..<4 as Range<Int64>).map { number in
      var job = IndexedJob(key: JobKey(rawValue: number))
      job.vectors[RandomWorld.vectorField.key] = [Float](repeating: 0.25, count: RandomWorld.vectorField.dimension)
      return job
    }
    let segments = try jobs.map {
      try IndexSegment([$0], textModel: "m", termCount: 1, vectorFields: [RandomWorld.vectorField])
    }
    let key = jobs[0].key
    let overlay = try Overlay(AttributeField("node") ?? .skill, id: "1", values: [key: [1], jobs[1].key: [1]])
    let live = LiveJobIndex(try JobIndex(segments).settingOverlay(overlay))
    try live.update { try $0.editingOverlay(overlay.field, values: [key: [2]], id: "2") }
    var attempts = 0
    func merge(_ meanwhile: () throws -> Void) throws -> LiveJobIndex.MergeOutcome {
      try live.merge(in: { $0.segments.indices }, Self.eager) { segments in
        attempts += 1
        if attempts == 1 { try meanwhile() }
        return try IndexSegment(merging: segments)
      }
    }
    let outcome = try merge { try live.update { try $0.settingOverlay(overlay) } }
    #expect(outcome != .superseded && attempts == 2)
    #expect(live.snapshot.values(of: key, field: overlay.field) == [1], "put back, not as it was edited")
    attempts = 0
    try live.apply([.upsert(jobs[3])])
    _ = try merge { live.update { $0.addingBinaryCodes() } }
    #expect(live.snapshot.segments.count == 1 && attempts == 2)
    var searcher = CPUSearcher(live.snapshot)
    searcher.mode = .coarse(kind: .rabitq, rule: .errors(2))
    let vector = WeightedScorer(
      "v", weight: 1,
      .vector(
        field: RandomWorld.vectorField.name, model: RandomWorld.vectorField.model,
        jobs[0].vectors[RandomWorld.vectorField.key] ?? []))
    #expect(try searcher.retrieve(Query(scorers: [vector], k: 9, asOf: Instant(seconds: 0))).jobs.count == 4)
  }

  @Test("Vectors of a further model are added while changes go on")
  func vectorsMeanwhile() throws {
    let jobs = (0..<40).map { IndexedJob(key: JobKey(rawValue: $0)) }
    let live = LiveJobIndex(try JobIndex(jobs[..<30], textModel: "m", termCount: 1))
    let field = VectorField(name: "organic", model: "towers-8", dimension: 2)
    var asked = 0
    try live.addVectors(field) { key in
      // Would wait for ever for whoever adds, were they in each other's way.
      if asked == 10 { try live.apply(jobs[28...].map { .upsert($0) } + [.remove(jobs[3].key)]) }
      asked += 1
      return [Float(key.rawValue), 1]
    }
    let index = live.snapshot
    #expect(index.vectorKeys == [field.key] && index.count == 39)
    for key in index.keys { #expect(index.vector(of: key, field.key) == [Float(key.rawValue), 1]) }
    #expect(throws: IndexError.self, "it is there already") { try live.addVectors(field) { _ in nil } }
  }

  @Test("Segments of files stay no tail when one before them is merged alone")
  func tailLength() throws {
    let jobs = (0..<8).map { IndexedJob(key: JobKey(rawValue: $0)) }
    let files = JobIndex(
      [
        try IndexSegment(jobs[..<6], textModel: "m", termCount: 1),
        try IndexSegment(jobs[6...], textModel: "m", termCount: 1),
      ])
    let live = LiveJobIndex(files.removing([jobs[0].key, jobs[1].key]))
    var policy = MergePolicy()
    policy.growth = 1
    #expect(try live.merge(policy) == .merged(segments: 1, rows: 4))
    #expect(live.snapshot.status.tailSegments == 0)
    try live.apply([.upsert(jobs[0])])
    #expect(live.snapshot.segments.count == 3 && live.snapshot.status.tailSegments == 1)
    #expect(try live.mergeTail(Self.eager) == .nothing, "the only one of memory")
  }

  @Test("A job that ended before all moments is found no more, at any moment, and what it was stays known")
  func closed() throws {
    var job = IndexedJob(key: JobKey(rawValue: 3))
    job.values[.skill] = [7]
    job.text = SparseVector([(index: 0, value: 1)])
    let open = try JobIndex([job], textModel: "m", termCount: 1)
    job.expiresAt = Instant(milliseconds: .min)
    let closed = try open.applying([.upsert(job)])
    for index in [closed, try closed.merged()] {
      for moment in [Int64.min, 0, .max] {
        let query = Query(scorers: [], k: 9, asOf: Instant(milliseconds: moment))
        #expect(try CPUSearcher(index).retrieve(query).jobs == [])
      }
      #expect(index.values(of: job.key, field: .skill) == [7] && index.text(of: job.key) == job.text)
      #expect(index.keys == [job.key])
    }
  }

  @Test("Many who write, merge and search at once: each finds what was acknowledged before it asked")
  func atOnce() throws {
    let live = LiveJobIndex(try Self.empty())
    let rounds = 60
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 6) { worker in
      do {
        for round in 0..<rounds {
          switch worker {
          case 0: _ = try live.merge(Self.eager)
          case 1: _ = try live.mergeTail(Self.eager)
          default:
            // A job of one's own, in and out.
            var job = IndexedJob(key: JobKey(rawValue: Int64(worker * 1000 + round)))
            job.values[.skill] = [ValueID(worker)]
            try live.apply([.upsert(job)])
            let query = Query(
              predicate: JobPredicate([.init(.anyOf(.skill, [ValueID(worker)]))]), scorers: [], k: 1000,
              asOf: Instant(milliseconds: 0))
            let found = try CPUSearcher(live.snapshot).retrieve(query).jobs.map(\.key)
            let expected = (0...round).filter { $0 % 2 == 1 || $0 == round }
              .map { JobKey(rawValue: Int64(worker * 1000 + $0)) }
            if found != expected { failures.withLock { $0.append("\(worker), \(round): \(found)") } }
            if round % 2 == 0 { try live.apply([.remove(job.key)]) }
          }
        }
      } catch {
        failures.withLock { $0.append("\(worker): \(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(live.snapshot.count == 4 * rounds / 2)
  }

  @Test(
    "Which segments a policy merges",
    arguments: [
      ([], nil), ([(5, 0)], nil), ([(5, 2)], 0..<1), ([(0, 0)], nil),
      ([(1_000_000, 1000), (3000, 0)], nil), ([(1_000_000, 1000), (3000, 0), (2500, 0)], 1..<3),
      ([(1_000_000, 0), (100_000, 0), (30_000, 0)], 0..<3), ([(1_000_000, 250_000), (100, 0)], 0..<1),
      ([(1_000_000, 250_000), (100_000, 0)], 0..<2), ([(1_000_000, 0), (1000, 900), (10, 0)], 1..<2),
      ([(1_000_000, 0), (1000, 900), (100, 0)], 1..<3), ([(100, 0), (100, 100)], 1..<2),
    ] as [([(Int, Int)], Range<Int>?)])
  func policy(sizes: [(Int, Int)], expected: Range<Int>?) {
    #expect(MergePolicy().merge(of: sizes.map { .init(rows: $0.0, dead: $0.1) }) == expected)
  }

  @Test("No more segments than a policy allows")
  func mostSegments() {
    var sizes = (0..<12).map { MergePolicy.Size(rows: 1 << (4 * (12 - $0)), dead: 0) }
    var policy = MergePolicy()
    #expect(policy.merge(of: sizes) == 7..<12)
    policy.mostSegments = 12
    #expect(policy.merge(of: sizes) == nil)
    policy.mostSegments = 1
    #expect(policy.merge(of: sizes) == 0..<12)
    sizes = []
    #expect(policy.merge(of: sizes) == nil)
  }
}
