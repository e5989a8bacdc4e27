import JobMarket
import VectorMath

/// All that a query asks of a row, to be asked of one row after another: what vectors first asks of its candidates.
struct RowConditions: Sendable {
  /// Beyond so many bitmaps the row's own list is nearer.
  static let mostBitmaps = 8

  private let clauses: [[Test]]
  private let rest: CandidateTest
  private let hidden: Set<Int>

  /// A literal as it is asked: where it is of few frequent values, of their bitmaps, which stay in the cache.
  private enum Test: Sendable {
    case anyOf([RowBitmap])
    case column(RowTest)

    init(_ literal: JobPredicate.Literal, to index: IndexSegment) {
      if case .anyOf(let field, let values) = literal, values.count <= RowConditions.mostBitmaps,
        let column = index.terms[field]
      {
        let bitmaps = values.compactMap(column.bitmap)
        if bitmaps.count == values.count {
          self = .anyOf(bitmaps)
          return
        }
      }
      self = .column(RowTest(literal, to: index))
    }

    func passes(_ row: Int) -> Bool {
      switch self {
      case .anyOf(let bitmaps): bitmaps.contains { $0.contains(row) }
      case .column(let test): test.passes(row)
      }
    }
  }

  /// Binds a query whose scorers fit the index; clauses that leave the fewest rows are asked first. O(values).
  init(_ query: Query, index: IndexSegment, cardinality: Cardinality) {
    clauses = cardinality.clauses(of: query.predicate).map { clause in clause.literals.map { Test($0, to: index) } }
    rest = CandidateTest(query, index: index)
    hidden = Set(query.hidden.compactMap(index.row))
  }

  /// Whether a row may be in the answer. O(its values).
  func pass(_ row: Int) -> Bool {
    clauses.allSatisfy { clause in clause.contains { $0.passes(row) } } && rest.passes(row)
      && (hidden.isEmpty || !hidden.contains(row))
  }
}
