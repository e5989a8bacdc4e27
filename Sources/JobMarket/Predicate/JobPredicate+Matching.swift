/// What a predicate can ask of one job.
public protocol AttributeReader {
  /// The job's values of a field, in any order; empty when it has none.
  func values(of field: AttributeField) -> [ValueID]
  /// The job's number of a field, or `nil` when it has none.
  func number(of field: AttributeField) -> Double?
  /// The job's points of a field; empty when it has none.
  func points(of field: AttributeField) -> [Coordinate]
}

extension JobPredicate {
  /// Whether one job matches: the definition that every compiled form is tested against.
  ///
  /// Complexity: O(literals × values), no allocation beyond the reader's.
  public func matches(_ job: some AttributeReader) -> Bool {
    clauses.allSatisfy { clause in clause.literals.contains { $0.matches(job) } }
  }
}

extension JobPredicate.Literal {
  /// Whether one job passes this test.
  public func matches(_ job: some AttributeReader) -> Bool {
    switch self {
    case .anyOf(let field, let allowed):
      return job.values(of: field).contains { allowed.contains($0) }
    case .noneOf(let field, let refused):
      let values = job.values(of: field)
      return !values.isEmpty && !values.contains { refused.contains($0) }
    case .missing(let field):
      return job.values(of: field).isEmpty && job.number(of: field) == nil && job.points(of: field).isEmpty
    case .range(let field, let range):
      return job.number(of: field).map(range.contains) ?? false
    case .within(let field, let radius):
      return job.points(of: field).contains(where: radius.contains)
    }
  }
}
