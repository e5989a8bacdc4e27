import JobMarket
import VectorMath

/// Searches an index by reading all of it, one segment after the other.
///
/// The plan: check the query, let each segment find its best (`SegmentSearcher`), put these together by score and key. Where a
/// job stands, and in how many segments the jobs lie, has no say in an exact answer.
///
/// Unless `mode` says otherwise the answer is exact: min(k, matching) jobs by falling score, equal ones by rising key, and the
/// first ten of a hundred are the ten of k = 10. A job is offered from its number `postedAt`, if it has one, until its expiry.
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
    self.index = index.removing(closed)
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
    let prepared = try queries.map { try PreparedQuery($0, schema: index.schema) }
    for query in prepared { try checkMode(query.scorers) }
    var merges = queries.map { AnswerMerge($0) }
    // The greatest first: what its k-th best scores is the least that is of use in the others.
    for segment in index.segments.sorted(by: { $0.count > $1.count }) {
      let answers = try SegmentSearcher(index: segment, settings: self)
        .answers(to: prepared, leastScores: merges.map(\.leastScore))
      for (number, answer) in answers.enumerated() { merges[number].add(answer, of: segment) }
    }
    return merges.indices.map { merges[$0].result() }
  }

  /// How many offered jobs match a predicate. O(rows × literals).
  public func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int {
    let predicate = predicate.canonical(by: index.aliases)
    return index.segments.reduce(0) { $0 + SegmentSearcher(index: $1, settings: self).count(predicate, asOf: asOf) }
  }

  /// The place that a job would have if the answer went on to the last job, 1 for the best; a repost has its group's.
  ///
  /// `nil` when the index does not hold it, or the query's predicate, required scorers, moment or hidden jobs leave it out.
  /// O(rows × (literals + scorers) + text entries).
  public func place(of key: JobKey, in query: Query) throws -> Int? {
    // A job that is gone has no place, be there reposts of it or not.
    guard let home = index.location(of: key), home.segment.isAlive(home.row) else { return nil }
    let prepared = try PreparedQuery(query, schema: index.schema)
    var places = PlaceCount(key, reposts: query.groupsReposts ? home.segment.reposts.identity(of: home.row) : .alone)
    for segment in index.segments {
      let reposts = query.groupsReposts ? segment.reposts : nil
      let collector = Collector(k: query.k, reposts: reposts)
      collector.forEachPlace(of: Scan(query: BoundQuery(prepared, index: segment))) { row, score in
        places.add(segment.keys[row], score, reposts: reposts?.identity(of: row) ?? .alone)
      }
      try segment.requireSound()
    }
    return places.place
  }

  /// Whether the index has what the mode asks for.
  private func checkMode(_ scorers: [BoundScorer]) throws {
    guard case .coarse(let kind, let rule) = mode else { return }
    if case .errors(let errors) = rule {
      guard kind == .rabitq else {
        throw IndexError.badQuery("plain signs know no standard errors: give a pool, or take RaBitQ codes")
      }
      guard errors.isFinite, errors >= 0 else {
        throw IndexError.badQuery("\(errors) standard errors: a number of 0 or more is allowed")
      }
    }
    if case .pool(let multiple) = rule, multiple < 1 {
      throw IndexError.badQuery("a pool of \(multiple) × k rows: 1 × k or more is allowed")
    }
    for scorer in scorers {
      guard case .vector(let field, let model, _) = scorer.weighted.scorer else { continue }
      let columns = index.segments.compactMap { $0.vectors[VectorKey(field, model: model)] }
      // Jobs that came since the codes were made have none, and are searched exactly.
      guard !columns.isEmpty, !columns.contains(where: { $0.binaryCodes[kind] != nil }) else { continue }
      throw IndexError.badQuery(
        "the index has no such binary codes of the vectors '\(field)': make them by `JobIndex.addingBinaryCodes`")
    }
  }
}
