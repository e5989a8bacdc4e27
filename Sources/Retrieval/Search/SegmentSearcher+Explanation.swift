import JobMarket

extension SegmentSearcher {
  /// Why rows score what they score and which conditions they fulfil, the query's conditions read once.
  ///
  /// O(terms × scorers + rows × entries).
  func explain(
    _ rows: [Int], for prepared: PreparedQuery, naming: CPUSearcher.Naming
  ) throws -> [Explanation] {
    let conditions = ConditionExplanation(query: prepared.query, index: index, naming: naming)
    let explanations = rows.map { row in
      let parts = prepared.scorers.map { scorer in
        let part = explanation(of: scorer, row: row, naming: naming)
        let weight = Explanation(scorer.weighted.weight, "weight")
        let value = scorer.weighted.weight * part.value
        return Explanation(value, scorer.weighted.name, rule: .product, details: [part, weight])
      }
      var score = Explanation(parts.reduce(0) { $0 + $1.value }, "score", rule: .sum, details: parts)
      score.conditions = conditions.explain(row)
      return score
    }
    try index.requireSound()
    return explanations
  }

  private func explanation(of scorer: BoundScorer, row: Int, naming: CPUSearcher.Naming) -> Explanation {
    let value = RowScore.value(of: scorer, row: row, in: index)
    switch scorer.weighted.scorer {
    case .sparseVector(_, let vector):
      let held = Dictionary(uniqueKeysWithValues: zip(index.text[row].columns, index.text[row].values))
      let shared = zip(vector.indices, vector.values).compactMap { term, weight in
        held[term].map { Explanation(weight * $0, "\"\(naming.term(term))\"") }
      }
      let ordered = shared.sorted { ($1.value, $0.description) < ($0.value, $1.description) }
      return Explanation(value, "similarity of words", rule: .sum, details: ordered)
    case .vector(let field, _, _):
      return Explanation(value, "inner product of the vectors '\(field)'")
    case .proximity(let field, let centers, let scale):
      guard !centers.isEmpty else { return Explanation(0, "nothing to be near to") }
      guard let kilometers = RowScore.nearest(field, to: centers, row: row, in: index) else {
        return Explanation(0, "the job has no known \(field)")
      }
      let distance = kilometers.inWords
      return Explanation(value, "\(distance) km away: exp(−\(distance)/\(scale.inWords))")
    case .weightedTerms(let field, let weights, let minimumMatches, let combination):
      var matched = RowScore.matchedTerms(field, weights, row: row, in: index)
      guard matched.count >= minimumMatches else {
        return Explanation(0, "\(matched.count) shared \(field) values, fewer than \(minimumMatches)")
      }
      // What decides comes first; of equal ones, and for every other combination, the order of values stays.
      if combination == .best { matched.sort { ($1.weight, $0.value) < ($0.weight, $1.value) } }
      let details = matched.map { Explanation($0.weight, naming.value(field, $0.value)) }
      let shared = "\(matched.count) shared \(field) values"
      return switch combination {
      case .sum: Explanation(value, shared, rule: .sum, details: details)
      case .best: Explanation(value, "the best of \(shared)", rule: .greatest, details: details)
      case .mean: Explanation(value, "the mean of \(shared)", rule: .mean, details: details)
      }
    }
  }
}

extension Double {
  /// The number with at most one decimal; safe for any size.
  var inWords: String {
    let rounded = (self * 10).rounded() / 10
    let text = "\(abs(self) < 0.05 ? self : rounded)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
