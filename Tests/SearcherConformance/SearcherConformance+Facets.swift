import JobMarket
import Retrieval
import VectorMath

/// Counts against those by definition.
extension SearcherConformance {
  func facets() throws -> [String] {
    var violations: [String] = []
    var (counted, relaxed) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      var world = RandomWorld(seed: 500 + seed)
      let parts = world.jobs([0, 1, 2, 63, 64, 65, 300, 2100][Int(seed % 8)])
      let closed = Set(parts.filter { _ in world.random.bernoulli(0.1) }.map(\.key))
      let subject = try subject(parts.map(\.job), closed: closed)
      for number in 0..<8 {
        let query = world.query(jobs: parts)
        let requests = world.facetRequests()
        let (found, expected) = (
          try subject.searcher.facets(requests, for: query), subject.naive.facets(requests, for: query)
        )
        let place = "world \(seed), query \(number)"
        if found.count != expected.count { violations.append("\(place): \(found.count) facets") }
        for (found, expected) in zip(found, expected) where found != expected {
          violations.append("\(place): \(found), not \(expected)")
        }
        let matching = try subject.searcher.retrieve(counting(query)).matching
        for (request, facet) in zip(requests, found) {
          counted += facet.values.count
          let isRelaxed = !query.predicate.parted(by: request.field).own.clauses.isEmpty
          if isRelaxed, facet.matching != matching { relaxed += 1 }
          if !isRelaxed, facet.matching != matching {
            violations.append("\(place): facets of '\(facet.field)' over \(facet.matching) jobs, \(matching) match")
          }
        }
      }
    }
    return violations + (counted > 500 && relaxed > 20 ? [] : ["only \(counted) counts, \(relaxed) of other clauses"])
  }

  func counts() throws -> [String] {
    try (0..<20 as Range<UInt64>).flatMap { seed in
      var world = RandomWorld(seed: 700 + seed)
      let parts = world.jobs([0, 1, 65, 300, 1000][Int(seed % 5)])
      let closed = Set(parts.filter { _ in world.random.bernoulli(0.1) }.map(\.key))
      let subject = try subject(parts.map(\.job), closed: closed)
      let asOf = Instant(seconds: 5)
      // Few clauses, so that predicates share them in every way: all of one, all but one, in another order, twice.
      let clauses = (0..<6).map { _ in
        JobPredicate.Clause((0..<world.random.uniform(in: 0...2)).map { _ in world.literal() })
      }
      let predicates = (0..<40).map { _ in
        JobPredicate((0..<world.random.uniform(in: 0...4)).map { _ in world.random.element(of: clauses) })
      }
      let found = try subject.searcher.counts(of: predicates, asOf: asOf)
      let expected = predicates.map {
        subject.naive.retrieve(Query(predicate: $0, scorers: [], k: 0, asOf: asOf)).matching
      }
      return found == expected ? [] : ["world \(seed): counts \(found), not \(expected)"]
    }
  }

  private func counting(_ query: Query) -> Query {
    var query = query
    query.countsMatches = true
    return query
  }
}

extension RandomWorld {
  /// Facets of some fields: those with values, with a number, with points, and one that no job has; one may stand twice.
  package mutating func facetRequests() -> [FacetRequest] {
    (0..<random.uniform(in: 1...6)).map { _ in
      FacetRequest(
        random.element(of: [.skill, .company, .country, .degree, .pay, .place]),
        limit: random.element(of: [nil, 0, 1, 3, .max]),
        ranges: (0..<random.uniform(in: 0...3)).map { _ in
          let lower = Double(random.uniform(below: 8))
          return NumericRange(
            lower: random.bernoulli(0.7) ? lower : nil,
            upper: random.bernoulli(0.7) ? lower + Double(random.uniform(in: -1...4)) : nil)
        })
    }
  }
}
