import Foundation
import JobMarket
import Retrieval

/// The index that is judged, with the files that it lives in.
struct LiveSubject {
  private(set) var index: JobIndex
  private let folder: URL
  /// The change that the files stand at; `nil` where there are none.
  private var published: Int?

  init(folder: URL) throws {
    self.folder = folder
    index = try LiveSubject.empty()
  }

  private static func empty() throws -> JobIndex {
    try JobIndex(
      [], textModel: LiveWorld.textModel, termCount: LiveWorld.termCount, vectorFields: LiveWorld.vectorFields)
  }

  /// Does a step; a question changes nothing.
  ///
  /// - Parameter log: all changes until now, those of the step included.
  mutating func perform(_ step: LiveStep, log: [IndexChange]) throws {
    switch step {
    case .change(let changes):
      index = try index.applying(changes, sequence: Int64(log.count))
    case .ask:
      break
    case .merge(let lower, let upper):
      let segments = index.segments
      let first = min(Int(lower * Double(segments.count)), segments.count - 1)
      let end = max(first + 1, Int(upper * Double(segments.count)))
      index = try JobIndex(
        segments[..<first] + [IndexSegment(merging: Array(segments[first..<end]))] + segments[end...]
      ).applying([], sequence: index.sequence)
    case .publish:
      try? FileManager.default.removeItem(at: folder)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try index.write(to: folder)
      published = log.count
    case .restart(let batch):
      index = published == nil ? try LiveSubject.empty() : try JobIndex(contentsOf: folder)
      var done = published ?? 0
      while done < log.count {
        let end = min(done + batch, log.count)
        index = try index.applying(log[done..<end], sequence: Int64(end))
        done = end
      }
      index = try index.applying([], sequence: Int64(done))
    }
  }
}
