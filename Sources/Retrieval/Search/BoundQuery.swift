import JobMarket
import VectorMath

/// A query bound to one index: its rows decided, its scorers ready.
struct BoundQuery {
  let index: IndexSegment
  /// How many rows are offered, match the predicate and are not left out by a scorer's requirement, hidden ones included.
  let matching: Int
  /// Those of them that are not hidden: the rows to score.
  let matched: MatchedRows
  let scorers: [BoundScorer]
  let k: Int

  /// How many rows are to be scored.
  let matchedCount: Int

  /// Binds a query. O(rows × literals) at worst; see `PredicateCompiler`.
  init(_ prepared: PreparedQuery, index: IndexSegment) {
    let query = prepared.query
    (scorers, self.index) = (prepared.scorers, index)
    k = query.k
    let compiled = PredicateCompiler(index: index, within: index.offeredRows(asOf: query.asOf))
      .rows(matching: query.predicate)
    let hasRequirements = query.scorers.contains { $0.requirement != .optional }
    guard hasRequirements || !query.hidden.isEmpty else {
      matching = compiled.count
      (matched, matchedCount) = (compiled, matching)
      return
    }
    if !hasRequirements, case .list(let rows) = compiled {
      let hidden = Set(query.hidden.compactMap { index.row(of: $0).map { UInt32($0) } })
      matching = rows.count
      let shown = rows.filter { !hidden.contains($0) }
      (matched, matchedCount) = (.list(shown), shown.count)
      return
    }
    var rows = compiled.bits(capacity: index.count)
    BoundQuery.removeUnwanted(from: &rows, index: index, scorers: query.scorers)
    matching = rows.count
    for key in query.hidden { if let row = index.row(of: key) { rows.remove(row) } }
    matchedCount = rows.count
    matched = .bits(rows)
  }

  /// Whether anything beside the predicate can leave a row out. O(scorers).
  static func asksMore(_ query: Query, of index: IndexSegment) -> Bool {
    index.hasEnds(around: query.asOf) || !query.hidden.isEmpty
      || query.scorers.contains { $0.requirement != .optional }
  }

  /// Removes rows that the scorers' requirements leave out. O(rows × scorers with one).
  static func removeUnwanted(from rows: inout Bitset, index: IndexSegment, scorers: [WeightedScorer]) {
    var groups: [String: Bitset] = [:]
    for scorer in scorers where scorer.requirement != .optional {
      let said = RowScore.rowsWithSomethingToScore(scorer.scorer, in: index)
      switch scorer.requirement {
      case .optional: break
      case .required: rows.formIntersection(said)
      case .forbidden: rows.subtract(said)
      case .oneOf(let group): groups[group, default: Bitset(capacity: index.count)].formUnion(said)
      }
    }
    for said in groups.values { rows.formIntersection(said) }
  }
}
