import Dispatch
import Foundation
import JobMarket
import MarketStorage
import Retrieval
import Synchronization
import VectorMath

/// Measures an index that follows its record: what changes and merges cost the queries, how soon a change is seen, and how fast
/// changes that were missed are taken in.
///
/// Costs are ratios of interleaved turns: the same queries alone, beside, and beside the same work of which they know nothing, in
/// turn, on one thread. The last tells what the machine takes for itself where several share it: what is beyond that is the
/// index's own price.
public struct LiveBench {
  /// The workload, whose first jobs change.
  public let workload: HybridWorkload
  /// What is measured.
  public var options = Options()
  private let vectors: VectorKey

  /// What is measured, and how often.
  public struct Options: Sendable {
    /// Changes a second, each measured for itself.
    public var updates = [600, 6000]
    /// How many pairs.
    public var pairs = 10
    /// How many queries of each pass rate a half of a pair asks.
    public var queries = 10
    /// How many jobs of the workload change.
    public var jobs = 20_000
    /// How many changed jobs are taken in by whoever starts late.
    public var recovered = 100_000

    /// As in Benchmarks/RESULTS.md.
    public init() {}
  }

  /// Prepares to measure.
  ///
  /// - Throws: `WorkspaceError` for a workload of fewer rows than are to change.
  public init(_ workload: HybridWorkload, options: Options = Options()) throws {
    guard workload.rowCount > max(options.jobs, options.recovered) else {
      throw WorkspaceError(
        "the workload has \(workload.rowCount) rows; more than \(max(options.jobs, options.recovered)) are needed")
    }
    guard let field = workload.index.vectorFields.first else { throw WorkspaceError("the workload has no vectors") }
    (self.workload, self.options, vectors) = (workload, options, field.key)
  }

  /// What queries cost beside something, at one pass rate.
  public struct Line: Codable, Sendable {
    /// Beside what: `600 changes a second`, `a merge of the tail of 2,000 jobs`.
    public var beside: String
    /// The pass rate.
    public var rate: Double
    /// Milliseconds of half of the queries at most, without and with.
    public var alone_p50_ms: Double
    /// With.
    public var beside_p50_ms: Double
    /// Milliseconds of 95 of 100 queries at most, without and with.
    public var alone_p95_ms: Double
    /// With.
    public var beside_p95_ms: Double
    /// Milliseconds of half of the queries at most, beside the same work of which they know nothing.
    public var sharing_p50_ms: Double
    /// The ratio of the times by the clock.
    public var wall: PairedRatio
    /// The ratio of the times of the thread's processor.
    public var processor: PairedRatio
    /// The ratio of the 95th percentiles by the clock.
    public var p95: PairedRatio
    /// The ratio of the times by the clock, beside work of which the queries know nothing and alone: the machine's part.
    public var sharing: PairedRatio
    /// The same of the 95th percentiles.
    public var sharingP95: PairedRatio
    /// The ratio of the times by the clock, beside and beside work of which the queries know nothing: the index's part.
    public var index: PairedRatio
    /// The same of the 95th percentiles.
    public var indexP95: PairedRatio
  }

  /// How soon changes are seen.
  public struct Visibility: Codable, Sendable {
    /// Changes a second that were asked for, and that came about.
    public var updates: Int
    /// That came about.
    public var achieved: Double
    /// How many changes were watched.
    public var changes: Int
    /// Milliseconds from acknowledged to visible: half, 99 of 100, all of them at most.
    public var p50_ms: Double
    /// 99 of 100.
    public var p99_ms: Double
    /// All.
    public var max_ms: Double
    /// Milliseconds from handed in to acknowledged, durable: half and 99 of 100.
    public var acknowledged_p50_ms: Double
    /// 99 of 100.
    public var acknowledged_p99_ms: Double
    /// What the index was in the end: segments, and rows that are dead.
    public var segments: Int
    /// Dead rows.
    public var dead: Int
  }

  /// How fast an index starts and catches up.
  public struct Start: Codable, Sendable {
    /// Seconds to open the files, or to build where there are none.
    public var open_s: Double
    /// Seconds of the first query of all.
    public var first_query_s: Double
    /// How many changed jobs were taken in then.
    public var recovered: Int
    /// Seconds it took, and jobs a second.
    public var recovery_s: Double
    /// Jobs a second.
    public var recovered_per_s: Double
  }

