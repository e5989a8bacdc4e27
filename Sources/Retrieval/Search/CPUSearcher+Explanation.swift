import JobMarket

extension CPUSearcher {
  /// Why a job scores what it scores for a query and which of its conditions it fulfils, or `nil` when the index does not hold
  /// it; it need not match.
  ///
  /// The tree's root equals the score that `retrieve` gives; its parts sum to it. Its conditions all hold exactly where
  /// `retrieve` would count the job, were it not hidden. Terms and values are shown by number; `explain(_:for:naming:)` names
  /// them.
  public func explain(_ key: JobKey, for query: Query) throws -> Explanation? {
    try explain(key, for: query, naming: Naming())
  }

  /// How an explanation names what the index knows by number.
  public struct Naming: Sendable {
    /// A term of the text model.
    public var term: @Sendable (UInt32) -> String
    /// A value of a field, in a score.
    public var value: @Sendable (AttributeField, ValueID) -> String
    /// A value of a field by itself, in a condition.
    public var conditionValue: @Sendable (AttributeField, ValueID) -> String

    /// Names terms and values; by number unless told otherwise.
    public init(
      term: @escaping @Sendable (UInt32) -> String = { "term \($0)" },
      value: @escaping @Sendable (AttributeField, ValueID) -> String = { "\($0) \($1)" },
      conditionValue: @escaping @Sendable (AttributeField, ValueID) -> String = { "\($1)" }
    ) {
      (self.term, self.value, self.conditionValue) = (term, value, conditionValue)
    }
  }

  /// The same with words for terms and values.
  public func explain(_ key: JobKey, for query: Query, naming: Naming) throws -> Explanation? {
    try explain([key], for: query, naming: naming)[0]
  }

  /// Explanations of several jobs, for which the query is bound once; `nil` for jobs that the index does not hold.
  ///
  /// O(terms × scorers + jobs × entries).
  public func explain(_ keys: [JobKey], for query: Query, naming: Naming) throws -> [Explanation?] {
    let scorers = try BoundQuery.scorers(of: query, index: index)
    let conditions = ConditionExplanation(query: query, index: index, naming: naming)
    let explanations: [Explanation?] = keys.map { key in
      guard let row = index.row(of: key) else { return nil }
      let parts = scorers.map { scorer in
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

  private func explanation(of scorer: BoundScorer, row: Int, naming: Naming) -> Explanation {
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
    case .weightedTerms(let field, let weights, let minimumMatches):
      let matched = RowScore.matchedTerms(field, weights, row: row, in: index)
      guard matched.count >= minimumMatches else {
        return Explanation(0, "\(matched.count) shared \(field) values, fewer than \(minimumMatches)")
      }
      let details = matched.map { Explanation($0.weight, naming.value(field, $0.value)) }
      return Explanation(value, "\(matched.count) shared \(field) values", rule: .sum, details: details)
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
