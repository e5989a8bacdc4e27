import Synchronization
import VectorMath

/// What a body makes of each number below a count, in the order of the numbers, by at most so many threads.
///
/// Each thread has scratch of its own and takes the next number when it is done with one, so that what a number makes must not
/// depend on what the scratch was used for before.
func inOrder<Scratch, Part: Sendable>(
  _ count: Int, threads: Int, scratch: @Sendable () -> Scratch, _ body: @Sendable (inout Scratch, Int) -> Part
) -> [Part] {
  guard count > 0 else { return [] }
  let parts = Mutex([Part?](repeating: nil, count: count))
  let next = Atomic<Int>(0)
  Processors.perform(min(threads, count)) { _ in
    var scratch = scratch()
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      let part = body(&scratch, number)
      parts.withLock { $0[number] = part }
    }
  }
  return parts.withLock { $0.compactMap(\.self) }
}

/// The ranges of at most `size` that a count falls into, whatever the threads.
func pieces(_ count: Int, size: Int) -> [Range<Int>] {
  stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
}
