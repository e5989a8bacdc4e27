import JobMarket
import VectorMath

/// A literal bound to its column, to be asked of one row after another.
struct RowTest: Sendable {
  private let kind: Kind

  private enum Kind: Sendable {
    case never
    case anyOf(ListColumn<ValueID>, ValueTable)
    case noneOf(ListColumn<ValueID>, ValueTable)
    case range([Double], NumericRange)
    case within(ListColumn<Double>, RadiusBox)
    case missing(ListColumn<ValueID>?, [Double]?, ListColumn<Double>?)
  }

  /// Binds a literal; one over a field that the index does not have never passes, but for `missing`. O(values).
  init(_ literal: JobPredicate.Literal, to index: IndexSegment) {
    switch literal {
    case .anyOf(let field, let values):
      kind = index.values[field].map { .anyOf($0, ValueTable(rising: Set(values).sorted())) } ?? .never
    case .noneOf(let field, let values):
      kind = index.values[field].map { .noneOf($0, ValueTable(rising: Set(values).sorted())) } ?? .never
    case .range(let field, let range): kind = index.numbers[field].map { .range($0, range) } ?? .never
    case .within(let field, let radius): kind = index.points[field].map { .within($0, RadiusBox(radius)) } ?? .never
    case .missing(let field): kind = .missing(index.values[field], index.numbers[field], index.points[field])
    }
  }

  /// Whether a row passes. O(its values), O(its values · log of the literal's) at worst.
  func passes(_ row: Int) -> Bool {
    switch kind {
    case .never: false
    case .anyOf(let column, let allowed): column.intersects(row, allowed)
    case .noneOf(let column, let refused): !column.isEmpty(row) && !column.intersects(row, refused)
    case .range(let column, let range): range.contains(column[row])
    case .within(let column, let box): column.hasPoint(row, in: box)
    case .missing(let values, let numbers, let points):
      (values?.isEmpty(row) ?? true) && (numbers?[row].isNaN ?? true) && (points?.isEmpty(row) ?? true)
    }
  }
}

extension ListColumn {
  /// Whether a row has no element. O(1).
  func isEmpty(_ row: Int) -> Bool { offsets[row] == offsets[row + 1] }
}

extension ListColumn where Element == Double {
  /// Whether any of a row's points, latitudes and longitudes in turn, lies in a box's radius. O(points).
  func hasPoint(_ row: Int, in box: RadiusBox) -> Bool {
    for place in stride(from: Int(offsets[row]), to: Int(offsets[row + 1]), by: 2)
    where box.contains(latitude: elements[place], longitude: elements[place + 1]) {
      return true
    }
    return false
  }
}

extension ListColumn where Element == ValueID {
  /// Whether a row has any of some values. O(row), whatever the number of values, where they are not made to collide.
  func intersects(_ row: Int, _ values: ValueTable) -> Bool {
    for place in Int(offsets[row])..<Int(offsets[row + 1]) where values.contains(elements[place]) { return true }
    return false
  }
}
