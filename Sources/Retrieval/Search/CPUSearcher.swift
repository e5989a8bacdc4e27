import JobMarket
import VectorMath

/// Searches an index by reading all of it.
///
/// The plan: bind the query (decide its rows, spread its vectors), scan the blocks that still have rows, collect the best k.
/// Where the score is one vector's inner product, rows are sieved by `CertifiedSearch`: few matches as a list, many by their
/// bits within the scan, all without either.
/// The answer is exact: min(k, matching) jobs by falling score, equal ones by rising key, and the first ten of a hundred are
/// the ten of k = 10. A job is offered from its number `postedAt`, if it has one, until its expiry.
public struct CPUSearcher: JobRetriever, JobCounter {
  /// What it searches.
  public let index: JobIndex
  /// Into how many pieces the rows are split, each on a processor of its own; answers do not depend on it.
  public var threads = 1

  /// Makes a searcher.
  ///
  /// - Parameters:
  ///   - index: what to search.
  ///   - closed: jobs closed or deleted since the index was built; unknown keys are ignored.
  public init(_ index: JobIndex, closed: some Sequence<JobKey> = []) {
    let withdrawn = Instant(milliseconds: .min)
    let expiries = Dictionary(closed.map { ($0, Instant?.some(withdrawn)) }, uniquingKeysWith: { first, _ in first })
    self.index = expiries.isEmpty ? index : index.settingExpiries(expiries)
  }

  /// The best jobs for a query.
  ///
  /// Complexity: O(rows × (literals + scorers) + text entries). `matching` counts offered jobs that match the predicate and
  /// the required scorers, hidden ones and reposts included; where reposts share a row, there are min(k, groups) jobs.
  /// - Throws: `IndexError` when the query does not fit the index.
  public func retrieve(_ query: Query) throws -> RetrievalResult { try retrieve([query])[0] }

  /// The best jobs for each of several queries, in their order, each answer the same as alone.
  ///
  /// Queries whose score is one vector's inner product share a scan of its codes.
  /// - Throws: `IndexError` when one does not fit the index.
  public func retrieve(_ queries: [Query]) throws -> [RetrievalResult] {
    var results = [RetrievalResult?](repeating: nil, count: queries.count)
    var shared: [String: [(number: Int, request: CertifiedSearch.Request, matching: Int)]] = [:]
    for (number, query) in queries.enumerated() {
      let bound = try BoundQuery(query, index: index)
      if let (field, request) = certified(bound, query) {
        shared[field, default: []].append((number, request, bound.matching))
      } else {
        results[number] = scanned(bound, query)
      }
    }
    for (field, questions) in shared.sorted(by: { $0.key < $1.key }) {
      guard let column = index.vectors[field] else { continue }
      let found: [CertifiedSearch.Found]
      do throws(FileDamage) {
        found = try column.search.best(questions.map(\.request), threads: threads)
      } catch {
        throw IndexError.damaged(error)
      }
      for (question, found) in zip(questions, found) {
        results[question.number] = result(found, question.request, matching: question.matching)
      }
    }
    try index.requireSound()
    return results.compactMap(\.self)
  }

  private func scanned(_ bound: BoundQuery, _ query: Query) -> RetrievalResult {
    let best = collector(query).best(of: Scan(query: bound))
    return RetrievalResult(
      jobs: best.map { RetrievedJob(key: index.keys[$0.row], score: $0.score) }, matching: bound.matching,
      strategy: "terms first, then an exact scan of \(bound.rows.count) of \(index.count) jobs")
  }

  /// How many offered jobs match a predicate. O(rows × literals).
  public func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int {
    try BoundQuery(Query(predicate: predicate, scorers: [], k: 0, asOf: asOf), index: index).matching
  }

  /// The place that a job would have if the answer went on to the last job, 1 for the best; a repost has its group's.
  ///
  /// `nil` when the index does not hold it, or the query's predicate, required scorers, moment or hidden jobs leave it out.
  /// O(rows × (literals + scorers) + text entries).
  public func place(of key: JobKey, in query: Query) throws -> Int? {
    guard let row = index.row(of: key) else { return nil }
    let place = collector(query).place(of: row, in: Scan(query: try BoundQuery(query, index: index)))
    try index.requireSound()
    return place
  }

  /// The question to `CertifiedSearch` where the score is one vector's inner product; `nil` for any other score.
  private func certified(_ bound: BoundQuery, _ query: Query) -> (field: String, request: CertifiedSearch.Request)? {
    guard !query.groupsReposts, bound.scorers.count == 1, bound.scorers[0].weighted.weight == 1,
      case .vector(let field, _, let vector) = bound.scorers[0].weighted.scorer
    else { return nil }
    let selection: RowSelection =
      switch bound.matched {
      case .all: .all
      // Below a quarter, walking a list reads less than scanning past the rest.
      case .bits(let bits) where bits.count * 4 < index.count: .list(bits.map { UInt32($0) })
      case .bits(let bits): .bits(bits)
      case .list(let rows): .list(rows)
      }
    return (field, CertifiedSearch.Request(query: vector, k: query.k, selection: selection))
  }

  private func result(
    _ found: CertifiedSearch.Found, _ request: CertifiedSearch.Request, matching: Int
  ) -> RetrievalResult {
    let counts = found.counts
    let plan =
      switch request.selection {
      case .all: "no terms; a scan of all rows"
      case .bits: "mixed: a scan that heeds the rows' bits"
      case .list: "terms first; a walk over the rows left"
      }
    return RetrievalResult(
      jobs: found.rows.map { RetrievedJob(key: index.keys[$0.row], score: $0.score) }, matching: matching,
      strategy: "\(plan): \(matching) match, \(counts.coarse) by 4 bits, \(counts.fine) by 8, \(counts.exact) in f32")
  }

  private func collector(_ query: Query) -> Collector {
    Collector(k: query.k, reposts: query.groupsReposts ? index.reposts : nil)
  }
}
