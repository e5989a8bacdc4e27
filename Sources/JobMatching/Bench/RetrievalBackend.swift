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
  func asker(of index: JobIndex, _ options: RetrievalBench.Options) -> Asker {
    switch self {
    case .cpu:
      var searcher =
        if case .coarse(let kind, _) = options.mode { CPUSearcher(index.addingBinaryCodes(kind)) } else {
          CPUSearcher(index)
        }
      (searcher.threads, searcher.plan, searcher.mode) = (options.threads, options.plan, options.mode)
      searcher.layout = options.layout
      return { [searcher] queries in try searcher.retrieve(queries) }
    case .inverted(let stopAfter):
      let searcher = InvertedSearcher(index, stopAfter: stopAfter)
      return { queries in try queries.map(searcher.retrieve) }
    }
  }

  /// Counts what queries' conditions leave, one after the other: results without jobs.
  func counter(of index: JobIndex) -> Asker {
    let counter: any JobCounter =
      switch self {
      case .cpu: CPUSearcher(index)
      case .inverted: InvertedSearcher(index)
      }
    return { queries in
      try queries.map { query in
        let count = try counter.count(query.predicate, asOf: query.asOf)
        return RetrievalResult(
          jobs: [], matching: count, strategy: RetrievalStrategy(.counted, held: index.count, matched: count))
      }
    }
  }
}
