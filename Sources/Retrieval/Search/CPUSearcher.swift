import JobMarket
import VectorMath

/// Searches an index by reading all of it.
///
/// The plan: bind the query (decide its rows, spread its vectors), scan the blocks that still have rows, collect the best k.
/// The answer is exact: min(k, matching) jobs by falling score, equal ones by rising key, and the first ten of a hundred are
/// the ten of k = 10.
public struct CPUSearcher: JobRetriever, JobCounter {
  /// What it searches.
  public let index: JobIndex
  private let closed: Bitset

  /// Makes a searcher.
  ///
  /// - Parameters:
  ///   - index: what to search.
  ///   - closed: jobs closed or deleted since the index was built; unknown keys are ignored.
  public init(_ index: JobIndex, closed: some Sequence<JobKey> = []) {
    self.index = index
    var rows = Bitset(capacity: index.count)
    for key in closed { if let row = index.row(of: key) { rows.insert(row) } }
    self.closed = rows
  }

  /// The best jobs for a query.
  ///
  /// Complexity: O(rows × (literals + scorers) + text entries). `matching` counts offered jobs that match the predicate and
  /// the required scorers, hidden ones and reposts included.
  /// - Throws: `IndexError` when the query does not fit the index.
  public func retrieve(_ query: Query) throws -> RetrievalResult {
    let bound = try BoundQuery(query, index: index, closed: closed)
    let collector = Collector(k: query.k, groups: query.groupsReposts ? index.repostGroups : nil)
    let best = collector.best(of: Scan(query: bound))
    return RetrievalResult(
      jobs: best.map { RetrievedJob(key: index.keys[$0.row], score: $0.score) }, matching: bound.matching,
      strategy: "terms first, then an exact scan of \(bound.rows.count) of \(index.count) jobs")
  }

  /// How many offered jobs match a predicate. O(rows × literals).
  public func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int {
    try BoundQuery(Query(predicate: predicate, scorers: [], k: 0, asOf: asOf), index: index, closed: closed).matching
  }
}
