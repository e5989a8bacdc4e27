import JobMarket
import VectorMath

/// Walks the rows that any of a few cursors gives.
final class UnionCursor: RowCursor {
  private let parts: [PostingCursor]
  // Unchecked: only touched within one call of `advance`, which the parts know nothing of.
  /// The row each part stands on.
  @exclusivity(unchecked) private var rows: [UInt32]
  /// The least of `rows`; `nil` at the beginning.
  @exclusivity(unchecked) private var least: UInt32?
  let mostRows: Int

  init(_ parts: [PostingCursor]) {
    self.parts = parts
    rows = [UInt32](repeating: 0, count: parts.count)
    mostRows = parts.reduce(0) { $0 + $1.mostRows }
  }

  /// O(parts) where the target is behind the least of them, with what those behind it cost; else O(1).
  func advance(to target: UInt32) -> UInt32 {
    if let least, target <= least { return least }
    let isStarted = least != nil
    var next = RowCursors.end
    for index in parts.indices {
      var row = rows[index]
      if !isStarted || row < target {
        row = parts[index].advance(to: target)
        rows[index] = row
      }
      next = min(next, row)
    }
    least = next
    return next
  }
}

/// Walks the members of a set.
final class BitsetCursor: RowCursor {
  private let bits: Bitset
  let mostRows: Int

  /// Fills a set from many cursors: cheaper than asking each of them at every step. O(their rows).
  init(_ parts: [PostingCursor], rowCount: Int) {
    var bits = Bitset(capacity: rowCount)
    for part in parts {
      var row = part.advance(to: 0)
      while row != RowCursors.end {
        bits.insert(Int(row))
        row = part.advance(to: row + 1)
      }
    }
    self.bits = bits
    mostRows = bits.count
  }

  /// O(words skipped).
  func advance(to target: UInt32) -> UInt32 {
    guard Int(target) < bits.capacity else { return RowCursors.end }
    var index = Int(target) / 64
    var word = bits.words[index] & (.max << UInt64(target % 64))
    while word == 0 {
      index += 1
      guard index < bits.words.count else { return RowCursors.end }
      word = bits.words[index]
    }
    return UInt32(index * 64 + word.trailingZeroBitCount)
  }
}

/// Walks every row: what is left to do where no clause has a list.
final class EveryRowCursor: RowCursor {
  let mostRows: Int

  init(rowCount: Int) { mostRows = rowCount }

  /// O(1).
  func advance(to target: UInt32) -> UInt32 { Int(target) < mostRows ? target : RowCursors.end }
}
