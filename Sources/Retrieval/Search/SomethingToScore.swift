import JobMarket
import VectorMath

/// Whether a scorer has something to say of a row: a shared term, a vector, a point, enough matches.
struct SomethingToScore: Sendable {
  private let scorer: Scorer
  private let index: IndexSegment
  /// The terms of a text scorer.
  private let terms: Bitset
  /// The values of a scorer of values.
  private let values: BoundTerms?

  /// Readies a scorer that fits the index. O(terms), O(weights log weights) for weighted values.
  init(_ scorer: Scorer, in index: IndexSegment) {
    (self.scorer, self.index, values) = (scorer, index, BoundTerms(scorer))
    if case .sparseVector(_, let vector) = scorer {
      terms = Bitset(capacity: index.termCount, vector.indices.map(Int.init))
    } else {
      terms = Bitset(capacity: 0)
    }
  }

  /// O(the row's terms, points or values).
  func isThere(for row: Int) -> Bool {
    switch scorer {
    case .sparseVector:
      return index.text[row].columns.contains { terms.contains(Int($0)) }
    case .vector(let field, let model, _):
      guard let column = index.vectors[VectorKey(field, model: model)] else { return false }
      return column.present?.contains(row) ?? true
    case .proximity(let field, let centers, _):
      return RowScore.nearest(field, to: centers, row: row, in: index) != nil
    case .weightedTerms(let field, _, _, _):
      guard let values, let column = index.values[field] else { return false }
      return values.matchEnough(of: column[row])
    }
  }
}
