import JobMarket
import VectorMath

/// Searches an index by reading all of it.
///
/// The plan: check the query, choose a `QueryPlan` by what it would cost, decide the rows, sieve them by their codes, score what
/// is left. A score that one vector has a part in is sieved by `CertifiedSearch`, whatever else has a part in it; any other is
/// made in full for every row that matches.
///
/// Unless `mode` says otherwise the answer is exact: min(k, matching) jobs by falling score, equal ones by rising key, and the first ten of a hundred are
/// the ten of k = 10. A job is offered from its number `postedAt`, if it has one, until its expiry.
public struct CPUSearcher: JobRetriever, JobCounter {
  /// What it searches.
  public let index: JobIndex
  /// Into how many pieces the rows are split, each on a processor of its own; answers do not depend on it.
  public var threads = 1
  /// The plan it is told to take; `nil`, the default, for the cheapest by `costs`. Answers do not depend on it.
  public var plan: QueryPlan?
  /// How closely vectors are searched: exactly, unless told otherwise.
  public var mode = SearchMode.exact
  /// What steps cost on this machine.
  public var costs = CostModel()
  /// How the codes lie that a scan reads; answers do not depend on it.
  public var layout = ScanLayout.rows

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
  /// Queries whose scores a vector has a part in share a scan of its codes.
  /// - Throws: `IndexError` when one does not fit the index.
  public func retrieve(_ queries: [Query]) throws -> [RetrievalResult] {
    var results = [RetrievalResult?](repeating: nil, count: queries.count)
    var shared: [String: [(number: Int, question: SieveQuestion)]] = [:]
    for (number, query) in queries.enumerated() {
      switch try approach(query) {
      case .sieve(let question): shared[question.field, default: []].append((number, question))
      case .score(let bound, let steps): results[number] = scored(bound, query, steps)
      }
    }
    for (field, questions) in shared.sorted(by: { $0.key < $1.key }) {
      guard let column = index.vectors[field] else { continue }
      let requests = questions.map(\.question.request)
      let found: [CertifiedSearch.Found]
      do throws(FileDamage) {
        found =
          if plan == nil, let coarse = column.coarseSearch(mode) {
            try coarse.best(requests, threads: threads, layout: layout)
          } else {
            try column.search.best(requests, threads: threads, layout: layout)
          }
      } catch {
        throw IndexError.damaged(error)
      }
      for ((number, question), found) in zip(questions, found) { results[number] = result(found, question) }
    }
    try index.requireSound()
    return results.compactMap(\.self)
  }

  /// Every row that matches, scored in full.
  private func scored(_ bound: BoundQuery, _ query: Query, _ steps: RetrievalStrategy.Steps) -> RetrievalResult {
    let started = ContinuousClock.now
    let best = collector(query).best(of: Scan(query: bound))
    var strategy = RetrievalStrategy(.exhaustive, held: index.count, matched: bound.matching)
    strategy.scored.unsieved = bound.matchedCount
    strategy.steps = steps
    strategy.steps.add("score", since: started)
    return RetrievalResult(
      jobs: best.map { RetrievedJob(key: index.keys[$0.row], score: $0.score) }, matching: bound.matching,
      strategy: strategy)
  }

  /// How many offered jobs match a predicate. O(rows × literals).
  public func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int {
    PredicateCompiler(index: index, within: index.offeredRows(asOf: asOf)).count(matching: predicate)
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

  private func result(_ found: CertifiedSearch.Found, _ question: SieveQuestion) -> RetrievalResult {
    let started = ContinuousClock.now
    let jobs = found.rows.map { RetrievedJob(key: index.keys[$0.row], score: $0.score) }
    var strategy = question.strategy
    if found.counts.binary > 0, let note = mode.note {
      strategy.scored.by1Bit = found.counts.binary
      strategy.notes.append(note)
      strategy.steps.add("sieve", nanoseconds: found.times.sieve)
    }
    strategy.scored.by4Bits = found.counts.coarse
    strategy.scored.by8Bits = found.counts.fine
    strategy.scored.inFull = found.counts.exact
    strategy.scored.tested = found.counts.tested
    strategy.steps.add("scan", nanoseconds: found.times.scan)
    strategy.steps.add("settle", nanoseconds: found.times.settle)
    strategy.steps.add("answer", since: started)
    return RetrievalResult(jobs: jobs, matching: strategy.matched ?? jobs.count, strategy: strategy)
  }

  private func collector(_ query: Query) -> Collector {
    Collector(k: query.k, reposts: query.groupsReposts ? index.reposts : nil)
  }
}
