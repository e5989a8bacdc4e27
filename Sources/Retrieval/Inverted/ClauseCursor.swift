import JobMarket
import VectorMath

/// Walks the rows that any of a few cursors gives.
final class UnionCursor: RowCursor {
  private let parts: [PostingCursor]
  /// The row each part stands on.
  private var rows: [UInt32]
  private var isStarted = false
  let mostRows: Int

  init(_ parts: [PostingCursor]) {
    self.parts = parts
    rows = [UInt32](repeating: 0, count: parts.count)
    mostRows = parts.reduce(0) { $0 + $1.mostRows }
  }

  /// O(parts), and what those behind the target cost.
  func advance(to target: UInt32) -> UInt32 {
    var least = RowCursors.end
    for index in parts.indices {
      if !isStarted || rows[index] < target { rows[index] = parts[index].advance(to: target) }
      least = min(least, rows[index])
    }
    isStarted = true
    return least
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
