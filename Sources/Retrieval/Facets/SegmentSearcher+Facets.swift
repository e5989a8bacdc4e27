import JobMarket
import VectorMath

extension SegmentSearcher {
  /// Adds what this segment's rows have of each field.
  func countFacets(for query: Query, into tallies: inout [FacetTally]) {
    let selection = FacetSelection(query, fields: Set(tallies.map(\.request.field)), index: index)
    for place in tallies.indices {
      let field = tallies[place].request.field
      let rows = selection[field]
      tallies[place].matching += rows.count
      if rows.count == 0 { continue }
      if let terms = index.terms[field], let column = index.values[field] {
        tallies[place].add(terms.counts(in: rows, column), terms.directory)
      }
      let numbers = index.numbers[field].map { counts(of: $0, tallies[place].request.ranges, rows) }
      if let numbers { for (range, count) in numbers.ranges.enumerated() { tallies[place].ranges[range] += count } }
      tallies[place].missing += missing(field, rows, havingNumber: numbers?.all)
    }
  }

  /// A list of rows is gone through one by one where it is shorter than one in so many of all.
  private static let listShare = 16

  /// How many rows have a number in each range, and how many have any.
  private func counts(of numbers: [Double], _ ranges: [NumericRange], _ rows: FacetRows) -> (ranges: [Int], all: Int) {
    let bounds =
      ranges.map { ClosedBounds(lower: $0.lower ?? -.infinity, upper: $0.upper ?? .infinity) }
      + [ClosedBounds(lower: -.infinity, upper: .infinity)]
    var counts: [Int]
    if rows.count * SegmentSearcher.listShare < index.count {
      counts = [Int](repeating: 0, count: bounds.count)
      for row in rows.list {
        let number = numbers[Int(row)]
        for (place, range) in bounds.enumerated() where range.lower <= number && number <= range.upper {
          counts[place] += 1
        }
      }
    } else {
      counts = rows.bits.counts(of: numbers, in: bounds)
    }
    let all = counts.removeLast()
    return (counts, all)
  }

  /// How many rows have nothing of a field.
  private func missing(_ field: AttributeField, _ rows: FacetRows, havingNumber: Int?) -> Int {
    let terms = index.terms[field]
    if let terms, terms.present == nil { return 0 }
    if index.points[field] == nil {
      switch (terms?.present, havingNumber) {
      case (nil, nil): return rows.count
      case (nil, let having?): return rows.count - having
      case (let present?, nil): return rows.count - rows.bits.intersectionCount(present)
      default: break
      }
    }
    // Where values are known few rows are left to be asked.
    let candidates = terms?.present.map { rows.bits.subtracting($0.bitset).list() } ?? rows.list
    let test = RowTest(.missing(field), to: index)
    return candidates.count { test.passes(Int($0)) }
  }
}
