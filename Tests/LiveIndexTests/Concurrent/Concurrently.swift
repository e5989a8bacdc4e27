import Foundation
import Synchronization

/// Runs bodies at the same time, a thread each, however few processors there are, and waits for all of them.
///
/// - Throws: the first error that one of them threw.
func atOnce(_ bodies: [@Sendable () throws -> Void]) throws {
  let failure = Mutex<(any Error)?>(nil)
  let done = DispatchGroup()
  for body in bodies {
    let work = Work(body)
    done.enter()
    let thread = Thread {
      defer { done.leave() }
      do {
        try work.run()
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
      }
    }
    thread.stackSize = 4 << 20
    thread.start()
  }
  done.wait()
  if let error = failure.withLock({ $0 }) { throw error }
}

/// A body that is let go of as soon as it has run.
///
/// Not with its thread: what a thread releases while it ends may use queues again, and libdispatch on Linux has then freed the
/// memory that it keeps for the thread, and still writes to it.
private final class Work: Sendable {
  private let body: Mutex<(@Sendable () throws -> Void)?>

  init(_ body: @escaping @Sendable () throws -> Void) { self.body = Mutex(body) }

  func run() throws {
    let body = body.withLock { held in
      defer { held = nil }
      return held
    }
    try body?()
  }
}

/// What threads found wrong, a few of it.
final class Findings: Sendable {
  private let found = Mutex<[String]>([])

  var all: [String] { found.withLock { $0 } }

  func expect(_ isRight: Bool, _ what: @autoclosure () -> String) {
    guard !isRight else { return }
    let what = what()
    found.withLock { if $0.count < 10 { $0.append(what) } }
  }
}

/// Whether threads that go on until told otherwise are to end.
final class Stop: Sendable {
  private let isSet = Atomic(false)

  var isTold: Bool { isSet.load(ordering: .acquiring) }

  func tell() { isSet.store(true, ordering: .releasing) }
}

/// A number that threads share.
final class SharedNumber: Sendable {
  private let number: Mutex<Int64>

  init(_ number: Int64) { self.number = Mutex(number) }

  var value: Int64 { number.withLock { $0 } }

  /// Makes it the greater one.
  func raise(to other: Int64) { number.withLock { $0 = max($0, other) } }

  /// One more; what it is then.
  func next() -> Int64 {
    number.withLock {
      $0 += 1
      return $0
    }
  }
}