  /// Queries asked by turns, each pass rate as often.
  private func questions() -> [(rate: Double, query: Query)] {
    Set(workload.queries.map(\.targetRate)).sorted(by: >).flatMap { rate in
      workload.queries.filter { $0.targetRate == rate }.prefix(options.queries).map { question in
        var query = question.query
        query.countsMatches = false
        return (rate, query)
      }
    }
  }

  /// Times of one half of a pair, by pass rate.
  private struct Half {
    var wall: [Double: [Double]] = [:]
    var processor: [Double: [Double]] = [:]

    /// Takes in what was asked after.
    mutating func add(_ later: Half) {
      wall.merge(later.wall, uniquingKeysWith: +)
      processor.merge(later.processor, uniquingKeysWith: +)
    }
  }

  private func ask(_ questions: [(rate: Double, query: Query)], _ searcher: () throws -> CPUSearcher) throws -> Half {
    var half = Half()
    for (rate, query) in questions {
      let (started, used) = (ContinuousClock.now, ThreadTime.milliseconds)
      _ = try searcher().retrieve(query)
      half.processor[rate, default: []].append(ThreadTime.milliseconds - used)
      half.wall[rate, default: []].append(started.duration(to: .now) / .milliseconds(1))
    }
    return half
  }

  /// Interleaved turns, of which each begins with another arm.
  ///
  /// - Parameters:
  ///   - beside: runs what the queries run beside, calls its argument meanwhile, and ends it.
  ///   - sharing: the same work, or work like it, that does not concern the index which is asked.
  private func turns(
    _ name: String, progress: (Int) -> Void, alone: @escaping () throws -> CPUSearcher,
    with: @escaping () throws -> CPUSearcher,
    beside: (() throws -> Half) throws -> Half, sharing: (() throws -> Half) throws -> Half
  ) throws -> [Line] {
    let questions = questions()
    _ = try ask(questions, alone)
    var arms: [[Half]] = [[], [], []]
    for turn in 0..<options.pairs {
      for place in 0..<3 {
        let arm = (turn + place) % 3
        let half =
          switch arm {
          case 0: try ask(questions, alone)
          case 1: try beside { try ask(questions, with) }
          default: try sharing { try ask(questions, alone) }
          }
        arms[arm].append(half)
      }
      progress(turn + 1)
    }
    return Set(questions.map(\.rate)).sorted(by: >).map {
      line(name, $0, alone: arms[0], beside: arms[1], sharing: arms[2])
    }
  }

  private func line(_ name: String, _ rate: Double, alone: [Half], beside: [Half], sharing: [Half]) -> Line {
    func means(_ halves: [Half], _ path: KeyPath<Half, [Double: [Double]]>) -> [Double] {
      halves.map { half in
        let times = half[keyPath: path][rate] ?? []
        return times.reduce(0, +) / Double(max(1, times.count))
      }
    }
    func percentiles(_ halves: [Half]) -> [Double] { halves.map { Statistics.percentile(95, of: $0.wall[rate] ?? []) } }
    func all(_ percent: Double, _ halves: [Half]) -> Double {
      LiveBench.rounded(Statistics.percentile(percent, of: halves.flatMap { $0.wall[rate] ?? [] }))
    }
    return Line(
      beside: name, rate: rate, alone_p50_ms: all(50, alone), beside_p50_ms: all(50, beside),
      alone_p95_ms: all(95, alone), beside_p95_ms: all(95, beside), sharing_p50_ms: all(50, sharing),
      wall: PairedRatio(of: means(beside, \.wall), to: means(alone, \.wall)),
      processor: PairedRatio(of: means(beside, \.processor), to: means(alone, \.processor)),
      p95: PairedRatio(of: percentiles(beside), to: percentiles(alone)),
      sharing: PairedRatio(of: means(sharing, \.wall), to: means(alone, \.wall)),
      sharingP95: PairedRatio(of: percentiles(sharing), to: percentiles(alone)),
      index: PairedRatio(of: means(beside, \.wall), to: means(sharing, \.wall)),
      indexP95: PairedRatio(of: percentiles(beside), to: percentiles(sharing)))
  }

