/// Counts jobs: what link targeting and whoever narrows a search down ask of an index.
public protocol JobCounter: Sendable {
  /// How many offered jobs match a predicate at a moment, exactly.
  func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int

  /// The same for each of many predicates, in their order; those that share clauses may share work.
  func counts(of predicates: [JobPredicate], asOf: Instant) throws -> [Int]

  /// What a query's jobs have of some fields, exactly, in the order asked; see `FacetCounts`. A field that no job has is
  /// missing in all of them.
  ///
  /// - Throws: what the implementation documents when the query does not fit the index, or a limit is negative.
  func facets(_ requests: [FacetRequest], for query: Query) throws -> [FacetCounts]
}

extension JobCounter {
  /// One count after the other.
  public func counts(of predicates: [JobPredicate], asOf: Instant) throws -> [Int] {
    try predicates.map { try count($0, asOf: asOf) }
  }

  /// What the offered jobs that match a predicate have of some fields.
  ///
  /// - Throws: as `facets(_:for:)`.
  public func facets(_ requests: [FacetRequest], of predicate: JobPredicate, asOf: Instant) throws -> [FacetCounts] {
    try facets(requests, for: Query(predicate: predicate, scorers: [], k: 0, asOf: asOf))
  }
}
