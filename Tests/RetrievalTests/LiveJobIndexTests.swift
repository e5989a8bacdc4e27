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
