/// The rows in any of some sets, or those in none.
package struct RowUnion: Sendable {
  /// Sets with a bit a row.
  package var bitmaps: [RowBitmap]
  /// Sets as lists.
  package var lists: [RowList]
  /// Whether it is the rows in none of the sets.
  package var isInverted: Bool
  /// Where an inverted union is taken from; `nil` for all rows.
  package var universe: RowBitmap?

  /// Joins sets.
  package init(
    bitmaps: [RowBitmap] = [], lists: [RowList] = [], isInverted: Bool = false, universe: RowBitmap? = nil
  ) {
    (self.bitmaps, self.lists) = (bitmaps, lists)
    (self.isInverted, self.universe) = (isInverted, universe)
  }

  /// How many rows all its lists have.
  package var listedCount: Int { lists.reduce(0) { $0 + $1.count } }
}

/// The rows that are in every one of some clauses, each of which is any of some unions.
///
/// The rows are gone through a block at a time, which stays in the first-level cache: what a clause leaves is never written to
/// memory, only what all leave. Bitmaps are read once, in order; a list's rows are set in the block.
///
/// ```swift
/// let even = RowBitmap(Bitset(capacity: 6, [0, 2, 4]))
/// let low = RowList([0, 1, 2])
/// RowConjunction(capacity: 6, clauses: [[RowUnion(bitmaps: [even])], [RowUnion(lists: [low])]]).count  // 2
/// ```
package struct RowConjunction: Sendable {
  /// How many rows there are.
  package let capacity: Int
  /// What every row must be in one union of; without any, all rows are.
  package let clauses: [[RowUnion]]

  /// Joins clauses over sets of one capacity; every listed row must lie below it.
  package init(capacity: Int, clauses: [[RowUnion]]) {
    precondition(
      clauses.joined().allSatisfy { union in
        (union.bitmaps + [union.universe].compactMap(\.self)).allSatisfy { $0.capacity == capacity }
      }, "bitmaps of another capacity")
    (self.capacity, self.clauses) = (capacity, clauses)
  }

  /// The rows, a bit each. O(bitmaps · capacity / 64 + listed rows).
  package var bits: Bitset { RowSetHandle.bits(of: self) }

  /// How many there are, without their set. O(bitmaps · capacity / 64 + listed rows).
  package var count: Int { RowSetHandle.count(of: self) }

  /// Those of some rising rows that are among them; no clause may have lists. O(rows × bitmaps).
  package func filtered(_ rows: [UInt32]) -> [UInt32] { RowSetHandle.filtered(rows, by: self) }
}