  static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

extension LiveBench {
  /// What changes that arrive cost the queries, and how soon they are seen.
  ///
  /// - Parameter updates: changes a second.
  /// - Throws: `IndexError`, `MarketStoreError`.
  public func changes(_ updates: Int, progress: (Int) -> Void = { _ in }) throws -> (lines: [Line], seen: Visibility) {
    let record = try WorkloadRecord(jobs: options.jobs)
    var index = workload.index
    index.sequence = try record.store.latestSequence()
    let live = LiveIndex(index, store: record.store, layout: WorkloadChangeLayout(workload.index, vectors: vectors))
    let alone = CPUSearcher(workload.index)
    let updater = LiveUpdater(record, live, updates: updates)
    updater.startFollowing()
    let lines = try turns(
      "\(updates) changes a second", progress: progress, alone: { alone }, with: { try live.current() },
      beside: { body in try updater.whileWriting(body) }, sharing: { body in try updater.whileWriting(body) })
    return (lines, try updater.stop())
  }

  /// What merges that run cost the queries: of the tail, and of the whole index.
  ///
  /// - Throws: `IndexError`, `MarketStoreError`.
  public func merges(progress: (Int) -> Void = { _ in }) throws -> [Line] {
    let record = try WorkloadRecord(jobs: options.jobs)
    let layout = WorkloadChangeLayout(workload.index, vectors: vectors)
    // A tail of several segments: merges of it are repeated, each on the index as it is here.
    var index = workload.index
    var sequence = try record.store.latestSequence()
    for _ in 0..<8 {
      try record.write(record.changes(options.jobs / 8))
      var changes: [IndexChange] = []
      let position = try record.store.readJobs(changedAfter: sequence) { changes += layout.changes($0) }
      sequence = position.sequence
      index = try index.applying(changes, sequence: sequence)
    }
    let searcher = CPUSearcher(index)
    func lines(_ name: String, bytes: Int, _ merge: @escaping @Sendable (LiveJobIndex) throws -> Void) throws -> [Line]
    {
      try turns(name, progress: progress, alone: { searcher }, with: { searcher }) { [index] body in
        try besideWork(body) { try merge(LiveJobIndex(index)) }
      } sharing: { body in
        // Another's copy of as many bytes: what any merge must do at least.
        let words = [UInt64](repeating: 1, count: bytes / 8)
        return try besideWork(body) {
          var copy = words
          copy[0] += 1
        }
      }
    }
    var policy = MergePolicy()
    // All of them, however many of their rows are dead.
    policy.mostDead = 1
    policy.growth = .max
    let whole = policy
    let (tail, all) = (index.status.segments.suffix(index.status.tailSegments), index.status)
    let tailBytes = tail.reduce(0) { $0 + $1.memoryBytes + $1.vectorBytes }
    return try lines("a merge of the tail, \(all.tailJobs) jobs", bytes: tailBytes) { try $0.mergeTail(whole) }
      + lines("a merge of all, \(index.count) jobs", bytes: all.bytes) { try $0.merge(whole) }
  }

  /// Asks while a thread works, from the beginning of one piece of work to its end at least.
  private func besideWork(_ body: () throws -> Half, _ work: @escaping @Sendable () throws -> Void) throws -> Half {
    let state = Mutex((isDone: false, finished: 0))
    let ended = DispatchSemaphore(value: 0)
    DispatchQueue(label: "live benchmark").async {
      while !state.withLock(\.isDone) {
        guard (try? work()) != nil else { break }
        state.withLock { $0.finished += 1 }
      }
      ended.signal()
    }
    defer {
      state.withLock { $0.isDone = true }
      ended.wait()
    }
    var half = try body()
    while state.withLock({ $0.finished == 0 }) {
      guard ended.wait(timeout: .now()) == .timedOut else {
        ended.signal()
        throw WorkspaceError("a merge failed: `jobmatch check index --folder` says of what")
      }
      half.add(try body())
    }
    return half
  }

  /// How fast the index starts and takes in what it missed.
  ///
  /// - Throws: `IndexError`, `MarketStoreError`.
  public func start() throws -> Start {
    let first = ContinuousClock.now
    if let query = workload.queries.first?.query { _ = try CPUSearcher(workload.index).retrieve(query) }
    let firstQuery = first.duration(to: .now) / .seconds(1)
    let record = try WorkloadRecord(jobs: options.recovered)
    let live = LiveIndex(
      workload.index, store: record.store, layout: WorkloadChangeLayout(workload.index, vectors: vectors))
    let started = ContinuousClock.now
    try live.follow()
    let seconds = started.duration(to: .now) / .seconds(1)
    return Start(
      open_s: LiveBench.rounded(workload.buildSeconds), first_query_s: LiveBench.rounded(firstQuery),
      recovered: options.recovered, recovery_s: LiveBench.rounded(seconds),
      recovered_per_s: (Double(options.recovered) / seconds).rounded())
  }
}
