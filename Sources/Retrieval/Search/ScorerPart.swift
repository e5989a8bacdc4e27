import JobMarket
import VectorMath

/// What one scorer that is no vector adds to each row's score: its weight times its value, in the very numbers of `RowScore`.
///
/// Rows that were not asked for may have any number.
enum ScorerPart {
  /// Nanoseconds of one row's own value, of one row of a weighted value, and of a row that is made room for.
  private static let (rowCost, listedCost, roomCost) = (300.0, 2.0, 0.5)

  /// Whether values are cheaper made in the order of what is weighted than for one row after another. O(weights).
  static func isCheaperByTerms(_ terms: WeightedTermRows, rows: Int, of count: Int) -> Bool {
    Double(terms.count) * listedCost + Double(count) * roomCost < Double(rows) * rowCost
  }

  /// O(rows of the weighted values), or O(wanted rows × values) where these are few; O(wanted rows × points) for a place,
  /// O(text entries) for text. Memory: a number a row.
  static func of(_ scorer: BoundScorer, rows: MatchedRows, in index: IndexSegment) -> RowAddends {
    let weight = scorer.weighted.weight
    if let terms = WeightedTermRows(scorer, in: index),
      isCheaperByTerms(terms, rows: rows.count, of: index.count)
    {
      return terms.values(factor: weight, pool: index.numbersPool)
    }
    let numbers = RowNumbersHandle(rowCount: index.count, pool: index.numbersPool)
    if case .sparseVector = scorer.weighted.scorer, rows.count * 4 > index.count {
      numbers.set(index.text.multiplied(by: scorer.denseText).map { weight * $0 })
    } else {
      rows.forEach { row in numbers.set(row, weight * RowScore.value(of: scorer, row: row, in: index)) }
    }
    return RowAddends(numbers)
  }
}
