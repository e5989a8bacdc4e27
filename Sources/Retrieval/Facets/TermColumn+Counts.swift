import JobMarket
import VectorMath

/// A way to count how many of some rows have each value of a field.
package enum FacetWay: String, CaseIterable, Sendable {
  /// Each value's bitmap or list is held against the rows.
  case intersect
  /// The rows' own lists of values are gone through.
  case walk
  /// Those of the other rows are, and are taken off the counts of all.
  case walkOthers = "walk others"
}

/// How many of some rows have each value, by one of three ways, whichever costs least.
extension TermColumn {
  /// How many of some rows have each value, by the value's number.
  ///
  /// O(values) where they are all rows; else O(bitmaps · rows / 64 + listed rows), or O(values + elements of the rows), or of
  /// the other rows.
  ///
  /// - Parameters:
  ///   - rows: of this column.
  ///   - column: the field's own lists, which this column is another order of.
  ///   - way: how; `nil` for the cheapest.
  func counts(in rows: FacetRows, _ column: ListColumn<ValueID>, way: FacetWay? = nil) -> [UInt32] {
    if rows.count == 0 { return [UInt32](repeating: 0, count: counts.count) }
    if rows.isWhole { return counts }
    switch way ?? cheapestWay(rows, elementCount: column.elements.count) {
    case .intersect: return intersected(rows.bits)
    case .walk: return tallied(rows.list, column)
    case .walkOthers: return zip(counts, tallied(rows.others, column)).map { $0 - $1 }
    }
  }

  /// The way that costs least.
  func cheapestWay(_ rows: FacetRows, elementCount: Int) -> FacetWay {
    let cost = FacetCost.self
    let intersect =
      Double(bitmaps.count * rowCount) * cost.bitmapRow + Double(self.rows.count) * cost.listedRow
      + Double(counts.count) * cost.value
    let elementsPerRow = Double(elementCount) / Double(rowCount)
    let element = directory.isIdentity ? cost.element : cost.searchedElement
    let row = cost.row + (elementsPerRow > 1 ? cost.unknownLength : 0)
    func walk(_ count: Int) -> Double { Double(count) * (row + elementsPerRow * element) }
    let (walked, others) = (walk(rows.count), walk(rowCount - rows.count))
    if min(walked, others) >= intersect { return .intersect }
    return walked <= others ? .walk : .walkOthers
  }

  private func intersected(_ bits: Bitset) -> [UInt32] {
    var found = [UInt32](repeating: 0, count: counts.count)
    for number in counts.indices where counts[number] > 0 {
      let place = places[number]
      found[number] = UInt32(
        place >= 0
          ? bits.intersectionCount(bitmaps[Int(place)])
          : bits.intersectionCount(self.rows[Int(starts[number])..<Int(starts[number + 1])]))
    }
    return found
  }

  private func tallied(_ rows: [UInt32], _ column: ListColumn<ValueID>) -> [UInt32] {
    var found = [UInt32](repeating: 0, count: counts.count)
    guard directory.isIdentity else {
      for row in rows {
        for value in column[Int(row)] { if let number = directory.number(of: value) { found[number] += 1 } }
      }
      return found
    }
    RowTally.add(rows, offsets: column.offsets, elements: column.elements, to: &found)
    return found
  }
}

extension IndexSegment {
  /// How many of some rows have each value of a field, whether or not they are offered.
  ///
  /// - Parameters:
  ///   - rows: a bit a row.
  ///   - way: how; `nil` for the cheapest.
  package func valueCounts(of field: AttributeField, among rows: Bitset, way: FacetWay? = nil) -> [ValueID: Int] {
    guard let directory = terms[field]?.directory else { return [:] }
    return numberedCounts(of: field, among: rows, way: way).enumerated().reduce(into: [:]) { found, next in
      if next.element > 0 { found[directory.value(of: next.offset)] = Int(next.element) }
    }
  }

  /// The same as they are counted, by the number that the column gives each value: what `jobmatch bench facets --ways` times.
  package func numberedCounts(of field: AttributeField, among rows: Bitset, way: FacetWay? = nil) -> [UInt32] {
    guard let terms = terms[field], let column = values[field] else { return [] }
    return terms.counts(in: FacetRows(MatchedRows(rows), capacity: count), column, way: way)
  }
}

/// What steps of counting cost, in nanoseconds at a million rows: `jobmatch bench facets --ways` measures all ways.
enum FacetCost {
  /// One row of a bitmap held against the rows, with its neighbours.
  static let bitmapRow = 0.005
  /// One row of a list.
  static let listedRow = 0.95
  /// Looking at a value.
  static let value = 10.0
  /// Going to a row.
  static let row = 1.5
  /// Not knowing how many values it has, where rows differ.
  static let unknownLength = 4.0
  /// Counting one of its values.
  static let element = 1.0
  /// The same where values lie far apart.
  static let searchedElement = 40.0
}
