import Dispatch
import JobMarket
import Synchronization

/// Writes single things of many callers at once: those that come while a commit runs share the next one, its transaction and
/// its one wait for the disk.
///
/// ```swift
/// let writer = MarketWriter(store)
/// let receipt = try await writer.upsert(Job(id: "17", title: "Baker"))   // .inserted, sequence 1
/// try await writer.close(id: "17")                                       // .closed, sequence 2
/// await writer.close()
/// ```
///
/// A call returns when what it wrote has reached the disk (`synchronous = FULL`): any reader that begins after sees it, and
/// the change it is from `receipt.sequence` on. A write that cannot be (an empty id, a job that is not known) fails alone; a
/// commit that fails as a whole (a full disk) fails for those who shared it, has written nothing, and the next one is tried
/// anew.
///
/// A task that is cancelled while its call waits gets `CancellationError`, and nothing of the call is written; where the
/// commit has begun, it gets its receipts. Calls of one task, made one after the other, are written in that order; calls that
/// run at once have no order among them but that of their sequences.
///
/// The store's own writing methods, imports among them, may be used beside it: they go between two commits, and make those
/// wait. Close the writer before the store.
///
/// Group commit as in DeWitt et al., "Implementation Techniques for Main Memory Database Systems" (SIGMOD 1984,
/// doi:10.1145/602259.602261).
public final class MarketWriter: Sendable {
  /// How a writer works.
  public struct Options: Hashable, Sendable {
    /// The most writes in one commit. The default is 1,024: with more, each waits longer and hardly anything is saved.
    public var batchSize = 1024
    /// The most writes that may wait. The default is 65,536, some seconds' work; beyond it calls are refused (`busy`), so
    /// that a service can say so instead of growing.
    public var capacity = 65_536

    /// Makes the default options.
    public init() {}
  }

  /// The market written to.
  public let store: MarketStore
  /// How it works.
  public let options: Options
  private let queue: Mutex<WriteQueue>
  private let calls = Atomic<UInt64>(0)
  private let thread = DispatchQueue(label: "market writer")

  /// Makes a writer of a store that was opened for writing.
  public init(_ store: MarketStore, options: Options = Options()) {
    precondition(options.batchSize > 0 && options.capacity >= options.batchSize, "a queue holds at least a batch")
    (self.store, self.options) = (store, options)
    queue = Mutex(WriteQueue(capacity: options.capacity))
  }

  /// How many writes wait, those being committed not counted.
  public var waitingCount: Int { queue.withLock { $0.waiting } }

  /// Writes a job in place of what the market knew of its id.
  ///
  /// - Throws: a `Reject` for a job that cannot be stored; `CancellationError`; `MarketStoreError`, also `busy` and `closed`.
  @discardableResult
  public func upsert(_ job: Job) async throws -> MarketWrite.Receipt {
    try await submit([.upsert(job)])[0].get()
  }

  /// Closes an open job; its history stays.
  ///
  /// - Throws: `MarketStoreError.missing` when no job has that id; else as `upsert`.
  @discardableResult
  public func close(id: String) async throws -> MarketWrite.Receipt {
    try await submit([.close(id: id)])[0].get()
  }

  /// Deletes a job and every event that points at it.
  ///
  /// - Throws: `MarketStoreError.missing` when no job has that id; else as `upsert`.
  @discardableResult
  public func delete(id: String) async throws -> MarketWrite.Receipt {
    try await submit([.delete(id: id)])[0].get()
  }

  /// Sets the first moment at which a job is not offered, `nil` for none.
  ///
  /// - Throws: `MarketStoreError.missing` when no job has that id; else as `upsert`.
  @discardableResult
  public func setExpiry(id: String, to expiry: Instant?) async throws -> MarketWrite.Receipt {
    try await submit([.setExpiry(id: id, to: expiry)])[0].get()
  }

