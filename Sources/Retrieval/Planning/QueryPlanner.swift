import JobMarket
import VectorMath

/// Chooses a query's plan by what each would cost.
///
/// It chooses twice: before the terms are evaluated, by estimates, whether to evaluate them at all; afterwards, by the true
/// count, whether to walk a list or to scan.
struct QueryPlanner {
  let index: IndexSegment
  let costs: CostModel
  /// The plan that it is told to take.
  let forced: QueryPlan?

  /// Whether conditions are to be asked of candidates alone.
  ///
  /// Where the answer must say how many jobs match, they are evaluated in any case and nothing is saved. O(values).
  func takesVectorsFirst(_ query: Query, rowBytes: Int) -> Bool {
    if let forced { return forced == .vectorsFirst }
    guard !query.countsMatches, !query.predicate.clauses.isEmpty else { return false }
    let work = costs.work(query.predicate, cardinality: Cardinality(index: index))
    let matched = Int(work.share * Double(index.count))
    let walk = costs.walk(matched: matched, isListed: false, rowBytes: rowBytes)
    let scan = costs.scan(rows: index.count, matched: matched, rowBytes: rowBytes)
    return costs.postFilter(rows: index.count, k: query.k, work: work, rowBytes: rowBytes) < work.terms
      + min(walk, scan)
  }

  /// How to go on with the rows that match.
  func selection(of bound: BoundQuery, rowBytes: Int) -> (plan: RetrievalStrategy.Plan, rows: RowSelection) {
    switch (bound.matched, forced) {
    case (.all, _): return (.scan, .all)
    case (.bits(let bits), .mixed): return (.mixed, .bits(bits))
    case (.list, .mixed): return (.mixed, .bits(bound.matched.bits(capacity: index.count)))
    case (.list(let rows), _): return (.termsFirst, .list(rows))
    case (.bits, .termsFirst): return (.termsFirst, .list(bound.matched.list()))
    case (.bits(let bits), _):
      let walk = costs.walk(matched: bound.matchedCount, isListed: false, rowBytes: rowBytes)
      let scan = costs.scan(rows: index.count, matched: bound.matchedCount, rowBytes: rowBytes)
      return walk < scan ? (.termsFirst, .list(bound.matched.list())) : (.mixed, .bits(bits))
    }
  }
}
