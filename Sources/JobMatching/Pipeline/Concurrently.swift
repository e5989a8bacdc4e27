import Dispatch
import Synchronization

/// Independent work side by side.
enum Concurrently {
  /// The results of a body for 0 up to a count, in that order whatever the threads. The body must not depend on the order.
  static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    let results = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let result = body(number)
      results.withLock { $0[number] = result }
    }
    return results.withLock { results in (0..<count).compactMap { results[$0] } }
  }
}
