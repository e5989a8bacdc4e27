import Foundation
import JobMarket
import JobMatching
import MarketStorage
import VectorMath

/// Writes jobs, makes indexes of them, merges changes into these, removes old ones and answers, over and over, until it is killed: `LiveIndexTests`
/// starts it and looks at what is left.
///
///     LiveIndexCrasher WORKSPACE SEED
///
/// It says on its standard output what it is about to do (`begin j7 baker 12 open -`: job j7 is to become this) and what was
/// acknowledged (`done j7`), a line at a time and unbuffered.
@main
struct Crasher {
  /// Writers that share commits; each has jobs of its own.
  static let writerCount = 3
  /// Jobs of a writer.
  static let jobsEach = 20

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let seed = UInt64(arguments[2]) else { fatalError("LiveIndexCrasher WORKSPACE SEED") }
    let workspace = try Workspace.open(at: URL(filePath: arguments[1], directoryHint: .isDirectory))
    var random = SeededRandom(seed: seed)
    for round in 0... {
      try await write(workspace, random.split(UInt64(round)))
      let now = Instant(seconds: 1_800_000_000)
      let hasIndex = try workspace.artifacts(.index).active() != nil
      switch random.uniform(below: 5) {
      case 0, 1: _ = try Pipeline(workspace).index(createdAt: now)
      case 2, 3:
        let isWhole = random.bernoulli(0.3)
        if hasIndex { _ = try Pipeline(workspace).mergeIndex(isWhole: isWhole, createdAt: now) }
      default: break
      }
      guard try workspace.artifacts(.index).active() != nil else { continue }
      if random.bernoulli(0.5) { _ = try workspace.prune(.index, keeping: random.uniform(in: 1...3)) }
      let service = try MatchService(workspace)
      _ = try service.search("baker", MatchOptions(asOf: now))
    }
  }

  /// Several writers at once, until each has had enough.
  private static func write(_ workspace: Workspace, _ random: SeededRandom) async throws {
    let store = try workspace.openStore()
    var known: [String: JobState] = [:]
    try store.readJobs { for stored in $0 { known[stored.job.id] = JobState(stored.job) } }
    let writer = MarketWriter(store)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<writerCount {
        let (known, random) = (known, random.split(UInt64(number)))
        group.addTask { try await write(writer, number, known, random) }
      }
      try await group.waitForAll()
    }
    await writer.close()
    try store.close()
  }

  private static func write(
    _ writer: MarketWriter, _ number: Int, _ known: [String: JobState], _ random: SeededRandom
  ) async throws {
    var (known, random) = (known, random)
    for _ in 0..<random.uniform(in: 1...12) {
      // Each job once in a call, so that what it is to become is known.
      let ids = random.sample(random.uniform(in: 1...4), of: jobsEach).map { "j\(number * jobsEach + $0)" }
      var writes: [MarketWrite] = []
      for id in ids {
        let (write, state) = step(id, known[id], &random)
        say("begin \(id) \(state.map(\.description) ?? "gone")")
        known[id] = state
        writes.append(write)
      }
      for (id, result) in zip(ids, await writer.submit(writes)) {
        _ = try result.get()
        say("done \(id)")
      }
    }
  }

  /// What is done to a job, and what it then is; `nil`: gone.
  private static func step(
    _ id: String, _ state: JobState?, _ random: inout SeededRandom
  ) -> (MarketWrite, JobState?) {
    guard var state, random.bernoulli(0.5) else {
      let state = JobState(
        version: random.uniform(below: 1_000_000), isOpen: true,
        expiry: random.bernoulli(0.3) ? Int64(random.uniform(in: 1_700_000_000...1_900_000_000)) : nil)
      return (.upsert(state.job(id)), state)
    }
    switch random.uniform(below: 3) {
    case 0:
      state.isOpen = false
      return (.close(id: id), state)
    case 1:
      state.expiry = Int64(random.uniform(in: 1_700_000_000...1_900_000_000))
      return (.setExpiry(id: id, to: state.expiry.map { Instant(seconds: $0) }), state)
    default:
      return (.delete(id: id), nil)
    }
  }

  /// One write to the system, so that a killed process has said what it said.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
