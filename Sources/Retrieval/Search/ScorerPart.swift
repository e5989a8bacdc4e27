import JobMarket
import VectorMath

/// What one scorer that is no vector adds to each row's score: its weight times its value, in the very numbers of `RowScore`.
struct ScorerPart: Sendable {
  /// A number a row; rows that were not asked for may have any.
  let values: [Float]
  /// The rows that may have another number than 0; `nil` where all may.
  let said: Bitset?
  /// No absolute value is above; infinite where one is no finite number.
  let greatest: Float

  /// Nanoseconds that a row's own value costs, and one of a value's rows.
  private static let (rowCost, listedCost) = (60, 1)

  /// Values one after another for rows that are few, else in the order of what is weighted. O(rows of the weighted values),
  /// O(wanted rows × points) for a place, O(text entries) for text.
  init(_ scorer: BoundScorer, rows: MatchedRows, in index: JobIndex) {
    var values: [Float]
    var said: Bitset?
    if let terms = WeightedTermRows(scorer, in: index), rows.count * ScorerPart.rowCost > terms.count {
      (values, said) = terms.sums()
    } else if case .sparseVector = scorer.weighted.scorer, rows.count * 4 > index.count {
      values = index.text.multiplied(by: scorer.denseText)
    } else {
      values = [Float](repeating: 0, count: index.count)
      rows.forEach { row in values[row] = RowScore.value(of: scorer, row: row, in: index) }
    }
    let weight = scorer.weighted.weight
    var greatest: Float = 0
    func weigh(_ row: Int) {
      values[row] *= weight
      // A number that is none is beyond any bound too.
      if !(abs(values[row]) <= greatest) { greatest = abs(values[row]).isFinite ? abs(values[row]) : .infinity }
    }
    if let said { said.forEach(weigh) } else { values.indices.forEach(weigh) }
    (self.values, self.said, self.greatest) = (values, said, greatest)
  }
}

/// The rows of a weighted-terms scorer's values.
struct WeightedTermRows {
  private let column: TermColumn
  private let terms: [BoundScorer.Term]
  private let minimumMatches: Int

  /// `nil` for another scorer, and where the index does not have the field.
  init?(_ scorer: BoundScorer, in index: JobIndex) {
    guard case .weightedTerms(let field, _, let minimumMatches) = scorer.weighted.scorer,
      let column = index.terms[field]
    else { return nil }
    (self.column, self.minimumMatches, terms) = (column, minimumMatches, scorer.terms)
  }

  /// How many rows all values have, one that has two of them counted twice. O(values).
  var count: Int { terms.reduce(0) { $0 + column.count(of: $1.value) } }

  /// Each row's sum of weights, 0 where too few match, and the rows that have any. O(rows of the values).
  ///
  /// A row's weights are added in order of value, as `RowScore` adds them.
  func sums() -> (values: [Float], said: Bitset) {
    var sums = [Float](repeating: 0, count: column.rowCount)
    var said = Bitset(capacity: column.rowCount)
    // Beyond 65,535 matches no further one is counted; no row has so many values.
    var matches = minimumMatches > 1 ? [UInt16](repeating: 0, count: column.rowCount) : []
    for term in terms {
      func add(_ row: Int) {
        sums[row] += term.weight
        if minimumMatches > 1 { matches[row] &+= matches[row] < .max ? 1 : 0 }
      }
      if let bitmap = column.bitmap(of: term.value) {
        bitmap.forEach(add)
        said.formUnion(bitmap)
      } else {
        let rows = column.list(of: term.value)
        for row in rows { add(Int(row)) }
        said.insert(contentsOf: rows)
      }
    }
    if minimumMatches > 1 { said.forEach { if Int(matches[$0]) < minimumMatches { sums[$0] = 0 } } }
    return (sums, said)
  }
}
