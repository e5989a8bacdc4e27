import JobMarket
import VectorMath

/// Where each value of one field stands: a bitmap for a value that many rows have, a list of rows for any other.
///
/// The turn is where both take the same memory: a bitmap takes a bit a row of the index, a list 32 bits a row of its own. It
/// is derived from the field's lists of values and is nothing but another order of them.
struct TermColumn: Sendable {
  /// How many rows the index has.
  let rowCount: Int
  /// Where each value's rows begin in `rows`, and a last one for the end; a value with a bitmap has none there.
  private let starts: [UInt32]
  private let rows: [UInt32]
  private let bitmaps: [ValueID: Bitset]
  private let counts: [UInt32]
  /// Rows with a value; `nil` when every row has one.
  let present: Bitset?

  /// Orders a column by value. O(rows + elements + values).
  init(_ column: ListColumn<ValueID>) {
    rowCount = column.count
    let valueCount = column.elements.max().map { Int($0) + 1 } ?? 0
    var counts = [UInt32](repeating: 0, count: valueCount)
    for value in column.elements { counts[Int(value)] += 1 }
    let rowCount = rowCount
    let isFrequent = counts.map { Int($0) * 32 >= rowCount }
    var starts = [UInt32](repeating: 0, count: valueCount + 1)
    for value in 0..<valueCount { starts[value + 1] = starts[value] + (isFrequent[value] ? 0 : counts[value]) }
    var next = starts
    var rows = [UInt32](repeating: 0, count: Int(starts[valueCount]))
    var words: [ValueID: [UInt64]] = [:]
    for value in 0..<valueCount where isFrequent[value] && counts[value] > 0 {
      words[ValueID(value)] = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    }
    var presentWords = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    var presentCount = 0
    // Frequent values are few; each has a pass of its own below, so that this loop touches no dictionary.
    for row in 0..<rowCount {
      let values = column[row]
      if !values.isEmpty {
        presentWords[row >> 6] |= 1 << UInt64(row & 63)
        presentCount += 1
      }
      for value in values where !isFrequent[Int(value)] {
        rows[Int(next[Int(value)])] = UInt32(row)
        next[Int(value)] += 1
      }
    }
    let places = TermColumn.places(of: words.keys.sorted(), count: valueCount)
    var bitmapWords = words.keys.sorted().map { words[$0] ?? [] }
    words = [:]
    for row in 0..<rowCount {
      for value in column[row] where isFrequent[Int(value)] {
        bitmapWords[Int(places[Int(value)])][row >> 6] |= 1 << UInt64(row & 63)
      }
    }
    var bitmaps: [ValueID: Bitset] = [:]
    for value in 0..<valueCount where isFrequent[value] && counts[value] > 0 {
      bitmaps[ValueID(value)] = Bitset(capacity: rowCount, words: bitmapWords[Int(places[value])])
    }
    (self.starts, self.rows, self.bitmaps, self.counts) = (starts, rows, bitmaps, counts)
    present = presentCount == rowCount ? nil : Bitset(capacity: rowCount, words: presentWords)
  }

  private static func places(of values: [ValueID], count: Int) -> [Int32] {
    var places = [Int32](repeating: -1, count: count)
    for (place, value) in values.enumerated() { places[Int(value)] = Int32(place) }
    return places
  }

  /// Bytes of memory it takes.
  var byteCount: Int {
    4 * (starts.count + rows.count + counts.count) + (bitmaps.count + (present == nil ? 0 : 1)) * (rowCount + 7) / 8
  }

  /// How many rows have a value. O(1).
  func count(of value: ValueID) -> Int { Int(value) < counts.count ? Int(counts[Int(value)]) : 0 }

  /// The rows of a value as a bitmap, if it has one. O(1).
  func bitmap(of value: ValueID) -> Bitset? { bitmaps[value] }

  /// The rows of a value without a bitmap, rising. O(1), no copy.
  func list(of value: ValueID) -> ArraySlice<UInt32> {
    Int(value) < counts.count ? rows[Int(starts[Int(value)])..<Int(starts[Int(value) + 1])] : []
  }

  /// The rows that have any of some values. O(values · rows / 64) for frequent ones, O(rows of them) for others.
  func union(of values: [ValueID]) -> Bitset {
    var union: Bitset?
    for value in values {
      guard let bitmap = bitmaps[value] else { continue }
      if union == nil { union = bitmap } else { union?.formUnion(bitmap) }
    }
    var result = union ?? Bitset(capacity: rowCount)
    for value in values { result.insert(contentsOf: list(of: value)) }
    return result
  }
}
