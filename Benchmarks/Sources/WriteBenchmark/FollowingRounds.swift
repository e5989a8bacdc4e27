import Foundation
import MarketStorage

/// What following the market came to.
struct FollowingFigures: Codable {
  /// Changed jobs a second, read and decoded, one thread.
  var changedJobsPerSecond: Double
  /// The same a second of the thread's processor time, which a busy machine leaves as it is.
  var changedJobsPerCPUSecond: Double
  /// How many there were.
  var changedJobs: Int
  /// One `latestSequence()`, microseconds.
  var latestSequenceMicroseconds: Double
}

/// The reading side, round after round.
struct FollowingRounds {
  let store: MarketStore
  let first: Int64

  init(_ store: MarketStore, after first: Int64) {
    (self.store, self.first) = (store, first)
  }

  func run(_ rounds: Int) throws -> [FollowingFigures] {
    let clock = ContinuousClock()
    // All of them, where few were written.
    let after = try store.latestSequence() - first < 100_000 ? 0 : first
    return try (0..<rounds).map { _ in
      var changed = 0
      let cpu = threadCPUSeconds()
      var start = clock.now
      try store.readJobs(changedAfter: after) { changed += $0.count }
      let (seconds, cpuSeconds) = ((clock.now - start) / .seconds(1), threadCPUSeconds() - cpu)
      let questions = 20_000
      start = clock.now
      for _ in 0..<questions { _ = try store.latestSequence() }
      return FollowingFigures(
        changedJobsPerSecond: Double(changed) / seconds,
        changedJobsPerCPUSecond: Double(changed) / cpuSeconds, changedJobs: changed,
        latestSequenceMicroseconds: (clock.now - start) / .microseconds(1) / Double(questions))
    }
  }

  private func threadCPUSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