  /// Writes things in their order, each for itself; one result a write.
  ///
  /// More than a batch go in several commits, so that other callers come between: what was committed stays when a later
  /// part fails or the task is cancelled, which the results tell.
  public func submit(_ writes: [MarketWrite]) async -> [Result<MarketWrite.Receipt, any Error>] {
    var results: WriteQueue.Results = []
    results.reserveCapacity(writes.count)
    for part in parts(of: writes) {
      do {
        try Task.checkCancellation()
        results += try await enter(part)
      } catch {
        results += part.map { _ in .failure(error) }
      }
    }
    return results
  }

  /// The same for callers that are no tasks: blocks the thread until all is on the disk. Not from inside the store's own
  /// closures, which the commit would wait for.
  public func submitAndWait(_ writes: [MarketWrite]) -> [Result<MarketWrite.Receipt, any Error>] {
    var results: WriteQueue.Results = []
    results.reserveCapacity(writes.count)
    for part in parts(of: writes) {
      let done = DispatchSemaphore(value: 0)
      let answer = Mutex<Result<WriteQueue.Results, any Error>?>(nil)
      enter(part, id: nextCall()) { result in
        answer.withLock { $0 = result }
        done.signal()
      }
      done.wait()
      switch answer.withLock({ $0 }) {
      case .success(let written)?: results += written
      case .failure(let error)?: results += part.map { _ in .failure(error) }
      case nil: preconditionFailure("signalled without an answer")
      }
    }
    return results
  }

  /// Lets no more calls in, and returns when all that were in are committed or have failed. A second call waits likewise.
  public func close() async {
    await withCheckedContinuation { continuation in
      let isDone = queue.withLock { $0.close { continuation.resume() } }
      if isDone { continuation.resume() }
    }
  }

  private func nextCall() -> UInt64 {
    calls.wrappingAdd(1, ordering: .relaxed).newValue
  }

  private func parts(of writes: [MarketWrite]) -> [[MarketWrite]] {
    if writes.count <= options.batchSize { return writes.isEmpty ? [] : [writes] }
    return stride(from: 0, to: writes.count, by: options.batchSize).map {
      Array(writes[$0..<min($0 + options.batchSize, writes.count)])
    }
  }

  private func enter(_ writes: [MarketWrite]) async throws -> WriteQueue.Results {
    let id = nextCall()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        enter(writes, id: id) { continuation.resume(with: $0) }
        // A task that was cancelled before its call came in had nothing to withdraw then.
        if Task.isCancelled { withdraw(id) }
      }
    } onCancel: {
      withdraw(id)
    }
  }

  private func withdraw(_ id: UInt64) {
    queue.withLock { $0.withdraw(id) }?.complete(.failure(CancellationError()))
  }

  private func enter(
    _ writes: [MarketWrite], id: UInt64, _ complete: @escaping @Sendable (Result<WriteQueue.Results, any Error>) -> Void
  ) {
    switch queue.withLock({ $0.enter(WriteQueue.Call(id: id, writes: writes, complete: complete)) }) {
    case .startCommitting: thread.async { self.commitAll() }
    case .waits: break
    case .isFull:
      complete(
        .failure(
          MarketStoreError(
            .busy,
            "\(store.path): \(options.capacity) writes wait already. Try again in a moment, or send fewer at once."
          )))
    case .isClosed:
      complete(.failure(MarketStoreError(.closed, "\(store.path): the writer was closed; nothing was written.")))
    }
  }

  /// Commits until nobody waits.
  private func commitAll() {
    while true {
      switch queue.withLock({ $0.next(limit: options.batchSize) }) {
      case .commit(let calls): commit(calls)
      case .rest(let ends): return ends.forEach { $0() }
      }
    }
  }

  /// Commits the writes of some calls together and tells each its results.
  private func commit(_ calls: [WriteQueue.Call]) {
    do {
      var results = try store.commit(calls.flatMap(\.writes))[...]
      for call in calls {
        call.complete(.success(Array(results.prefix(call.writes.count))))
        results.removeFirst(call.writes.count)
      }
    } catch let error as MarketStoreError where error.code == .database && calls.count > 1 {
      // SQLite refused something that no check foresaw: only the call that brought it is to fail.
      for call in calls { commit([call]) }
    } catch {
      for call in calls { call.complete(.failure(error)) }
    }
  }
}
