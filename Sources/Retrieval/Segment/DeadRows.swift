import Synchronization
import VectorMath

/// The rows of a segment that no query sees any more: their jobs were closed or deleted, or stand in a later segment.
///
/// A value that is never changed once it is shared; what was made of it for a query is kept for the next.
struct DeadRows: Sendable {
  /// A bit a row.
  let bits: Bitset
  /// How many there are.
  let count: Int
  private var made = Made()

  /// No row of so many.
  init(capacity: Int) { self.init(Bitset(capacity: capacity)) }

  /// The rows whose bits are set. O(capacity / 64).
  init(_ bits: Bitset) { self.init(bits, count: bits.count) }

  private init(_ bits: Bitset, count: Int) { (self.bits, self.count) = (bits, count) }

  /// The same with more of them. O(rows), beside a copy of capacity / 8 bytes.
  func inserting(_ rows: some Sequence<UInt32>) -> DeadRows {
    var (bits, count) = (bits, count)
    for row in rows where !bits.contains(Int(row)) {
      bits.insert(Int(row))
      count += 1
    }
    return DeadRows(bits, count: count)
  }

  /// Whether a row is dead. O(1).
  func contains(_ row: Int) -> Bool { bits.contains(row) }

  /// The rows that are alive and offered.
  ///
  /// - Parameter offered: the rows that are offered, `nil` for all. The same bitmap as before costs nothing, another one
  ///   O(capacity / 64).
  func living(among offered: RowBitmap?) -> RowBitmap {
    made.last.withLock { last in
      if let last, last.offered?.identity == offered?.identity { return last.rows }
      var rows = offered?.bitset ?? Bitset(capacity: bits.capacity, filled: true)
      rows.subtract(bits)
      let bitmap = RowBitmap(rows)
      last = (offered, bitmap)
      return bitmap
    }
  }

  /// The rows last asked for, with what they were made of: its memory stays as long as its identity counts.
  private final class Made: Sendable {
    let last = Mutex<(offered: RowBitmap?, rows: RowBitmap)?>(nil)
  }
}
