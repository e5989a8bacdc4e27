import JobMarket
import VectorMath

/// What a query asks of a row beside its predicate: that it is offered, and what its scorers require.
struct CandidateTest {
  private let index: IndexSegment
  private let now: Int64
  private let hasEnds: Bool
  private let posted: [Double]?
  private var required: [SomethingToScore] = []
  private var forbidden: [SomethingToScore] = []
  private var alternatives: [String: [SomethingToScore]] = [:]

  /// Binds a query whose scorers fit the index. O(terms × scorers).
  init(_ query: Query, index: IndexSegment) {
    self.index = index
    (now, hasEnds, posted) = (query.asOf.milliseconds, index.hasEnds(around: query.asOf), index.numbers[.postedAt])
    for scorer in query.scorers {
      let something = SomethingToScore(scorer.scorer, in: index)
      switch scorer.requirement {
      case .optional: break
      case .required: required.append(something)
      case .forbidden: forbidden.append(something)
      case .oneOf(let group): alternatives[group, default: []].append(something)
      }
    }
  }

  /// Whether a row stays. O(scorers with a requirement × the row's entries).
  func passes(_ row: Int) -> Bool {
    if hasEnds {
      if !index.isAlive(row) { return false }
      if index.expiry[row] <= now { return false }
      // A moment that is none, NaN, is no later than any.
      if let posted, posted[row] > Double(now) { return false }
    }
    return required.allSatisfy { $0.isThere(for: row) } && !forbidden.contains { $0.isThere(for: row) }
      && alternatives.values.allSatisfy { group in group.contains { $0.isThere(for: row) } }
  }
}
