/// A set of rows as a rising list, in memory that it shares and never changes.
package struct RowList: Sendable {
  let memory: AlignedMemoryHandle<UInt32>
  let range: Range<Int>

  private init(memory: AlignedMemoryHandle<UInt32>, range: Range<Int>) {
    (self.memory, self.range) = (memory, range)
  }

  /// Copies rising rows. O(rows).
  package init(_ rows: [UInt32]) {
    self.init(memory: AlignedMemoryHandle(rows), range: 0..<rows.count)
  }

  /// How many rows there are.
  package var count: Int { range.count }

  /// Whether there is none.
  package var isEmpty: Bool { range.isEmpty }

  /// A part, which shares the memory. O(1).
  package subscript(part: Range<Int>) -> RowList {
    precondition(part.lowerBound >= 0 && part.upperBound <= count, "a part lies within the list")
    return RowList(memory: memory, range: range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
  }

  /// The rows as a value of their own. O(rows).
  package var rows: [UInt32] { withUnsafeBufferPointer { Array($0) } }
}
