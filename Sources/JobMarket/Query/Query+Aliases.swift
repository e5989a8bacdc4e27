extension Query {
  /// The same question with every value of the predicate and of the scorers replaced by the one it answers as.
  /// O(values).
  public func canonical(by aliases: ValueAliases) -> Query {
    if aliases.isEmpty { return self }
    var query = self
    query.predicate = predicate.canonical(by: aliases)
    for index in query.scorers.indices {
      query.scorers[index].scorer = query.scorers[index].scorer.canonical(by: aliases)
    }
    return query
  }
}

extension Scorer {
  /// The same scorer with the weights of values put on the values they answer as (`ValueAliases.canonical(_:in:)`).
  ///
  /// Fewer values may be left than there were; `minimumMatches` is lowered to their number where it was no more than the
  /// number of values before, so that merging values makes no scorer unmeetable.
  public func canonical(by aliases: ValueAliases) -> Scorer {
    guard case .weightedTerms(let field, let weights, let minimumMatches, let combination) = self else { return self }
    let canonical = aliases.canonical(weights, in: field)
    let minimum = minimumMatches <= weights.count ? min(minimumMatches, canonical.count) : minimumMatches
    return .weightedTerms(field: field, weights: canonical, minimumMatches: minimum, combining: combination)
  }
}
