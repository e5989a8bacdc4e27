import Dispatch

/// How many processors a piece of work takes.
///
/// Work that others wait for takes all; work beside others who wait, such as a merge in the background, says that it takes one, and
/// what it calls heeds that however deep it lies.
///
/// ```swift
/// try Processors.$most.withValue(1) { try merge() }
/// ```
package enum Processors {
  /// The most that this thread's work may take; `nil` for all there are.
  @TaskLocal package static var most: Int?

  /// Calls `body` with every number below a count, each once: in order where one processor works, else in any.
  package static func perform(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if most == 1 {
      for number in 0..<count { body(number) }
    } else {
      DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }
  }
}
