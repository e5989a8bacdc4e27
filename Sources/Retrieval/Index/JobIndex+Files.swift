import Foundation
import JobMarket
import VectorMath

extension JobIndex {
  /// Writes an index of one segment into an existing folder. O(size).
  ///
  /// - Throws: `IndexError` when the system refuses, or when this index was opened from files that are damaged.
  public func write(to folder: URL) throws {
    guard segments.count == 1, segments[0].dead == nil else {
      return try IndexSegment(merging: segments).write(to: folder)
    }
    try segments[0].write(to: folder)
  }

  /// Opens an index: maps its vectors and reads the rest. O(rows + attributes), whatever the vectors' dimension.
  ///
  /// - Throws: `IndexError` naming the file when one is missing, is of another version, is damaged, or does not fit the others.
  public init(contentsOf folder: URL) throws { self.init([try IndexSegment(contentsOf: folder)]) }

  /// Refuses to answer once a block of a file was found damaged, by whatever query. O(segments × vectors).
  ///
  /// - Throws: `IndexError` with file, block and what to do.
  func requireSound() throws(IndexError) {
    for segment in segments { try segment.requireSound() }
  }
}
