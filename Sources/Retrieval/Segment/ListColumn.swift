/// A list for every row, laid end to end: row r's elements are `elements[offsets[r]..<offsets[r + 1]]`.
///
/// The layout of PAPER P5.3: offsets a row and one flat array, so that a scan reads memory in order.
struct ListColumn<Element: Sendable & Equatable>: Sendable, Equatable {
  /// Where each row begins, and a last one for the end; never falling.
  private(set) var offsets: [Int64] = [0]
  /// All rows' elements.
  private(set) var elements: [Element] = []

  init() {}

  /// Restores a column; `nil` when the offsets do not begin at 0, fall, or do not end at the last element. O(rows).
  init?(offsets: [Int64], elements: [Element]) {
    guard offsets.first == 0, offsets.last == Int64(elements.count), zip(offsets, offsets.dropFirst()).allSatisfy(<=)
    else { return nil }
    (self.offsets, self.elements) = (offsets, elements)
  }

  /// How many rows there are.
  var count: Int { offsets.count - 1 }

  /// Adds a row at the end.
  mutating func append(_ row: some Sequence<Element>) {
    elements.append(contentsOf: row)
    offsets.append(Int64(elements.count))
  }

  /// Makes room for rows and elements to come.
  mutating func reserveCapacity(rows: Int, elements count: Int) {
    offsets.reserveCapacity(rows + 1)
    elements.reserveCapacity(count)
  }

  /// How many elements some rows have. O(1).
  func elementCount(of rows: Range<Int>) -> Int { Int(offsets[rows.upperBound] - offsets[rows.lowerBound]) }

  /// Adds rows of another column at the end. O(rows + their elements).
  mutating func append(_ other: ListColumn, _ rows: Range<Int>) {
    let (first, end) = (other.offsets[rows.lowerBound], other.offsets[rows.upperBound])
    let shift = Int64(elements.count) - first
    for offset in other.offsets[rows.lowerBound + 1..<rows.upperBound + 1] { offsets.append(offset + shift) }
    elements += other.elements[Int(first)..<Int(end)]
  }

  /// Adds rows without elements at the end. O(rows).
  mutating func appendEmptyRows(_ count: Int) { offsets += repeatElement(Int64(elements.count), count: count) }

  /// One row's elements. O(1), no copy.
  subscript(row: Int) -> ArraySlice<Element> {
    elements[Int(offsets[row])..<Int(offsets[row + 1])]
  }
}
