import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

/// Facet counts: known answers, every way of counting, and what a reader of facets relies on.
@Suite("Facets")
struct FacetTests {
  private static let asOf = Instant(seconds: 100)

  /// Five jobs of two countries; the last is offered no more.
  private static func jobs() -> [IndexedJob] {
    var jobs = (1...5).map { IndexedJob(key: JobKey(rawValue: $0)) }
    for (place, values) in ([[1], [1], [2], [2], [1]] as [[ValueID]]).enumerated() {
      jobs[place].values[.country] = values
    }
    for (place, values) in ([[7, 8], [7], [7], [9], [7]] as [[ValueID]]).enumerated() {
      jobs[place].values[.skill] = values
    }
    for (place, pay) in [10.0, 20, 30].enumerated() { jobs[place].numbers[.pay] = pay }
    jobs[0].points[.place] = [Coordinate(latitude: 1, longitude: 1)].compactMap(\.self)
    jobs[4].expiresAt = asOf
    return jobs
  }

  private static func searchers(_ jobs: [IndexedJob]) throws -> [any JobRetriever & JobCounter] {
    let index = try JobIndex(jobs, textModel: "m", termCount: 1)
    let parts = index.scattered(into: 3)
    return [CPUSearcher(index), CPUSearcher(parts), InvertedSearcher(index), InvertedSearcher(parts)]
  }

