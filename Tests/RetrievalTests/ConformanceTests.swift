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

  @Test("InvertedSearcher conforms", arguments: SearcherConformance.Check.allCases)
  func inverted(check: SearcherConformance.Check) throws {
    let conformance = SearcherConformance { index, closed, _ in InvertedSearcher(index, closed: closed) }
    #expect(try conformance.violations(of: check) == [])
  }
}
