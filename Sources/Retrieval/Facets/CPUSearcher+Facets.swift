import JobMarket

extension CPUSearcher {
  /// What a query's jobs have of some fields, exactly, in the order asked.
  ///
  /// ```swift
  /// let facets = try searcher.facets([FacetRequest(.country, limit: 10)], for: query)
  /// facets[0].values   // [(value: 3, count: 812), (value: 1, count: 640), …]
  /// ```
  ///
  /// Fields without clauses of their own are counted over one set of rows, the others over theirs, which differ by those
  /// clauses alone. Each field is counted by the cheapest of three ways (`FacetWay`); answers do not depend on it.
  ///
  /// O(rows / 64 × (clauses + own fields) + for each field the lesser of its bitmaps · rows / 64 + listed rows, and the elements
  /// of the rows).
  /// - Throws: `IndexError` when the query does not fit the index or a limit is negative.
  public func facets(_ requests: [FacetRequest], for query: Query) throws -> [FacetCounts] {
    // In the values of now.
    let query = try PreparedQuery(query, schema: index.schema).query
    var tallies = try FacetTally.all(requests)
    for segment in index.segments {
      SegmentSearcher(index: segment, settings: self).countFacets(for: query, into: &tallies)
    }
    return tallies.map { $0.result() }
  }

  /// How many offered jobs match each of some predicates, in their order.
  ///
  /// What predicates have in common is evaluated once; see `SharedCounts`. O(distinct predicates · rows / 64) at worst for values
  /// that many rows have.
  public func counts(of predicates: [JobPredicate], asOf: Instant) throws -> [Int] {
    let shared = SharedCounts(predicates.map { $0.canonical(by: index.aliases) })
    return index.segments.reduce(into: [Int](repeating: 0, count: predicates.count)) { sums, segment in
      for (place, count) in shared.counts(in: segment, asOf: asOf).enumerated() { sums[place] += count }
    }
  }
}

extension FacetTally {
  /// A tally a request.
  ///
  /// - Throws: `IndexError` for a negative limit.
  static func all(_ requests: [FacetRequest]) throws -> [FacetTally] {
    try requests.map { request in
      if let limit = request.limit, limit < 0 {
        throw IndexError.badQuery("\(limit) values of '\(request.field)': ask for 0 or more, or for all by no limit")
      }
      return FacetTally(request)
    }
  }
}
