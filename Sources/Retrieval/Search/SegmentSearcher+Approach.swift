import JobMarket
import VectorMath

extension SegmentSearcher {
  /// How a query is answered.
  enum Approach {
    /// Rows are sieved by the codes of a vector field, and only what may be among the best is scored.
    case sieve(SieveQuestion)
    /// Every row that matches is scored.
    case score(BoundQuery, RetrievalStrategy.Steps)
  }

  /// A question to the codes of one vector field: the plan has decided the rows, and whoever sieves them answers.
  struct SieveQuestion: Sendable {
    /// The vectors.
    var key: VectorKey
    /// The vector, how many rows, which ones, and what else scores.
    var request: CertifiedSearch.Request
    /// What has been decided and done until here.
    var strategy: RetrievalStrategy
  }

  /// Up to so many rows a segment beside others is scored in full: readying a sieve takes longer.
  private static let fewRows = 4096

  private var isSmallPart: Bool {
    plan == nil && index.count <= SegmentSearcher.fewRows && settings.index.segments.count > 1
  }

  /// Decides how to answer a query.
  func approach(_ prepared: PreparedQuery) -> Approach {
    let started = ContinuousClock.now
    var steps = RetrievalStrategy.Steps()
    let (query, scorers) = (prepared.query, prepared.scorers)
    let planner = QueryPlanner(index: index, costs: costs, forced: plan)
    guard plan != .exhaustive, !isSmallPart, let score = FusedScore(query, scorers: scorers),
      let search = index.vectors[score.key]?.search
    else {
      let bound = BoundQuery(prepared, index: index)
      steps.add("terms", since: started)
      return .score(bound, steps)
    }
    let rowBytes = (search.matrix.dimension + 63) / 64 * 32
    let hasConditions = !query.predicate.clauses.isEmpty || BoundQuery.asksMore(query, of: index)
    let coarse = plan == nil && score.isPlain ? index.vectors[score.key]?.coarseSearch(mode) : nil
    if coarse == nil, hasConditions, planner.takesVectorsFirst(query, rowBytes: rowBytes) {
      let counted = query.countsMatches ? BoundQuery(prepared, index: index) : nil
      let conditions = RowConditions(query, index: index, cardinality: Cardinality(index: index))
      steps.add("terms", since: started)
      let fusing = ContinuousClock.now
      let fusion = score.isPlain ? nil : score.fusion(rows: .all(index.count), in: index)
      if score.hasParts { steps.add("parts", since: fusing) }
      if fusion.map({ search.canSieve($0, query: score.vector) }) ?? true {
        var strategy = RetrievalStrategy(.vectorsFirst, held: index.livingCount, matched: counted?.matching)
        strategy.steps = steps
        let request = CertifiedSearch.Request(
          query: score.vector, k: query.k, selection: .passing { conditions.pass(Int($0)) }, fusion: fusion)
        return .sieve(SieveQuestion(key: score.key, request: request, strategy: strategy))
      }
    }
    let bound = BoundQuery(prepared, index: index)
    let (plan, rows) =
      if let coarse, case .bits(let bits) = bound.matched, coarse.isWorthwhile(for: bound.matchedCount) {
        (RetrievalStrategy.Plan.mixed, RowSelection.bits(bits))
      } else {
        planner.selection(of: bound, rowBytes: rowBytes)
      }
    steps.add("terms", since: started)
    // So few that making the other scorers' parts for all rows would cost more than scoring these.
    if score.hasParts, case .list(let list) = rows, list.count - list.count / 5 <= query.k {
      return .score(bound, steps)
    }
    let fusing = ContinuousClock.now
    let fusion = score.isPlain ? nil : score.fusion(rows: bound.matched, in: index)
    if score.hasParts { steps.add("parts", since: fusing) }
    guard fusion.map({ search.canSieve($0, query: score.vector) }) ?? true else { return .score(bound, steps) }
    var strategy = RetrievalStrategy(plan, held: index.livingCount, matched: bound.matching)
    strategy.steps = steps
    let request = CertifiedSearch.Request(query: score.vector, k: query.k, selection: rows, fusion: fusion)
    return .sieve(SieveQuestion(key: score.key, request: request, strategy: strategy))
  }
}
