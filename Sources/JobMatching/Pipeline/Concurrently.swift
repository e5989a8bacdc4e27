import Dispatch
import Synchronization

/// Independent work side by side.
enum Concurrently {
  /// The results of a body for 0 up to a count, in that order whatever the threads. The body must not depend on the order.
  static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    map(Array(0..<count), body)
  }

  /// The results of a body for each element, in their order whatever the threads.
  ///
  /// - Parameters:
  ///   - size: how many elements a thread takes at a time: 1 for long work, more for work that is shorter than taking it.
  ///   - progress: told how many elements are done, by one thread at a time, rising.
  ///   - body: must not depend on the order.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], chunk size: Int = 1, progress: @Sendable (_ done: Int) -> Void = { _ in },
    _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    let chunks = (elements.count + size - 1) / size
    let results = Mutex((chunks: [[Result]](repeating: [], count: chunks), done: 0))
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let mine = elements[chunk * size..<min(elements.count, (chunk + 1) * size)].map(body)
      results.withLock { results in
        results.chunks[chunk] = mine
        results.done += mine.count
        progress(results.done)
      }
    }
    return results.withLock { $0.chunks.flatMap(\.self) }
  }
}
