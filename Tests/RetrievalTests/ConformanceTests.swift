import JobMarket
import Retrieval
import SearcherConformance
import Testing

/// Every searcher of this target against what any exact searcher must do.
@Suite("Conformance")
struct ConformanceTests {
  @Test("CPUSearcher conforms", arguments: SearcherConformance.Check.allCases)
  func cpu(check: SearcherConformance.Check) throws {
    let conformance = SearcherConformance { index, closed, threads in
      var searcher = CPUSearcher(index, closed: closed)
      searcher.threads = threads
      return searcher
    }
    #expect(try conformance.violations(of: check) == [])
  }

  @Test("CPUSearcher conforms when it is asked in batches", arguments: SearcherConformance.Check.allCases)
  func batches(check: SearcherConformance.Check) throws {
    let conformance = SearcherConformance { index, closed, threads in
      var searcher = CPUSearcher(index, closed: closed)
      searcher.threads = threads
      return BatchSearcher(searcher: searcher)
    }
    #expect(try conformance.violations(of: check) == [])
  }

  /// The demands whose answers a plan could change.
  private static let plannedChecks: [SearcherConformance.Check] = [
    .anyQuery, .vectors, .fusions, .threads, .hidden, .offers, .requirements,
  ]

  @Test("CPUSearcher conforms by each plan", arguments: plannedChecks, QueryPlan.allCases)
  func plans(check: SearcherConformance.Check, plan: QueryPlan) throws {
    let conformance = SearcherConformance { index, closed, threads in
      var searcher = CPUSearcher(index, closed: closed)
      (searcher.threads, searcher.plan) = (threads, plan)
      return searcher
    }
    #expect(try conformance.violations(of: check) == [])
  }

  @Test(
    "CPUSearcher conforms where jobs lie in several segments beside dead rows",
    arguments: SearcherConformance.Check.allCases)
  func segments(check: SearcherConformance.Check) throws {
    let conformance = SearcherConformance { index, closed, threads in
      var searcher = CPUSearcher(try index.scattered(into: 3), closed: closed)
      searcher.threads = threads
      return searcher
    }
    #expect(try conformance.violations(of: check) == [])
  }

  @Test("CPUSearcher conforms over several segments by each plan", arguments: plannedChecks, QueryPlan.allCases)
  func segmentPlans(check: SearcherConformance.Check, plan: QueryPlan) throws {
    // A forced plan sieves small segments too, from the score that the one before asks for.
    let conformance = SearcherConformance { index, closed, threads in
      var searcher = CPUSearcher(try index.scattered(into: 3), closed: closed)
      (searcher.threads, searcher.plan) = (threads, plan)
      return searcher
    }
    #expect(try conformance.violations(of: check) == [])
  }

  @Test("InvertedSearcher conforms over several segments", arguments: SearcherConformance.Check.allCases)
  func invertedSegments(check: SearcherConformance.Check) throws {
    let conformance = SearcherConformance { index, closed, _ in
      InvertedSearcher(try index.scattered(into: 3), closed: closed)
    }
    #expect(try conformance.violations(of: check) == [])
  }

  @Test("InvertedSearcher conforms", arguments: SearcherConformance.Check.allCases)
  func inverted(check: SearcherConformance.Check) throws {
    let conformance = SearcherConformance { index, closed, _ in InvertedSearcher(index, closed: closed) }
    #expect(try conformance.violations(of: check) == [])
  }
}

/// Asks each query between two others that share its scan.
private struct BatchSearcher: JobRetriever, JobCounter {
  let searcher: CPUSearcher

  func retrieve(_ query: Query) throws -> RetrievalResult {
    var (fewer, all) = (query, query)
    fewer.k = query.k / 2
    all.predicate = .all
    all.hidden = []
    return try searcher.retrieve([fewer, query, all])[1]
  }

  func explain(_ key: JobKey, for query: Query) throws -> Explanation? { try searcher.explain(key, for: query) }

  func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int { try searcher.count(predicate, asOf: asOf) }

  func facets(_ requests: [FacetRequest], for query: Query) throws -> [FacetCounts] {
    try searcher.facets(requests, for: query)
  }
}

extension JobIndex {
  /// The same jobs in several segments: each has every so many rows alive, and dead ones of the segments behind it.
  func scattered(into count: Int) throws -> JobIndex {
    let whole = segments[0]
    return JobIndex(
      try (0..<count).map { part in
        let rows = (0..<whole.count).map { UInt32($0) }
        // What came before has no row here; what comes later has one that is dead.
        let kept = try IndexSegment(merging: [whole.killing(rows.filter { Int($0) % count < part })])
        return kept.killing(
          (0..<kept.count).lazy.map { UInt32($0) }.filter { row in
            whole.row(of: kept.keys[Int(row)]).map { $0 % count > part } ?? false
          })
      })
  }
}
