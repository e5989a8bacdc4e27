import JobMarket

extension InvertedSearcher {
  /// What a query's jobs have of some fields, exactly, in the order asked: each matching job's values, one job after the other.
  /// `stopAfter` has no say here.
  ///
  /// - Throws: `IndexError` when the query does not fit the index or a limit is negative.
  public func facets(_ requests: [FacetRequest], for query: Query) throws -> [FacetCounts] {
    // In the values of now.
    let query = try PreparedQuery(query, schema: index.schema).query
    var tallies = try FacetTally.all(requests)
    for segment in segments {
      for place in tallies.indices { segment.countFacets(for: query, into: &tallies[place]) }
    }
    return tallies.map { $0.result() }
  }
}

extension InvertedSegment {
  /// Adds what this segment's rows have of one field. O(rows of the rarest clause × clauses + values of the matches).
  func countFacets(for query: Query, into tally: inout FacetTally) {
    let (field, ranges) = (tally.request.field, tally.request.ranges)
    let test = CandidateTest(query, index: segment)
    let isMissing = RowTest(.missing(field), to: segment)
    walk(query.predicate.parted(by: field).others).forEachRow { row in
      guard test.passes(row) else { return true }
      tally.matching += 1
      if let column = segment.values[field] { for value in column[row] { tally.add(value) } }
      if let number = segment.numbers[field]?[row] {
        for (place, range) in ranges.enumerated() where range.contains(number) { tally.ranges[place] += 1 }
      }
      if isMissing.passes(row) { tally.missing += 1 }
      return true
    }
  }
}
