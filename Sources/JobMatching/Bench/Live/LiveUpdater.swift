import Dispatch
import Foundation
import JobMarket
import MarketStorage
import Retrieval
import Synchronization
import VectorMath

/// Writes to a record at a rate while queries run, follows it with an index, and watches how soon changes are seen.
///
/// Three threads beside the one that asks: one writes, one follows, one watches. All of them work for the same machine.
final class LiveUpdater: Sendable {
  private struct State {
    var isWriting = false
    var isDone = false
    var writtenSeconds = 0.0
    /// Acknowledged and not seen yet, in the order of their changes.
    var waiting: [(sequence: Int64, acknowledged: ContinuousClock.Instant, count: Int)] = []
    var seen: [Double] = []
    var acknowledged: [Double] = []
    var fault: (any Error)?
  }

  // Used by the writing thread alone, once that runs.
  private nonisolated(unsafe) let record: WorkloadRecord
  private let live: LiveIndex
  private let updates: Int
  private let state = Mutex(State())
  private let ended = DispatchGroup()
  /// How often the writer writes.
  private static let interval = 0.005

  init(_ record: WorkloadRecord, _ live: LiveIndex, updates: Int) {
    (self.record, self.live, self.updates) = (record, live, updates)
  }

  /// Starts the threads; nothing is written yet.
  func startFollowing() {
    run { [self] in
      while !isDone {
        try live.follow()
        usleep(500)
      }
    }
    run { [self] in
      while !isDone {
        if state.withLock(\.isWriting) { try write() }
        usleep(useconds_t(LiveUpdater.interval * 1e6))
      }
    }
    run { [self] in
      while !isDone {
        watch()
        usleep(200)
      }
    }
  }

  /// Runs a body while changes arrive, from some time before it on.
  func whileWriting<Result>(_ body: () throws -> Result) throws -> Result {
    let started = ContinuousClock.now
    state.withLock { $0.isWriting = true }
    usleep(200_000)
    defer {
      state.withLock { state in
        state.isWriting = false
        state.writtenSeconds += started.duration(to: .now) / .seconds(1)
      }
    }
    return try body()
  }

  /// Ends the threads and tells what was seen.
  func stop() throws -> LiveBench.Visibility {
    while state.withLock({ !$0.waiting.isEmpty && $0.fault == nil }) { usleep(1000) }
    state.withLock { $0.isDone = true }
    ended.wait()
    let state = state.withLock { $0 }
    if let fault = state.fault { throw fault }
    let status = live.live.snapshot.status
    func percentile(_ percent: Double, _ values: [Double]) -> Double {
      values.isEmpty ? 0 : LiveBench.rounded(Statistics.percentile(percent, of: values))
    }
    return LiveBench.Visibility(
      updates: updates, achieved: (Double(state.seen.count) / max(state.writtenSeconds, 1e-9)).rounded(),
      changes: state.seen.count, p50_ms: percentile(50, state.seen), p99_ms: percentile(99, state.seen),
      max_ms: percentile(100, state.seen), acknowledged_p50_ms: percentile(50, state.acknowledged),
      acknowledged_p99_ms: percentile(99, state.acknowledged), segments: status.segments.count,
      dead: status.segments.reduce(0) { $0 + $1.dead })
  }

  private var isDone: Bool { state.withLock { $0.isDone || $0.fault != nil } }

  private func run(_ body: @escaping @Sendable () throws -> Void) {
    ended.enter()
    // A queue of its own, which has a thread: one of Foundation's lets go of what it holds too late on Linux, when the caches that
    // a store's end needs are gone.
    DispatchQueue(label: "live benchmark").async { [self] in
      do { try body() } catch { state.withLock { $0.fault = error } }
      ended.leave()
    }
  }

  /// What is due since the last time, in one call: those who wait share a commit anyway.
  private func write() throws {
    let count = max(1, Int((Double(updates) * LiveUpdater.interval).rounded()))
    let changes = record.changes(count)
    let started = ContinuousClock.now
    let sequence = try record.write(changes)
    let now = ContinuousClock.now
    state.withLock { state in
      state.acknowledged += repeatElement(started.duration(to: now) / .milliseconds(1), count: count)
      state.waiting.append((sequence, now, count))
    }
  }

  /// Notes what is visible by now.
  private func watch() {
    let sequence = live.live.snapshot.sequence
    let now = ContinuousClock.now
    state.withLock { state in
      while let first = state.waiting.first, first.sequence <= sequence {
        state.seen += repeatElement(first.acknowledged.duration(to: now) / .milliseconds(1), count: first.count)
        state.waiting.removeFirst()
      }
    }
  }
}
