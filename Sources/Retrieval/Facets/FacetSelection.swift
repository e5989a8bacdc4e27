import JobMarket
import VectorMath

/// Which rows each field's facets are counted over: those that match when the field's own clauses are left out.
///
/// The plan: the clauses that are nobody's own are evaluated once, then each field's own ones within their rows. A field's rows
/// are what all *other* fields' own clauses leave, joined from both ends of their list, so that m fields take 3m joins and not
/// m². Fields without a clause of their own share the rows that match everything.
struct FacetSelection {
  private let matched: FacetRows
  private let others: [AttributeField: FacetRows]

  /// Decides the rows. As `PredicateCompiler.rows(matching:)`, and O(own fields · rows / 64).
  ///
  /// - Parameter fields: those whose facets are asked for.
  init(_ query: Query, fields: Set<AttributeField>, index: IndexSegment) {
    var base = query.predicate
    var own: [(field: AttributeField, predicate: JobPredicate)] = []
    for field in fields.sorted() {
      let (mine, rest) = base.parted(by: field)
      if !mine.clauses.isEmpty { own.append((field, mine)) }
      base = rest
    }
    let shared = FacetSelection.rows(base, query, index)
    guard !own.isEmpty else {
      (matched, others) = (FacetRows(shared, capacity: index.count), [:])
      return
    }
    let within: RowBitmap? = if case .all = shared { nil } else { RowBitmap(shared.bits(capacity: index.count)) }
    let left = own.map { PredicateCompiler(index: index, within: within).rows(matching: $0.predicate) }
    guard own.count > 1 else {
      matched = FacetRows(left[0], capacity: index.count)
      others = [own[0].field: FacetRows(shared, capacity: index.count)]
      return
    }
    let bits = left.map { $0.bits(capacity: index.count) }
    // What the fields behind each one leave, from the last to the first.
    var behind = [bits[bits.count - 1]]
    for place in (1..<bits.count - 1).reversed() { behind.append(bits[place].intersection(behind[behind.count - 1])) }
    behind.reverse()
    var before = bits[0]
    var rows = [own[0].field: behind[0]]
    for place in 1..<bits.count {
      rows[own[place].field] = place < behind.count ? before.intersection(behind[place]) : before
      before.formIntersection(bits[place])
    }
    matched = FacetRows(MatchedRows(before), capacity: index.count)
    others = rows.mapValues { FacetRows(MatchedRows($0), capacity: index.count) }
  }

  /// The rows of a field that was named.
  subscript(field: AttributeField) -> FacetRows { others[field] ?? matched }

  /// The rows of a predicate that are offered and not left out by a scorer; hidden ones are among them.
  private static func rows(_ predicate: JobPredicate, _ query: Query, _ index: IndexSegment) -> MatchedRows {
    let compiled = PredicateCompiler(index: index, within: index.offeredRows(asOf: query.asOf)).rows(
      matching: predicate)
    guard query.scorers.contains(where: { $0.requirement != .optional }) else { return compiled }
    var rows = compiled.bits(capacity: index.count)
    BoundQuery.removeUnwanted(from: &rows, index: index, scorers: query.scorers)
    return MatchedRows(rows)
  }
}
