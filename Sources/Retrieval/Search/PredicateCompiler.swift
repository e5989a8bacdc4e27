import JobMarket
import VectorMath

/// Turns a predicate into the rows it leaves.
///
/// The plan: clauses go by how many rows they can leave at most, fewest first. While many rows are left, a clause becomes a
/// set: the union of its literals', each from the bitmaps and lists of `TermColumn` or one pass over a column. Once few
/// are left they are a list, and every further clause is asked of these rows alone. A test compares the whole against
/// `JobPredicate.matches` row by row.
struct PredicateCompiler {
  let index: JobIndex

  /// The rows that match. O(clauses · rows / 64) for values that many rows have, less for others; a range, a radius or
  /// `missing` takes a pass over its column.
  func rows(matching predicate: JobPredicate) -> MatchedRows {
    let clauses = predicate.clauses.map { (clause: $0, most: mostRows(of: $0)) }.sorted { $0.most < $1.most }
    var rows = MatchedRows.all(index.count)
    for (clause, most) in clauses {
      if most == 0 { return .list([]) }
      switch rows {
      case .list(let list): rows = .list(left(of: list, by: clause))
      case .all: rows = listed(clause, most: most) ?? .bits(set(of: clause))
      case .bits(var bits):
        bits.formIntersection(set(of: clause))
        rows = .bits(bits)
      }
      rows = shortened(rows)
    }
    return rows
  }

  /// The rows of a list that pass a clause.
  private func left(of list: [UInt32], by clause: JobPredicate.Clause) -> [UInt32] {
    // A row's own list is two cache misses away; the bitmaps of a few frequent values stay in the cache once joined.
    if clause.literals.count == 1, case .anyOf(let field, let values) = clause.literals[0],
      let column = index.terms[field], values.allSatisfy({ column.bitmap(of: $0) != nil }),
      values.count * (index.count / 64) < 200 * list.count
    {
      let union = column.union(of: values)
      return list.filter { union.contains(Int($0)) }
    }
    let tests = clause.literals.map { RowTest($0, to: index) }
    return list.filter { row in tests.contains { $0.passes(Int(row)) } }
  }

  /// A set that has become small, as a list.
  private func shortened(_ rows: MatchedRows) -> MatchedRows {
    guard case .bits(let bits) = rows, bits.count * MatchedRows.listShare <= index.count else { return rows }
    return .list(bits.map { UInt32($0) })
  }

  /// How many rows a clause can leave at most. O(values).
  private func mostRows(of clause: JobPredicate.Clause) -> Int {
    var most = 0
    for literal in clause.literals {
      switch literal {
      case .anyOf(let field, let values):
        if let column = index.terms[field] { for value in Set(values) { most += column.count(of: value) } }
      case .noneOf(let field, _): most += index.values[field] == nil ? 0 : index.count
      case .range(let field, _): most += index.numbers[field] == nil ? 0 : index.count
      case .within(let field, _): most += index.points[field] == nil ? 0 : index.count
      case .missing: most += index.count
      }
    }
    return min(most, index.count)
  }

  /// The rows of a clause of rare values alone, as a list.
  private func listed(_ clause: JobPredicate.Clause, most: Int) -> MatchedRows? {
    guard most * MatchedRows.listShare <= index.count else { return nil }
    var rows: [UInt32] = []
    rows.reserveCapacity(most)
    for literal in clause.literals {
      guard case .anyOf(let field, let values) = literal else { return nil }
      guard let column = index.terms[field] else { continue }
      for value in Set(values) {
        if let bitmap = column.bitmap(of: value) { rows += bitmap.map { UInt32($0) } }
        rows += column.list(of: value)
      }
    }
    rows.sort()
    var last: UInt32?
    rows.removeAll { row in
      defer { last = row }
      return row == last
    }
    return .list(rows)
  }

  private func set(of clause: JobPredicate.Clause) -> Bitset {
    guard let first = clause.literals.first else { return Bitset(capacity: index.count) }
    return clause.literals.dropFirst().reduce(into: rows(passing: first)) { $0.formUnion(rows(passing: $1)) }
  }

  private func rows(passing literal: JobPredicate.Literal) -> Bitset {
    switch literal {
    case .anyOf(let field, let allowed):
      return index.terms[field]?.union(of: allowed) ?? Bitset(capacity: index.count)
    case .noneOf(let field, let refused):
      guard let column = index.terms[field] else { return Bitset(capacity: index.count) }
      return (column.present ?? Bitset(capacity: index.count, filled: true)).subtracting(column.union(of: refused))
    case .missing, .range, .within:
      var bits = Bitset(capacity: index.count)
      let test = RowTest(literal, to: index)
      for row in 0..<index.count where test.passes(row) { bits.insert(row) }
      return bits
    }
  }
}
