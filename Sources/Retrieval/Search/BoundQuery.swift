import JobMarket
import VectorMath

/// A query bound to one index: its rows decided, its vectors spread out for the scan.
struct BoundQuery {
  let index: JobIndex
  /// Those of them that are not hidden: the rows to score.
  let rows: Bitset
  /// How many rows are offered, match the predicate and are not left out by a required scorer, hidden ones included.
  let matching: Int
  let scorers: [BoundScorer]
  let k: Int

  /// A scorer ready to score rows.
  struct BoundScorer {
    let weighted: WeightedScorer
    /// The query's text vector, one entry a term; empty for other scorers.
    let denseText: [Float]
  }

  /// Binds a query.
  ///
  /// - Throws: `IndexError` for a negative k, a weight that is not finite, a text vector of another model or with a term the
  ///   model does not have, or a scale that is not positive.
  init(_ query: Query, index: JobIndex, closed: Bitset) throws {
    guard query.k >= 0 else { throw IndexError.badQuery("k is \(query.k): ask for 0 jobs or more") }
    self.index = index
    k = query.k
    scorers = try query.scorers.map { try BoundQuery.bind($0, to: index) }
    var rows = PredicateCompiler(index: index).rows(matching: query.predicate)
    rows.subtract(closed)
    for row in 0..<index.count where index.expiry[row] <= query.asOf.milliseconds { rows.remove(row) }
    for scorer in query.scorers where scorer.isRequired {
      rows.formIntersection(RowScore.rowsWithSomethingToScore(scorer.scorer, in: index))
    }
    matching = rows.count
    for key in query.hidden { if let row = index.row(of: key) { rows.remove(row) } }
    self.rows = rows
  }

  private static func bind(_ weighted: WeightedScorer, to index: JobIndex) throws -> BoundScorer {
    guard weighted.weight.isFinite else {
      throw IndexError.badQuery("scorer '\(weighted.name)' has weight \(weighted.weight): weights are finite")
    }
    switch weighted.scorer {
    case .sparseVector(let model, let vector):
      guard model == index.textModel else { throw IndexError.wrongModel(model, held: index.textModel) }
      if let last = vector.indices.last, Int(last) >= index.termCount {
        throw IndexError.unknownTerm(last, termCount: index.termCount)
      }
      guard vector.values.allSatisfy(\.isFinite) else {
        throw IndexError.badQuery("scorer '\(weighted.name)' has a text weight that is not finite")
      }
      var dense = [Float](repeating: 0, count: index.termCount)
      for (term, value) in zip(vector.indices, vector.values) { dense[Int(term)] = value }
      return BoundScorer(weighted: weighted, denseText: dense)
    case .proximity(_, _, let scale):
      guard scale.isFinite, scale > 0 else {
        throw IndexError.badQuery("scorer '\(weighted.name)' has scale \(scale): scales are kilometres above 0")
      }
      return BoundScorer(weighted: weighted, denseText: [])
    case .weightedTerms(_, let weights, _):
      guard weights.values.allSatisfy(\.isFinite) else {
        throw IndexError.badQuery("scorer '\(weighted.name)' has a term weight that is not finite")
      }
      return BoundScorer(weighted: weighted, denseText: [])
    }
  }
}
