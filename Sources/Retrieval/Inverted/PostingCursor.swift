import JobMarket

/// Walks rising rows and skips ahead.
///
/// A class with one owner, the walk: its place moves and nothing else sees it.
protocol RowCursor: AnyObject {
  /// How many rows it can give at most.
  var mostRows: Int { get }

  /// The least row not below `target`, or `RowCursors.end`. A target must not be below the one before.
  func advance(to target: UInt32) -> UInt32
}

/// What cursors share.
enum RowCursors {
  /// What a cursor gives behind its last row.
  static let end = UInt32.max
}

/// Walks the rows of one value, block by block.
final class PostingCursor: RowCursor {
  private let column: PostingColumn
  private let blocks: Range<Int>
  let mostRows: Int
  // Unchecked: each is only touched within one call of `advance`, which calls nothing that could touch it too, and run-time
  // checks took half of a walk.
  /// The block that `rows` holds; the one before the first at the beginning.
  @exclusivity(unchecked) private var block: Int
  @exclusivity(unchecked) private var rows = [UInt32](repeating: 0, count: PostingColumn.blockLength)
  @exclusivity(unchecked) private var length = 0
  @exclusivity(unchecked) private var place = 0
  /// The last row of `rows`, kept apart because it is asked at every step.
  @exclusivity(unchecked) private var lastRow: UInt32 = 0

  init(_ value: ValueID, in column: PostingColumn) {
    self.column = column
    blocks = column.blocks(of: value)
    mostRows = column.count(of: value)
    block = blocks.lowerBound - 1
  }

  /// O(log of the blocks and rows skipped), and one block unpacked where the target lies in another.
  func advance(to target: UInt32) -> UInt32 {
    if length == 0 || lastRow < target {
      guard let next = blockReaching(target) else {
        (block, length) = (blocks.upperBound, 0)
        return RowCursors.end
      }
      open(next)
    }
    place = PostingCursor.gallop(from: place, to: length) { rows[$0] < target }
    return rows[place]
  }

  /// The next block whose last row is not below a target.
  private func blockReaching(_ target: UInt32) -> Int? {
    guard block < blocks.upperBound else { return nil }
    let found = PostingCursor.gallop(from: block + 1, to: blocks.upperBound) { column.last(of: $0) < target }
    return found < blocks.upperBound ? found : nil
  }

  private func open(_ next: Int) {
    let isFirst = next == blocks.lowerBound
    let before = (next - blocks.lowerBound) * PostingColumn.blockLength
    length = min(PostingColumn.blockLength, mostRows - before)
    column.unpack(next, count: length, base: isFirst ? 0 : column.last(of: next - 1) + 1, into: &rows)
    (block, place) = (next, 0)
    lastRow = column.last(of: next)
  }

  /// The first place that is not before what is sought, by steps that double and then a halving: O(log distance).
  private static func gallop(from start: Int, to end: Int, isBefore: (Int) -> Bool) -> Int {
    var (low, high, step) = (start, start, 1)
    while high < end, isBefore(high) {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, end)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