  @Test("Values, ranges and missing ones of all offered jobs") func known() throws {
    let ranges = [
      NumericRange(upper: 20), NumericRange(lower: 20), NumericRange(lower: 31), NumericRange(lower: 21, upper: 19),
      NumericRange(),
    ]
    for searcher in try Self.searchers(Self.jobs()) {
      let facets = try searcher.facets(
        [
          FacetRequest(.country), FacetRequest(.skill), FacetRequest(.pay, ranges: ranges), FacetRequest(.place),
          FacetRequest(.degree),
        ], of: .all, asOf: Self.asOf)
      #expect(
        facets == [
          // As many of 1 as of 2: the lesser id first.
          FacetCounts(.country, matching: 4, values: [.init(1, 2), .init(2, 2)], distinct: 2, missing: 0),
          FacetCounts(.skill, matching: 4, values: [.init(7, 3), .init(8, 1), .init(9, 1)], distinct: 3, missing: 0),
          FacetCounts(.pay, matching: 4, ranges: zip(ranges, [2, 2, 0, 0, 3]).map { .init($0, $1) }, missing: 1),
          FacetCounts(.place, matching: 4, missing: 3), FacetCounts(.degree, matching: 4, missing: 4),
        ])
    }
  }

  @Test("A NaN as the end of a range holds nothing") func noRange() throws {
    for searcher in try Self.searchers(Self.jobs()) {
      let facet = try searcher.facets(
        [FacetRequest(.pay, ranges: [NumericRange(lower: .nan)])], of: .all, asOf: Self.asOf)[0]
      #expect(facet.ranges.map(\.count) == [0])
    }
  }

  @Test("A field's own clauses are left out of its counts alone") func disjunctive() throws {
    let predicate = JobPredicate([
      .init(.anyOf(.country, [1])), .init(.anyOf(.skill, [8])),
      // Asks about two fields, and holds for both.
      .init(.anyOf(.country, [1]), .missing(.pay)),
    ])
    for searcher in try Self.searchers(Self.jobs()) {
      let facets = try searcher.facets(
        [FacetRequest(.country), FacetRequest(.skill), FacetRequest(.remote)], of: predicate, asOf: Self.asOf)
      #expect(
        facets == [
          FacetCounts(.country, matching: 1, values: [.init(1, 1)], distinct: 1, missing: 0),
          FacetCounts(.skill, matching: 2, values: [.init(7, 2), .init(8, 1)], distinct: 2, missing: 0),
          FacetCounts(.remote, matching: 1, missing: 1),
        ])
      #expect(try searcher.count(predicate, asOf: Self.asOf) == 1)
    }
  }

  @Test("A contradiction within a field leaves its facets as they are, and no others") func contradiction() throws {
    let predicate = JobPredicate([.init(.anyOf(.country, [1])), .init(.anyOf(.country, [2])), .init()])
    for searcher in try Self.searchers(Self.jobs()) {
      let requests = [FacetRequest(.country), FacetRequest(.skill)]
      let own = JobPredicate(Array(predicate.clauses.prefix(2)))
      #expect(try searcher.facets(requests, of: own, asOf: Self.asOf).map(\.matching) == [4, 0])
      // A clause without alternatives is nobody's own.
      #expect(try searcher.facets(requests, of: predicate, asOf: Self.asOf).map(\.matching) == [0, 0])
    }
  }

  @Test("Hidden jobs and reposts count, jobs that a scorer leaves out do not: as many as match") func ofQuery() throws {
    for searcher in try Self.searchers(Self.jobs()) {
      var query = Query(
        scorers: [
          WeightedScorer(
            "skills", weight: 1, required: true, .weightedTerms(field: .skill, weights: [7: 1], minimumMatches: 1))
        ], k: 10, asOf: Self.asOf)
      query.hidden = [JobKey(rawValue: 1)]
      let (facets, answer) = (
        try searcher.facets([FacetRequest(.country)], for: query), try searcher.retrieve(query)
      )
      #expect(facets[0].values == [.init(1, 2), .init(2, 1)])
      #expect(facets[0].matching == answer.matching)
    }
  }

  @Test("A limit keeps the values of the most jobs, equal ones by id", arguments: [0, 1, 2, 3, 600, 5000, Int.max])
  func limit(count: Int) throws {
    var random = SeededRandom(seed: 5)
    let jobs = (0..<6000 as Range<Int64>).map { key in
      var job = IndexedJob(key: JobKey(rawValue: key))
      // Most values have a handful of jobs, so that the last place is always shared.
      job.values[.skill] = [ValueID(random.uniform(below: 3000)), ValueID(random.uniform(below: 40))]
      return job
    }
    for searcher in try Self.searchers(jobs) {
      let all = try searcher.facets([FacetRequest(.skill)], of: .all, asOf: Self.asOf)[0]
      let some = try searcher.facets([FacetRequest(.skill, limit: count)], of: .all, asOf: Self.asOf)[0]
      #expect(some.values == Array(all.values.prefix(count)))
      #expect(some.distinct == all.values.count && all.distinct == all.values.count)
    }
  }

  @Test("A negative limit is refused") func negative() throws {
    for searcher in try Self.searchers(Self.jobs()) {
      let error = #expect(throws: IndexError.self) {
        try searcher.facets([FacetRequest(.skill, limit: -1)], of: .all, asOf: Self.asOf)
      }
      #expect(error?.description == "-1 values of 'skill': ask for 0 or more, or for all by no limit")
    }
  }

  @Test("Every way of counting counts the same", arguments: [1, 97, 4_000_000] as [UInt32])
  func ways(spread: UInt32) throws {
    var random = SeededRandom(seed: UInt64(spread))
    let jobs = (0..<3000 as Range<Int64>).map { key in
      var job = IndexedJob(key: JobKey(rawValue: key))
      job.values[.skill] = (0..<random.uniform(in: 0...4)).map { _ in
        ValueID(random.bernoulli(0.5) ? random.uniform(below: 5) : 5 + random.uniform(below: 900)) &* spread
      }
      return job
    }
    let segment = try IndexSegment(jobs, textModel: "m", termCount: 1)
    for share in [0, 0.001, 0.02, 0.5, 0.98, 1] {
      let rows = (0..<3000).filter { _ in random.bernoulli(share) }
      var expected: [ValueID: Int] = [:]
      for row in rows { for value in Set(jobs[row].values(of: .skill)) { expected[value, default: 0] += 1 } }
      for way in FacetWay.allCases as [FacetWay?] + [nil] {
        let found = segment.valueCounts(of: .skill, among: Bitset(capacity: 3000, rows), way: way)
        #expect(found == expected, "\(way?.rawValue ?? "cheapest"), \(share)")
      }
    }
  }

  @Test("Values of segments numbered closely and far apart are one field's") func mixedSegments() throws {
    // As in a live tail, whose new values have numbers beyond all others.
    func segment(_ keys: Range<Int64>, _ values: [ValueID]) throws -> IndexSegment {
      try IndexSegment(
        keys.map { key in
          var job = IndexedJob(key: JobKey(rawValue: key))
          job.values[.skill] = values
          return job
        }, textModel: "m", termCount: 1)
    }
    let index = JobIndex([
      try segment(0..<5, [0, 3]), try segment(5..<7, [3, 1 << 31]), try segment(7..<8, [4, (1 << 31) + 5, .max]),
      try segment(8..<9, [9]),
    ])
    for searcher in [CPUSearcher(index), InvertedSearcher(index)] as [any JobCounter] {
      let facet = try searcher.facets([FacetRequest(.skill)], of: .all, asOf: Self.asOf)[0]
      #expect(
        facet.values == [
          .init(3, 7), .init(0, 5), .init(1 << 31, 2), .init(4, 1), .init(9, 1), .init((1 << 31) + 5, 1),
          .init(.max, 1),
        ])
    }
  }
}
