/// Numbers from one to another, ends included; NaN as an end holds none.
package struct ClosedBounds: Sendable, Hashable {
  /// The least.
  package var lower: Double
  /// The greatest.
  package var upper: Double

  /// Makes bounds; −∞ and ∞ for none.
  package init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }
}

/// Counting what rows have, over the sets that conditions leave.
extension Bitset {
  /// How many members are in a bitmap, too, without making their set. O(capacity / 64).
  ///
  /// ```swift
  /// Bitset(capacity: 9, [1, 3, 8]).intersectionCount(RowBitmap(Bitset(capacity: 9, [3, 8])))  // 2
  /// ```
  package func intersectionCount(_ other: RowBitmap) -> Int { RowSetHandle.intersectionCount(self, other) }

  /// How many members are on a rising list, too; every listed row lies below the capacity. O(rows).
  package func intersectionCount(_ list: RowList) -> Int { RowSetHandle.members(of: list, in: self) }

  /// How many members have a number in each of some ranges, which may overlap; NaN lies nowhere. O(numbers × ranges).
  ///
  /// ```swift
  /// Bitset(capacity: 3, [0, 2]).counts(of: [5, 6, 7], in: [ClosedBounds(lower: 0, upper: 6)])  // [1]
  /// ```
  ///
  /// - Parameter numbers: as many as the capacity.
  package func counts(of numbers: [Double], in ranges: [ClosedBounds]) -> [Int] {
    RowSetHandle.counts(of: numbers, in: ranges, among: self)
  }
}

/// Counting the elements of rows' lists.
package enum RowTally {
  /// Adds 1 to the count of each element of each row. O(rows + elements).
  ///
  /// ```swift
  /// var counts: [UInt32] = [0, 0, 0]
  /// RowTally.add([0, 2], offsets: [0, 2, 3, 4], elements: [0, 1, 2, 1], to: &counts)  // [1, 2, 0]
  /// ```
  ///
  /// - Parameters:
  ///   - rows: rising.
  ///   - offsets: where each row's elements begin, and a last one for the end.
  ///   - elements: row by row; one without a count is left out.
  ///   - counts: by element.
  package static func add(_ rows: [UInt32], offsets: [Int64], elements: [UInt32], to counts: inout [UInt32]) {
    RowSetHandle.tally(rows, offsets: offsets, elements: elements, into: &counts)
  }
}
