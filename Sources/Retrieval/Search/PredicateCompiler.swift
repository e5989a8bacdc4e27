import JobMarket
import VectorMath

/// Turns a predicate into the rows it leaves.
///
/// The plan:
/// 1. Each clause becomes **sets**: the bitmaps and lists of `TermColumn`, joined or inverted; a range, a radius or a missing
///    number has none and waits. A clause that no row passes ends it, one that every row passes is dropped.
/// 2. Where the rarest clause is a short list, its rows are **tested** against the other clauses' bitmaps. Else all sets are
///    **joined** a block of rows at a time (`RowConjunction`), the rarest first. What costs less is estimated from what both cost
///    where this was measured.
/// 3. The clauses that wait are asked of the rows left: each of them where these are few, else by a pass over the column.
///
/// A test compares the whole against `JobPredicate.matches` row by row.
struct PredicateCompiler {
  let index: IndexSegment
  /// The rows that may be left at all; `nil` for all of them.
  var within: RowBitmap?

  /// Readies an index's sets. O(1).
  init(index: IndexSegment, within: RowBitmap? = nil) { (self.index, self.within) = (index, within) }

  /// The rows that match. O(values · rows / 64) for values that many rows have, less for others; a range, a radius or a missing
  /// number takes a pass over its column.
  func rows(matching predicate: JobPredicate) -> MatchedRows {
    guard let clauses = clauses(of: predicate) else { return .list([]) }
    let sets = clauses.filter(\.tests.isEmpty)
    var rows = rows(of: sets)
    for clause in clauses where !clause.tests.isEmpty { rows = left(of: rows, by: clause) }
    return rows
  }

  /// How many rows match, without making their set where that is not needed. As `rows(matching:)`.
  func count(matching predicate: JobPredicate) -> Int {
    guard let clauses = clauses(of: predicate) else { return 0 }
    let sets = clauses.filter(\.tests.isEmpty)
    guard sets.count == clauses.count, listed(sets) == nil else { return rows(matching: predicate).count }
    let conjunction = conjunction(of: sets)
    return conjunction.clauses.isEmpty ? index.count : conjunction.count
  }

  /// The clauses that say something, by how many rows they leave at most; `nil` when one leaves none.
  private func clauses(of predicate: JobPredicate) -> [CompiledClause]? {
    var clauses: [CompiledClause] = []
    for clause in predicate.clauses {
      let compiled = CompiledClause(clause, index: index)
      if compiled.isAlways { continue }
      if compiled.mostRows == 0 { return nil }
      clauses.append(compiled)
    }
    return clauses.sorted { $0.mostRows < $1.mostRows }
  }

  private func conjunction(of clauses: [CompiledClause]) -> RowConjunction {
    RowConjunction(
      capacity: index.count,
      clauses: clauses.map(\.unions) + (within.map { [[RowUnion(bitmaps: [$0])]] } ?? []))
  }

  private func rows(of clauses: [CompiledClause]) -> MatchedRows {
    if let listed = listed(clauses) { return .list(listed) }
    let conjunction = conjunction(of: clauses)
    if conjunction.clauses.isEmpty { return .all(index.count) }
    return MatchedRows(conjunction.bits)
  }

  /// The rows of the rarest clause, tested against the others, where that is cheaper than joining all.
  private func listed(_ clauses: [CompiledClause]) -> [UInt32]? {
    guard let first = clauses.first, let lists = first.lists else { return nil }
    var testCost = 0.0
    for clause in clauses.dropFirst() {
      guard let cost = clause.rowCost else { return nil }
      testCost += cost
    }
    let blockCost = clauses.reduce(0) { $0 + $1.blockCost(rowCount: index.count) }
    let merging = lists.count > 1 ? 10.0 : 1
    guard Double(first.mostRows) * (testCost + merging) < blockCost else { return nil }
    var rows = lists.count == 1 ? lists[0].rows : PredicateCompiler.merged(lists)
    rows = conjunction(of: Array(clauses.dropFirst())).filtered(rows)
    return rows
  }

  private static func merged(_ lists: [RowList]) -> [UInt32] {
    var rows = lists.flatMap(\.rows)
    rows.sort()
    var last: UInt32?
    rows.removeAll { row in
      defer { last = row }
      return row == last
    }
    return rows
  }
}

extension PredicateCompiler {
  /// Rows left are asked one by one where they are fewer than one in so many of those that a pass looks at.
  private static let testShare = 16

  /// The rows that pass a clause with literals that have no sets.
  private func left(of rows: MatchedRows, by clause: CompiledClause) -> MatchedRows {
    let count = rows.count
    if count == 0 { return .list([]) }
    guard count * PredicateCompiler.testShare >= min(clause.mostRows, index.count) else {
      let tests = clause.tests.map { RowTest($0, to: index) }
      // Its sets are asked together, once.
      let sets = clause.unions.isEmpty ? nil : RowConjunction(capacity: index.count, clauses: [clause.unions]).bits
      return .list(
        rows.list().filter { row in
          sets?.contains(Int(row)) ?? false || tests.contains { $0.passes(Int(row)) }
        })
    }
    var unions = clause.unions
    unions.append(RowUnion(bitmaps: clause.tests.map { RowBitmap(bits(passing: $0)) }))
    var all = [unions]
    if case .all = rows {} else { all.append([RowUnion(bitmaps: [RowBitmap(rows.bits(capacity: index.count))])]) }
    return MatchedRows(RowConjunction(capacity: index.count, clauses: all).bits)
  }

  /// The rows that pass a literal without a set, by a pass over its column, or over a band of its points.
  private func bits(passing literal: JobPredicate.Literal) -> Bitset {
    if case .range(let field, let range) = literal, let column = index.numbers[field] {
      return Bitset(numbers: column, from: range.lower ?? -.infinity, through: range.upper ?? .infinity)
    }
    if case .within(let field, let radius) = literal, let column = index.pointOrders[field] {
      return column.rows(in: RadiusBox(radius), count: index.count)
    }
    let test = RowTest(literal, to: index)
    return Bitset(capacity: index.count, (0..<index.count).lazy.filter(test.passes))
  }
}
