import VectorMath

/// The rows that facets are counted over, in whichever form a way of counting needs; each is made once.
///
/// A class with one owner, for the facets of one query over one segment.
final class FacetRows {
  let matched: MatchedRows
  let count: Int
  private let capacity: Int

  /// Takes rows of a segment of so many. O(capacity / 64).
  init(_ matched: MatchedRows, capacity: Int) {
    (self.matched, self.capacity) = (matched, capacity)
    count = matched.count
  }

  /// Whether they are all the rows there are.
  var isWhole: Bool { count == capacity }

  /// A bit a row.
  private(set) lazy var bits = matched.bits(capacity: capacity)
  /// The rows, rising.
  private(set) lazy var list = matched.list()
  /// The other rows, rising.
  private(set) lazy var others = bits.complement().list()
}
