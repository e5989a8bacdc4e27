extension JobPredicate {
  /// The same condition in canonical values: whoever names an old value asks for its successor. O(values).
  ///
  /// ```swift
  /// let aliases = ValueAliases(successors: [.skill: [3: 7]]) ?? ValueAliases()
  /// JobPredicate([.init(.anyOf(.skill, [3, 7]))]).canonical(aliases)  // skill is 7
  /// ```
  public func canonical(_ aliases: ValueAliases) -> JobPredicate {
    guard !aliases.isEmpty else { return self }
    return JobPredicate(clauses.map { clause in Clause(clause.literals.map { $0.canonical(aliases) }) })
  }
}

extension JobPredicate.Literal {
  /// The same test in canonical values. O(values).
  func canonical(_ aliases: ValueAliases) -> JobPredicate.Literal {
    switch self {
    case .anyOf(let field, let values): .anyOf(field, aliases.canonical(values, in: field))
    case .noneOf(let field, let values): .noneOf(field, aliases.canonical(values, in: field))
    case .missing, .range, .within: self
    }
  }
}

extension Query {
  /// The same query in canonical values, in its predicate and in its weights. O(values + weights).
  public func canonical(_ aliases: ValueAliases) -> Query {
    guard !aliases.isEmpty else { return self }
    var query = self
    query.predicate = predicate.canonical(aliases)
    for place in query.scorers.indices {
      guard case .weightedTerms(let field, let weights, let minimumMatches) = query.scorers[place].scorer else {
        continue
      }
      query.scorers[place].scorer = .weightedTerms(
        field: field, weights: aliases.canonical(weights, in: field), minimumMatches: minimumMatches)
    }
    return query
  }
}
