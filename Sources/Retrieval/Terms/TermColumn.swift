import JobMarket
import VectorMath

/// Where each value of one field stands: a bitmap for a value that many rows have, a list of rows for any other.
///
/// It is derived from the field's lists of values and is nothing but another order of them. Memory is O(rows + elements),
/// whatever the values' numbers.
struct TermColumn: Sendable {
  /// A value of one row in so many, or of more, has a bitmap.
  ///
  /// Measured at a million rows: taking a bitmap in costs as much as setting 2,000 rows of a list, one row in 500; a bitmap
  /// takes the memory of a list of one row in 32. Of eight fields with 18 values a row, bitmaps and lists take 58 bytes a row at
  /// one in 32, 64 at one in 128 and 82 at one in 256, which saves another 4 of 25 microseconds.
  static let bitmapShare = 128

  /// How many rows the index has.
  let rowCount: Int
  /// Rows with a value; `nil` when every row has one.
  let present: RowBitmap?
  let directory: ValueDirectory
  /// How many rows have each value, by its number.
  let counts: [UInt32]
  /// The bitmap of each value; −1 for one with a list.
  let places: [Int32]
  let bitmaps: BitmapTable
  /// Where each value's rows begin in `rows`, and a last one for the end; a value with a bitmap has none there.
  let starts: [UInt32]
  let rows: RowList

  /// Orders a column by value. O(rows + elements), with a search a value where those lie far apart.
  init(_ column: ListColumn<ValueID>) {
    let directory = ValueDirectory(column)
    let rowCount = column.count
    let numbers = directory.numbers(of: column.elements)
    let offsets = column.offsets
    var counts = [UInt32](repeating: 0, count: directory.count)
    // A value that a row has twice counts once.
    var lastRows = [UInt32](repeating: .max, count: directory.count)
    for row in 0..<rowCount {
      for place in Int(offsets[row])..<Int(offsets[row + 1]) where lastRows[Int(numbers[place])] != UInt32(row) {
        lastRows[Int(numbers[place])] = UInt32(row)
        counts[Int(numbers[place])] += 1
      }
    }
    var places = [Int32](repeating: -1, count: directory.count)
    var bitmapCount = 0
    var starts = [UInt32](repeating: 0, count: directory.count + 1)
    for number in counts.indices {
      let isFrequent = counts[number] > 0 && Int(counts[number]) * TermColumn.bitmapShare >= rowCount
      starts[number + 1] = starts[number] + (isFrequent ? 0 : counts[number])
      if isFrequent {
        places[number] = Int32(bitmapCount)
        bitmapCount += 1
      }
    }
    let stride = BitmapTable.stride(capacity: rowCount)
    var words = [UInt64](repeating: 0, count: bitmapCount * stride)
    var rows = [UInt32](repeating: 0, count: Int(starts[directory.count]))
    var next = starts
    for row in 0..<rowCount {
      for place in Int(offsets[row])..<Int(offsets[row + 1]) {
        let number = Int(numbers[place])
        if places[number] >= 0 {
          words[Int(places[number]) * stride + row >> 6] |= 1 << UInt64(row & 63)
        } else if next[number] == starts[number] || rows[Int(next[number]) - 1] != UInt32(row) {
          rows[Int(next[number])] = UInt32(row)
          next[number] += 1
        }
      }
    }
    (self.rowCount, self.directory, self.counts, self.places, self.starts) = (
      rowCount, directory, counts, places, starts
    )
    bitmaps = BitmapTable(capacity: rowCount, words: words)
    self.rows = RowList(rows)
    present = TermColumn.present(in: column)
  }

  /// The rows with a value, `nil` for all of them. O(rows).
  private static func present(in column: ListColumn<ValueID>) -> RowBitmap? {
    var bits: Bitset?
    for row in 0..<column.count where column.isEmpty(row) {
      // Taken out one by one: what a module of another's makes of a lazy sequence takes a hundred times as long.
      if bits == nil { bits = Bitset(capacity: column.count, filled: true) }
      bits?.remove(row)
    }
    return bits.map { RowBitmap($0) }
  }

  /// How many rows have a value. O(1), or O(log values) where values lie far apart.
  func count(of value: ValueID) -> Int { directory.number(of: value).map { Int(counts[$0]) } ?? 0 }

  /// The rows of a value as a bitmap, if it has one. O(1), or O(log values) where values lie far apart; no copy.
  func bitmap(of value: ValueID) -> RowBitmap? {
    guard let number = directory.number(of: value), places[number] >= 0 else { return nil }
    return bitmaps[Int(places[number])]
  }

  /// The rows of a value without a bitmap, rising. As `bitmap(of:)`.
  func list(of value: ValueID) -> RowList {
    guard let number = directory.number(of: value) else { return rows[0..<0] }
    return rows[Int(starts[number])..<Int(starts[number + 1])]
  }

  /// The rows with any of some values, each of which is looked up once. O(values log values), no row is touched.
  func union(of values: [ValueID]) -> RowUnion {
    var union = RowUnion()
    var last: ValueID?
    for value in values.sorted() where value != last {
      last = value
      if let bitmap = bitmap(of: value) {
        union.bitmaps.append(bitmap)
      } else {
        let list = list(of: value)
        if !list.isEmpty { union.lists.append(list) }
      }
    }
    return union
  }

  /// How many rows have any of some values at most. O(values log values).
  func mostRows(of values: [ValueID]) -> Int { Set(values).reduce(0) { $0 + count(of: $1) } }

  /// Bytes it takes beside the field's own lists.
  var byteCount: Int { bitmaps.byteCount + 4 * (rows.count + counts.count + places.count + starts.count) }
}
