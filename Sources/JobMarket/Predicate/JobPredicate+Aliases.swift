extension JobPredicate {
  /// The same condition with every value replaced by the one it answers as, each once a list. O(literals × values).
  ///
  /// Asked of jobs whose values were replaced likewise, `anyOf` finds whatever has become one with a value asked for, and
  /// `noneOf` refuses whatever has become one with a value refused.
  public func canonical(by aliases: ValueAliases) -> JobPredicate {
    if aliases.isEmpty { return self }
    return JobPredicate(clauses.map { clause in Clause(clause.literals.map { $0.canonical(by: aliases) }) })
  }
}

extension JobPredicate.Literal {
  /// The same test with every value replaced by the one it answers as. O(values).
  public func canonical(by aliases: ValueAliases) -> JobPredicate.Literal {
    switch self {
    case .anyOf(let field, let values): .anyOf(field, aliases.canonical(values, in: field))
    case .noneOf(let field, let values): .noneOf(field, aliases.canonical(values, in: field))
    case .missing, .range, .within: self
    }
  }
}
