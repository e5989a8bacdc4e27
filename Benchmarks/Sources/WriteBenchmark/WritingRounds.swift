import Foundation
import JobMarket
import MarketStorage
import Synchronization

/// What one way of writing came to.
struct WritingFigures: Codable {
  var upsertsPerSecond: Double
  /// From the call to its acknowledgement, milliseconds.
  var medianMilliseconds: Double
  var p99Milliseconds: Double
}

/// Both ways of writing, round after round in turn.
struct WritingRounds {
  let store: MarketStore
  let feed: JobFeed
  let callers: Int
  let seconds: Double
  private let next = NextNumber()

  init(_ store: MarketStore, _ feed: JobFeed, callers: Int, seconds: Double) {
    (self.store, self.feed, self.callers, self.seconds) = (store, feed, callers, seconds)
  }

  /// The figures of each round: `alone`, a transaction an upsert; `shared`, by a `MarketWriter`.
  func run(_ rounds: Int) async throws -> [(alone: WritingFigures, shared: WritingFigures)] {
    var figures: [(alone: WritingFigures, shared: WritingFigures)] = []
    for _ in 0..<rounds {
      let alone = try await measure(callers: 1) { _ = try store.upsert($0) }
      let writer = MarketWriter(store)
      let shared = try await measure(callers: callers) { _ = try await writer.upsert($0) }
      await writer.close()
      figures.append((alone, shared))
    }
    return figures
  }

  private func measure(
    callers: Int, _ write: @escaping @Sendable (Job) async throws -> Void
  ) async throws -> WritingFigures {
    let clock = ContinuousClock()
    let start = clock.now
    let end = start.advanced(by: .seconds(seconds))
    let waits = try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<callers {
        group.addTask {
          var waits: [Double] = []
          while clock.now < end {
            let job = next.job(feed)
            let began = clock.now
            try await write(job)
            waits.append((clock.now - began) / .milliseconds(1))
          }
          return waits
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let took = (clock.now - start) / .seconds(1)
    let sorted = waits.sorted()
    return WritingFigures(
      upsertsPerSecond: Double(waits.count) / took, medianMilliseconds: sorted[sorted.count / 2],
      p99Milliseconds: sorted[sorted.count * 99 / 100])
  }
}

/// Gives every upsert a job of its own: by turns a new one, and another version of a known one.
private final class NextNumber: Sendable {
  private let count = Atomic<Int>(0)

  func job(_ feed: JobFeed) -> Job {
    let number = count.add(1, ordering: .relaxed).oldValue
    if number % 2 == 0 { return feed.job(feed.jobs + number, version: 0) }
    // A stride without a common factor with most sizes, so that known jobs come from all over the table.
    return feed.job(number &* 7919 % feed.jobs, version: number)
  }
}
