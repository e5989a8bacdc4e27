import JobMarket
import VectorMath

/// Turns a predicate into the set of rows it leaves, a column at a time.
///
/// A clause's set is the union of its literals' sets, the predicate's the intersection of its clauses'. Each literal scans
/// one column once; a test compares the whole against `JobPredicate.matches` row by row.
struct PredicateCompiler {
  let index: JobIndex

  /// The rows that match. O(rows × literals) plus the columns' lengths.
  func rows(matching predicate: JobPredicate) -> Bitset {
    var result = Bitset(capacity: index.count, filled: true)
    for clause in predicate.clauses {
      var union = Bitset(capacity: index.count)
      for literal in clause.literals { union.formUnion(rows(passing: literal)) }
      result.formIntersection(union)
    }
    return result
  }

  private func rows(passing literal: JobPredicate.Literal) -> Bitset {
    switch literal {
    case .anyOf(let field, let allowed):
      return valueRows(field) { values in values.contains(where: allowed.contains) }
    case .noneOf(let field, let refused):
      return valueRows(field) { values in !values.isEmpty && !values.contains(where: refused.contains) }
    case .missing(let field):
      return rows { row in
        index.values[field].map { $0[row].isEmpty } ?? true && index.numbers[field].map { $0[row].isNaN } ?? true
          && index.points[field].map { $0[row].isEmpty } ?? true
      }
    case .range(let field, let range):
      guard let column = index.numbers[field] else { return Bitset(capacity: index.count) }
      return rows { range.contains(column[$0]) }
    case .within(let field, let radius):
      guard let column = index.points[field] else { return Bitset(capacity: index.count) }
      return rows { JobIndex.coordinates(column[$0]).contains(where: radius.contains) }
    }
  }

  private func valueRows(_ field: AttributeField, where passes: (ArraySlice<ValueID>) -> Bool) -> Bitset {
    guard let column = index.values[field] else { return Bitset(capacity: index.count) }
    return rows { passes(column[$0]) }
  }

  private func rows(where passes: (Int) -> Bool) -> Bitset {
    var bits = Bitset(capacity: index.count)
    for row in 0..<index.count where passes(row) { bits.insert(row) }
    return bits
  }
}
