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
      return terms.sums(factor: weight, pool: index.numbersPool)
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

/// The rows of a weighted-terms scorer's values.
struct WeightedTermRows {
  private let column: TermColumn
  private let terms: [BoundScorer.Term]
  private let minimumMatches: Int
  /// How many rows all values have, one that has two of them counted twice.
  let count: Int

  /// `nil` for another scorer, and where the index does not have the field. O(weights).
  init?(_ scorer: BoundScorer, in index: IndexSegment) {
    guard case .weightedTerms(let field, _, let minimumMatches) = scorer.weighted.scorer,
      let column = index.terms[field]
    else { return nil }
    (self.column, self.minimumMatches, terms) = (column, minimumMatches, scorer.terms)
    count = terms.reduce(0) { $0 + column.count(of: $1.value) }
  }

  /// Each row's sum of weights, times a factor. O(rows of the values).
  ///
  /// A row's weights are added in order of value, as `RowScore` adds them.
  func sums(factor: Float, pool: RowNumbersPool) -> RowAddends {
    // No row has so many values that more matches could be told apart.
    let least = min(minimumMatches, Int(UInt16.max))
    var sums = RowSumsHandle(rowCount: column.rowCount, counting: least > 1, pool: pool)
    for term in terms {
      if let bitmap = column.bitmap(of: term.value) {
        sums.add(term.weight, rows: bitmap)
      } else {
        sums.add(term.weight, rows: column.list(of: term.value))
      }
    }
    return sums.finish(factor: factor, minimumCount: least)
  }
}
