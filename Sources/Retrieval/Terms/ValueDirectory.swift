import JobMarket

/// Numbers the values of a column from 0 in their order, so that tables by value take room for those there are.
///
/// Where values are themselves numbered without great gaps, as a vocabulary's are, each is its own number.
struct ValueDirectory: Sendable {
  /// How many numbers there are; some may stand for no value where values have gaps.
  let count: Int
  /// The values, rising; `nil` where each is its own number.
  private let values: [ValueID]?

  /// Looks at all values of a column. O(elements), or O(elements log elements) where values lie far apart.
  init(_ column: ListColumn<ValueID>) {
    let greatest = column.elements.max().map { Int($0) + 1 } ?? 0
    // Room in proportion to the column itself, whatever one wrong or foreign number says.
    if greatest <= column.elements.count + column.count + 1024 {
      (count, values) = (greatest, nil)
      return
    }
    var distinct = column.elements.sorted()
    var kept = 0
    for value in distinct where kept == 0 || distinct[kept - 1] != value {
      distinct[kept] = value
      kept += 1
    }
    (count, values) = (kept, Array(distinct.prefix(kept)))
  }

  /// The numbers of a column's values, in their order. O(elements), with a search each where values lie far apart.
  func numbers(of elements: [ValueID]) -> [UInt32] {
    values == nil ? elements : elements.map { UInt32(number(of: $0) ?? 0) }
  }

  /// Whether each value is its own number.
  var isIdentity: Bool { values == nil }

  /// The value of a number below `count`. O(1).
  func value(of number: Int) -> ValueID { values?[number] ?? ValueID(number) }

  /// The number of a value; `nil` for one that no row has, where that is known. O(1), or O(log values) where they lie far apart.
  func number(of value: ValueID) -> Int? {
    guard let values else { return Int(value) < count ? Int(value) : nil }
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < values.count && values[low] == value ? low : nil
  }
}
