import Dispatch
import JobMarket
import MarketStorage
import Retrieval
import Synchronization

/// An index kept in step with its record: what was written, closed, deleted or has another end since it was built.
///
/// Each request asks the record for its latest change, some microseconds; only when there are new ones are they taken in, by the
/// first who asks, while others who ask wait for the same. So whatever was acknowledged before a request is in its answer. A
/// service that lives long can follow in the background too (`follow(every:)`), and finds itself in step.
///
/// What follows from the record is recomputed from the change that the index was built at: nothing of it is ever a file.
final class LiveIndex: Sendable {
  /// The index as far as it has followed.
  let live: LiveJobIndex
  private let store: MarketStore
  private let layout: any ChangeLayout
  private let progress: StageProgress.Handler
  /// Held by whoever takes changes in; whether any were.
  private let following = Mutex(false)
  private let merging = DispatchQueue(label: "merge the index's tail", qos: .utility)
  private let isMergeWaiting = Mutex(false)

  /// Follows a record from the change that an index stands at.
  ///
  /// - Parameters:
  ///   - index: at the change that its `sequence` says.
  ///   - layout: lays jobs out as the index's own were.
  ///   - progress: told of changes taken in where they are many.
  init(
    _ index: JobIndex, store: MarketStore, layout: any ChangeLayout,
    progress: @escaping StageProgress.Handler = { _ in }
  ) {
    live = LiveJobIndex(index)
    (self.store, self.layout, self.progress) = (store, layout, progress)
  }

  /// A searcher as of the record's latest change.
  ///
  /// - Throws: `MarketStoreError`, `WorkspaceError` where texts must be standardized and cannot be. O(1) when nothing changed,
  ///   else O(changes).
  func current() throws -> CPUSearcher {
    try follow()
    return CPUSearcher(live.snapshot)
  }

  /// Takes in what the record has that the index has not. As `current`.
  func follow() throws {
    let stands = live.snapshot.sequence
    guard try store.latestSequence(from: stands) > stands else { return }
    try following.withLock { hasFollowed in
      let from = live.snapshot.sequence
      // Whoever held the lock before may have taken them in.
      guard try store.latestSequence() > from else { return }
      try take(after: from, isFirst: !hasFollowed)
      hasFollowed = true
    }
    mergeInBackground()
  }

  private func take(after sequence: Int64, isFirst: Bool) throws {
    var isLong = false
    let reader = try layout.reader(isFirst: isFirst)
    let (changes, position) = try LayoutAhead.changes(in: store, after: sequence, by: reader) { done in
      guard done.isMultiple(of: LayoutAhead.batchSize) else { return }
      isLong = true
      progress(StageProgress("take changed jobs in", done: done, unit: "jobs"))
    }
    if isLong {
      progress(StageProgress("take changed jobs in", done: changes.count, unit: "jobs", isFinished: true))
    }
    // Before the sequence says that they are known.
    if position.hasNewAliases {
      let aliases = try layout.aliases(try store.aliases())
      live.update { $0.setting(aliases: aliases) }
    }
    try live.apply(changes, sequence: position.sequence)
  }

  /// A small tail is kept in fewer segments than those of files: each costs every query some ten microseconds, and nobody waits for a
  /// merge of a few thousand rows.
  private static func tailPolicy(_ jobs: Int) -> MergePolicy {
    var policy = MergePolicy()
    if jobs <= 65_536 { policy.growth = 32 }
    return policy
  }

  /// Merges what the tail has grown to, beside whoever reads and writes.
  private func mergeInBackground() {
    guard live.snapshot.tailLength > 1,
      isMergeWaiting.withLock({ isWaiting in
        defer { isWaiting = true }
        return !isWaiting
      })
    else { return }
    merging.async { [weak self] in
      guard let self else { return }
      isMergeWaiting.withLock { $0 = false }
      // A file that is damaged shows in the next answer, whose reader is told; nothing was changed here.
      _ = try? live.mergeTail(LiveIndex.tailPolicy(live.snapshot.status.tailJobs))
    }
  }

  private static let followers = DispatchQueue(label: "follow the record", qos: .utility, attributes: .concurrent)

  /// Follows until the task is cancelled, so that requests find the index in step. As `MatchService.followChanges`.
  func follow(every interval: Duration) async throws {
    try await MatchService.repeating(every: interval) {
      // On a thread that may wait: the pool of tasks has none to spare.
      try await withCheckedThrowingContinuation { continuation in
        LiveIndex.followers.async { continuation.resume(with: Result { try self.follow() }) }
      }
    }
  }
}
