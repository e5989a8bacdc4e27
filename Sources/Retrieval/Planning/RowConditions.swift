import JobMarket
import VectorMath

/// All that a query asks of a row, to be asked of one row after another: what vectors first asks of its candidates.
struct RowConditions: Sendable {
  private let clauses: [[RowTest]]
  private let rest: CandidateTest
  private let hidden: Set<Int>

  /// Binds a query whose scorers fit the index; clauses that leave the fewest rows are asked first. O(values).
  init(_ query: Query, index: JobIndex, cardinality: Cardinality) {
    clauses = cardinality.clauses(of: query.predicate).map { clause in clause.literals.map { RowTest($0, to: index) } }
    rest = CandidateTest(query, index: index)
    hidden = Set(query.hidden.compactMap(index.row))
  }

  /// Whether a row may be in the answer. O(its values).
  func pass(_ row: Int) -> Bool {
    clauses.allSatisfy { clause in clause.contains { $0.passes(row) } } && rest.passes(row)
      && (hidden.isEmpty || !hidden.contains(row))
  }
}
