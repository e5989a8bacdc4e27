import JobMarket
import VectorMath

extension CPUSearcher {
  /// How a query is answered.
  enum Approach {
    /// Rows are sieved by the codes of a vector field, and only what may be among the best is scored.
    case sieve(SieveQuestion)
    /// Every row that matches is scored.
    case score(BoundQuery, RetrievalStrategy.Steps)
  }

  /// A question to the codes of one vector field: the plan has decided the rows, and whoever sieves them answers.
  struct SieveQuestion: Sendable {
    /// The vector field.
    var field: String
    /// The vector, how many rows, which ones, and what else scores.
    var request: CertifiedSearch.Request
    /// What has been decided and done until here.
    var strategy: RetrievalStrategy
  }

  /// Decides how to answer a query.
  ///
  /// - Throws: `IndexError` when it does not fit the index.
  func approach(_ query: Query) throws -> Approach {
    let started = ContinuousClock.now
    var steps = RetrievalStrategy.Steps()
    let scorers = try BoundQuery.scorers(of: query, index: index)
    let planner = QueryPlanner(index: index, costs: costs, forced: plan)
    try checkMode(scorers)
    guard plan != .exhaustive, let score = FusedScore(query, scorers: scorers),
      let search = index.vectors[score.field]?.search
    else {
      let bound = BoundQuery(query, scorers: scorers, index: index)
      steps.add("terms", since: started)
      return .score(bound, steps)
    }
    let rowBytes = (search.matrix.dimension + 63) / 64 * 32
    let hasConditions = !query.predicate.clauses.isEmpty || BoundQuery.asksMore(query, of: index)
    let coarse = plan == nil && score.isPlain ? index.vectors[score.field]?.coarseSearch(mode) : nil
    if coarse == nil, hasConditions, planner.takesVectorsFirst(query, rowBytes: rowBytes) {
      let counted = query.countsMatches ? BoundQuery(query, scorers: scorers, index: index) : nil
      let conditions = RowConditions(query, index: index, cardinality: Cardinality(index: index))
      steps.add("terms", since: started)
      let fusing = ContinuousClock.now
      let fusion = score.isPlain ? nil : score.fusion(rows: .all(index.count), in: index)
      if score.hasParts { steps.add("parts", since: fusing) }
      if fusion.map({ search.canSieve($0, query: score.vector) }) ?? true {
        var strategy = RetrievalStrategy(.vectorsFirst, held: index.count, matched: counted?.matching)
        strategy.steps = steps
        let request = CertifiedSearch.Request(
          query: score.vector, k: query.k, selection: .passing { conditions.pass(Int($0)) }, fusion: fusion)
        return .sieve(SieveQuestion(field: score.field, request: request, strategy: strategy))
      }
    }
    let bound = BoundQuery(query, scorers: scorers, index: index)
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
    var strategy = RetrievalStrategy(plan, held: index.count, matched: bound.matching)
    strategy.steps = steps
    let request = CertifiedSearch.Request(query: score.vector, k: query.k, selection: rows, fusion: fusion)
    return .sieve(SieveQuestion(field: score.field, request: request, strategy: strategy))
  }

  /// Whether the index has what the mode asks for.
  private func checkMode(_ scorers: [BoundScorer]) throws {
    guard case .coarse(let kind, let rule) = mode else { return }
    if case .errors(let errors) = rule {
      guard kind == .rabitq else {
        throw IndexError.badQuery("plain signs know no standard errors: give a pool, or take RaBitQ codes")
      }
      guard errors.isFinite, errors >= 0 else {
        throw IndexError.badQuery("\(errors) standard errors: a number of 0 or more is allowed")
      }
    }
    if case .pool(let multiple) = rule, multiple < 1 {
      throw IndexError.badQuery("a pool of \(multiple) × k rows: 1 × k or more is allowed")
    }
    for scorer in scorers {
      guard case .vector(let field, _, _) = scorer.weighted.scorer, index.vectors[field]?.binaryCodes[kind] == nil
      else { continue }
      throw IndexError.badQuery(
        "the index has no such binary codes of the vectors '\(field)': make them by `JobIndex.addingBinaryCodes`")
    }
  }
}
