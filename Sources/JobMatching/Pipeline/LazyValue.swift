import Synchronization

/// A value made when it is first asked for, once for all threads.
final class LazyValue<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// The value; one whose making fails is tried again by the next who asks.
  func value(_ make: () throws -> Value) rethrows -> Value {
    try made.withLock { made in
      if let made { return made }
      let value = try make()
      made = value
      return value
    }
  }
}
