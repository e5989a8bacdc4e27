import JobMarket
import Retrieval
import VectorMath

/// What searches in a measurement.
public enum RetrievalBackend: Hashable, Sendable {
  /// `CPUSearcher`: terms and vectors in one scan.
  case cpu
  /// `InvertedSearcher`, which ends a walk after so many matches; `nil` for none.
  case inverted(stopAfter: Int?)

  /// What a line calls it.
  public var name: String {
    switch self {
    case .cpu: "cpu"
    case .inverted: "inverted"
    }
  }

  /// `exact`, or where it stops.
  public var mode: String {
    if case .inverted(let stop?) = self { "stop after \(stop)" } else { "exact" }
  }

  /// Answers queries, several at a time where the searcher can share work between them.
  typealias Asker = ([Query]) throws -> [RetrievalResult]

  /// Makes the searcher of a workload. O(values of all rows) for inverted lists.
  func asker(of index: JobIndex, threads: Int, layout: ScanLayout = .blocks) -> Asker {
    switch self {
    case .cpu:
      var searcher = CPUSearcher(index)
      (searcher.threads, searcher.layout) = (threads, layout)
      return { [searcher] queries in try searcher.retrieve(queries) }
    case .inverted(let stopAfter):
      let searcher = InvertedSearcher(index, stopAfter: stopAfter)
      return { queries in try queries.map(searcher.retrieve) }
    }
  }
}
