import Dispatch
import MarketStorage
import Retrieval
import Synchronization

/// Lays batches of changed jobs out while the next one is read from the record: one thread reads, all the others lay out, and
/// together they take the longer of the two times and not the sum.
///
/// The changes are those that one thread would make, in the same order: batches are laid out one after the other. At most
/// `capacity` of them wait, so that memory is bounded however slow laying out is. What laying out throws, the next `add` throws,
/// or `finish`.
final class LayoutAhead: Sendable {
  private struct Outcome {
    var changes: [IndexChange] = []
    var fault: (any Error)?
  }

  /// Touched by the queue alone; a lock, since the compiler cannot know.
  private let reader: Mutex<any ChangeReading>
  private let outcome = Mutex(Outcome())
  private let queue = DispatchQueue(label: "lay changed jobs out", qos: .userInitiated)
  // Counted up from 0, since a semaphore may not be freed below the number it began with.
  private let free = DispatchSemaphore(value: 0)
  /// How many batches may wait for the one that is laid out.
  private static let capacity = 2
  /// Jobs in a batch: many enough for all processors, few enough for memory.
  static let batchSize = 2048

  private init(_ reader: any ChangeReading) {
    self.reader = Mutex(reader)
    for _ in 0..<LayoutAhead.capacity { free.signal() }
  }

  /// Lays out the jobs of a record that changed after a sequence.
  ///
  /// - Parameter progress: told how many jobs were read, batch by batch.
  /// - Returns: a change of each, keys rising, and where the record stands then.
  /// - Throws: what the reader throws; `MarketStoreError`. O(changes).
  static func changes(
    in store: MarketStore, after sequence: Int64, by reader: any ChangeReading, progress: (_ jobs: Int) -> Void
  ) throws -> (changes: [IndexChange], position: MarketPosition) {
    let ahead = LayoutAhead(reader)
    var count = 0
    let position = Result {
      try store.readJobs(changedAfter: sequence, batchSize: batchSize) { batch in
        try ahead.add(batch)
        count += batch.count
        progress(count)
      }
    }
    // The reader's fault came before any of the record's: it was in an earlier batch.
    let changes = try ahead.finish()
    return (changes, try position.get())
  }

  private func add(_ batch: [ChangedJob]) throws {
    free.wait()
    if let fault = outcome.withLock(\.fault) {
      free.signal()
      throw fault
    }
    // Nothing follows a batch that is not full: whoever read it lays it out, which wakes nobody for a few jobs.
    guard batch.count == LayoutAhead.batchSize else {
      defer { free.signal() }
      return queue.sync { layOut(batch) }
    }
    queue.async { [self] in
      layOut(batch)
      free.signal()
    }
  }

  private func layOut(_ batch: [ChangedJob]) {
    guard outcome.withLock({ $0.fault == nil }) else { return }
    let made = Result { try reader.withLock { try $0.changes(batch) } }
    outcome.withLock { outcome in
      switch made {
      case .success(let changes): outcome.changes += changes
      case .failure(let error): outcome.fault = error
      }
    }
  }

  /// Waits for all batches.
  private func finish() throws -> [IndexChange] {
    queue.sync {}
    return try outcome.withLock { outcome in
      if let fault = outcome.fault { throw fault }
      defer { outcome.changes = [] }
      return outcome.changes
    }
  }
}
