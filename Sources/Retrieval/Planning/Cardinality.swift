import JobMarket

/// Estimates of how many rows conditions leave, from the counts of values alone.
struct Cardinality: Sendable {
  let index: IndexSegment

  /// Shares of rows that a range or a radius is taken to leave: their columns keep no counts.
  private static let (rangeShare, radiusShare) = (0.33, 0.1)

  /// The share of the rows that a predicate leaves, taking clauses to be independent. O(values).
  func share(of predicate: JobPredicate) -> Double {
    predicate.clauses.reduce(1) { $0 * share(of: $1) }
  }

  /// The clauses, those that leave the fewest rows first, equal ones as they stand. O(clauses log clauses + values).
  func clauses(of predicate: JobPredicate) -> [JobPredicate.Clause] {
    predicate.clauses.enumerated().map { (place: $0.offset, clause: $0.element, share: share(of: $0.element)) }
      .sorted { ($0.share, $0.place) < ($1.share, $1.place) }.map(\.clause)
  }

  /// At most the sum of its literals, and no more than all. O(values).
  func share(of clause: JobPredicate.Clause) -> Double {
    min(1, clause.literals.reduce(0) { $0 + share(of: $1) })
  }

  /// O(values).
  func share(of literal: JobPredicate.Literal) -> Double {
    guard index.count > 0 else { return 0 }
    switch literal {
    case .anyOf(let field, let values): return share(of: field, values)
    case .noneOf(let field, let values): return index.values[field] == nil ? 0 : 1 - share(of: field, values)
    case .missing: return 1
    case .range(let field, _): return index.numbers[field] == nil ? 0 : Cardinality.rangeShare
    case .within(let field, _): return index.points[field] == nil ? 0 : Cardinality.radiusShare
    }
  }

  private func share(of field: AttributeField, _ values: [ValueID]) -> Double {
    guard let column = index.terms[field] else { return 0 }
    // A value named twice counts twice: it is an estimate, and lists of values can be long.
    var rows = 0
    for value in values { rows += column.count(of: value) }
    return min(1, Double(rows) / Double(index.count))
  }
}
