import JobMarket
import VectorMath

/// The rows of a weighted-terms scorer's values: its values made in the order of what is weighted.
struct WeightedTermRows {
  private let column: TermColumn
  private let terms: BoundTerms
  /// How many rows all values have, one that has two of them counted twice.
  let count: Int

  /// `nil` for another scorer, where the index does not have the field, and where more matches may have to be counted in a row
  /// than `RowSumsHandle` can. O(weights).
  init?(_ scorer: BoundScorer, in index: IndexSegment) {
    guard let terms = scorer.terms, let column = index.terms[terms.field],
      terms.minimumMatches <= RowSumsHandle.mostCounted,
      terms.combination != .mean || terms.count <= RowSumsHandle.mostCounted
    else { return nil }
    (self.column, self.terms) = (column, terms)
    count = terms.values.values.reduce(0) { $0 + column.count(of: $1) }
  }

  /// Each row's value, times a factor. O(rows of the values).
  ///
  /// A row's weights are added in order of value, as `RowScore` adds them.
  func values(factor: Float, pool: RowNumbersPool) -> RowAddends {
    let (least, isMean) = (terms.minimumMatches, terms.combination == .mean)
    var sums = RowSumsHandle(rowCount: column.rowCount, counting: least > 1 || isMean, pool: pool)
    if terms.combination == .best {
      // The greatest first: whatever comes later for a row changes nothing.
      for place in terms.placesByWeight {
        let (value, weight) = terms[place]
        if let bitmap = column.bitmap(of: value) {
          sums.give(weight, rows: bitmap)
        } else {
          sums.give(weight, rows: column.list(of: value))
        }
      }
    } else {
      for place in 0..<terms.count {
        let (value, weight) = terms[place]
        if let bitmap = column.bitmap(of: value) {
          sums.add(weight, rows: bitmap)
        } else {
          sums.add(weight, rows: column.list(of: value))
        }
      }
    }
    return sums.finish(factor: factor, minimumCount: least, dividing: isMean)
  }
}
