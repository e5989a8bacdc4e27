/// Who waits for a commit, and what is to be done next: decisions only, no I/O.
///
/// A call enters with its writes and waits. One commit runs at a time; when it has ended, all that has come meanwhile, up to
/// a limit, is the next. A call whose writes are not yet taken can be withdrawn; one that is taken gets its results.
package struct WriteQueue {
  package typealias Results = [Result<MarketWrite.Receipt, any Error>]

  /// A call that waits.
  package struct Call: Sendable {
    /// A number of its own.
    package var id: UInt64
    /// What it wants written, at least one thing.
    package var writes: [MarketWrite]
    /// Told once: the results, one a write in their order, or why none was written.
    package var complete: @Sendable (Result<Results, any Error>) -> Void

    package init(
      id: UInt64, writes: [MarketWrite], complete: @escaping @Sendable (Result<Results, any Error>) -> Void
    ) {
      (self.id, self.writes, self.complete) = (id, writes, complete)
    }
  }

  /// What became of a call that came.
  package enum Entry: Equatable {
    /// It waits; nobody commits yet: start.
    case startCommitting
    /// It waits for the commit that runs.
    case waits
    /// So many writes wait already that it is not let in.
    case isFull
    /// The queue is closed.
    case isClosed
  }

  /// What to do after a commit.
  package enum Next {
    /// Commit these calls.
    case commit([Call])
    /// Stop committing; tell those that wait for the end of a closed queue.
    case rest([@Sendable () -> Void])
  }

  /// The most writes that wait.
  package let capacity: Int
  /// How many writes are waiting, those being committed not counted.
  package private(set) var waiting = 0
  /// The calls in order of coming, `nil` for one that was withdrawn; those before `first` are gone.
  private var calls: [Call?] = []
  private var first = 0
  /// How many have been removed from the front of `calls`, and by number where each that waits came among all.
  private var removed = 0
  private var places: [UInt64: Int] = [:]
  private var isCommitting = false
  package private(set) var isClosed = false
  private var ends: [@Sendable () -> Void] = []

  package init(capacity: Int) {
    self.capacity = capacity
  }

  /// Lets a call in, or says why not.
  package mutating func enter(_ call: Call) -> Entry {
    if isClosed { return .isClosed }
    guard waiting + call.writes.count <= capacity else { return .isFull }
    places[call.id] = removed + calls.count
    calls.append(call)
    waiting += call.writes.count
    defer { isCommitting = true }
    return isCommitting ? .waits : .startCommitting
  }

  /// Takes a call out that still waits; `nil` when it is being committed, was completed or never came. O(1).
  package mutating func withdraw(_ id: UInt64) -> Call? {
    guard let place = places.removeValue(forKey: id), let call = calls[place - removed] else { return nil }
    calls[place - removed] = nil
    waiting -= call.writes.count
    return call
  }

  /// The calls to commit next: the oldest, with `limit` writes together at most, or one with more.
  package mutating func next(limit: Int) -> Next {
    var count = 0
    var taken: [Call] = []
    while first < calls.count {
      if let call = calls[first] {
        guard taken.isEmpty || count + call.writes.count <= limit else { break }
        count += call.writes.count
        taken.append(call)
        places[call.id] = nil
      }
      first += 1
    }
    waiting -= count
    if first == calls.count || first > 4096 {
      calls.removeFirst(first)
      removed += first
      first = 0
    }
    if !taken.isEmpty { return .commit(taken) }
    isCommitting = false
    defer { ends = [] }
    return .rest(ends)
  }

  /// Closes the door; `end` is told when the last call that is in has been completed. Returns whether that is so already.
  package mutating func close(_ end: @escaping @Sendable () -> Void) -> Bool {
    isClosed = true
    if !isCommitting { return true }
    ends.append(end)
    return false
  }
}
