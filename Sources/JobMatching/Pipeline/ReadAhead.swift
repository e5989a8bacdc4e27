import Foundation
import MarketStorage
import Synchronization

/// Reads a file on a thread of its own, a few batches ahead of whoever takes the events: parsing and writing then take the
/// longer of their two times and not the sum.
///
/// What `body` and `progress` see is what `MarketReader.read` would show them, call for call and on the caller's thread: the
/// same events in the same order, progress between the same two events, and an error of the reader after the events that
/// came before it. What they throw ends the reading. No thread is left when `read` returns.
///
/// A batch ends with a chunk of the file or after `batchSize` events, so memory is bounded by `capacity` chunks and the
/// longest record, however long records are.
package struct ReadAhead: Sendable {
  let reader: MarketReader
  /// The most events in a batch. 512 jobs are some 10 ms of work, so that waking a thread costs nothing beside it.
  static let batchSize = 512
  /// How many batches may wait.
  static let capacity = 4

  package init(_ reader: MarketReader) {
    self.reader = reader
  }

  /// Reads the file from its start to its end.
  ///
  /// - Throws: what `MarketReader.read` throws, and what `body` throws.
  package func read(
    progress: (ReadProgress) throws -> Void, into body: (ReadEvent) throws -> Void
  ) throws {
    let queue = BatchQueue(capacity: ReadAhead.capacity)
    let reader = reader
    let thread = Thread { ReadAhead.fill(queue, from: reader) }
    thread.name = "reading \(reader.file)"
    thread.start()
    defer { queue.close() }
    while true {
      let batch = queue.take()
      for event in batch.events { try body(event) }
      if let reached = batch.progress { try progress(reached) }
      switch batch.end {
      case .none: continue
      case .some(.success): return
      case .some(.failure(let error)): throw error
      }
    }
  }

  /// The reading thread's work.
  private static func fill(_ queue: BatchQueue, from reader: MarketReader) {
    var batch = Batch()
    // A closed queue drops what it is given; the next batch's first event then ends the reading.
    func flush() {
      queue.put(batch)
      batch = Batch()
    }
    do {
      try reader.read { progress in
        batch.progress = progress
        flush()
      } into: { event in
        if batch.events.isEmpty {
          if queue.isClosed { throw Closed() }
          batch.events.reserveCapacity(batchSize)
        }
        batch.events.append(event)
        if batch.events.count == batchSize { flush() }
      }
      batch.end = .success(())
    } catch {
      batch.end = .failure(error)
    }
    queue.put(batch)
    queue.finish()
  }

  /// Ends a reading that nobody wants any more; seen by nobody.
  private struct Closed: Error {}
}

/// What was read between two hand-overs.
private struct Batch: Sendable {
  var events: [ReadEvent] = []
  /// How far the reading was after the events, where the reader said so.
  var progress: ReadProgress?
  /// How the reading ended, in its last batch.
  var end: Result<Void, any Error>?
}

/// Batches on their way from one reading thread to one taking thread, at most `capacity` at a time.
///
/// The semaphores count free places and waiting batches; the list itself is behind the mutex.
private final class BatchQueue: Sendable {
  private let waiting = Mutex<(batches: [Batch], isClosed: Bool)>(([], false))
  // Both begin at 0 and are counted up, since a semaphore may not be freed below the number it began with.
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)

  init(capacity: Int) {
    for _ in 0..<capacity { free.signal() }
  }

  /// Whether nothing will be taken any more.
  var isClosed: Bool { waiting.withLock { $0.isClosed } }

  /// Waits for a free place and adds a batch; drops it once the queue is closed.
  func put(_ batch: Batch) {
    free.wait()
    waiting.withLock { state in
      if !state.isClosed { state.batches.append(batch) }
      // Closed: whoever puts next finds a place at once.
      if state.isClosed { free.signal() }
    }
    filled.signal()
  }

  /// Waits for the oldest batch. There is always one to come until one with an `end` was taken.
  func take() -> Batch {
    filled.wait()
    defer { free.signal() }
    return waiting.withLock { $0.batches.removeFirst() }
  }

  /// Says that the reading thread touches nothing any more.
  func finish() {
    finished.signal()
  }

  /// Takes nothing more and waits until the reading thread is done.
  func close() {
    waiting.withLock { state in
      state.isClosed = true
      state.batches = []
    }
    free.signal()
    finished.wait()
  }
}
