import JobMarket
import VectorMath

/// Searches an index by inverted lists: the conventional solution that the full scan replaces (PAPER P5.9), kept to be
/// compared with.
///
/// The plan: compressed lists of the rows of each value; the lists of a predicate's clauses are intersected by skipping,
/// rarest first; rows that all lists agree on are tested for what has no list, then scored exactly, and the best k kept.
/// Answers are those of `CPUSearcher`, byte for byte.
///
/// With `stopAfter` the walk ends early, as such systems do to bound a query's time. Then the answer is the best of the
/// *first* matches in the order of keys, whatever stands behind them: a bias that `strategy` names and
/// `jobmatch bench retrieval --backend inverted --stop-after N` measures.
public struct InvertedSearcher: JobRetriever, JobCounter {
  /// What it searches.
  public let index: JobIndex
  /// How many matching jobs are scored before the walk ends, segments one after the other; `nil`, the default, for all of them.
  public var stopAfter: Int?
  let segments: [InvertedSegment]

  /// Inverts an index. O(values of all jobs).
  ///
  /// - Parameters:
  ///   - index: what to search.
  ///   - closed: jobs closed or deleted since the index was built; unknown keys are ignored.
  ///   - stopAfter: how many matching jobs to score at most, 1 or more; `nil` for all.
  public init(_ index: JobIndex, closed: some Sequence<JobKey> = [], stopAfter: Int? = nil) {
    precondition(stopAfter.map { $0 >= 1 } ?? true, "a walk ends after one job or more")
    self.index = index.removing(closed)
    self.stopAfter = stopAfter
    segments = self.index.segments.map(InvertedSegment.init)
  }

  /// Bytes that the lists take.
  public var byteCount: Int { segments.reduce(0) { $0 + $1.byteCount } }

  /// The best jobs for a query.
  ///
  /// Complexity: O(rows of the rarest clause × (clauses · log rows + tests) + matches × scorers); O(rows) where no clause
  /// has a list. Where the walk stopped, `matching` counts what was found until then.
  /// - Throws: `IndexError` when the query does not fit the index.
  public func retrieve(_ query: Query) throws -> RetrievalResult {
    let prepared = try PreparedQuery(query, schema: index.schema)
    var merge = AnswerMerge(query)
    var left = stopAfter
    for segment in segments {
      let answer = try segment.answer(prepared, stopAfter: left)
      merge.add(answer, of: segment.segment)
      left = left.map { $0 - answer.strategy.scored.unsieved }
    }
    return merge.result()
  }

  /// How many offered jobs match a predicate, exactly: `stopAfter` has no say here.
  public func count(_ predicate: JobPredicate, asOf: Instant) throws -> Int {
    let predicate = predicate.canonical(by: index.aliases)
    return segments.reduce(0) { $0 + $1.count(predicate, asOf: asOf) }
  }

  /// Why a job scores what it scores for a query; `CPUSearcher` tells, since scores are the same.
  public func explain(_ key: JobKey, for query: Query) throws -> Explanation? {
    try CPUSearcher(index).explain(key, for: query)
  }
}

/// A segment with the lists of its values.
struct InvertedSegment: Sendable {
  let segment: IndexSegment
  private let postings: [AttributeField: PostingColumn]

  /// Inverts a segment. O(values of all rows).
  init(_ segment: IndexSegment) {
    self.segment = segment
    postings = segment.values.mapValues(PostingColumn.init)
  }

  var byteCount: Int { postings.values.reduce(0) { $0 + $1.byteCount } }

  /// The best rows, of the first `stopAfter` that match.
  ///
  /// - Throws: `IndexError` for a damaged file.
  func answer(_ prepared: PreparedQuery, stopAfter: Int?) throws -> SegmentAnswer {
    let started = ContinuousClock.now
    let query = prepared.query
    let walk = walk(query.predicate)
    let scan = CandidateScan(
      walk: walk, test: CandidateTest(query, index: segment), scorers: prepared.scorers, index: segment,
      hidden: Set(query.hidden.compactMap(segment.row)), stopAfter: stopAfter)
    let walking = ContinuousClock.now
    let collector = Collector(k: query.k, reposts: query.groupsReposts ? segment.reposts : nil)
    let best = collector.best(of: scan)
    try segment.requireSound()
    var strategy = RetrievalStrategy(.inverted, held: segment.livingCount, matched: scan.matching)
    strategy.scored.unsieved = scan.scored
    strategy.notes = ["\(walk.description), at most \(walk.mostRows) rows in the rarest"]
    if scan.isStopped {
      strategy.notes.append("stopped after \(scan.scored) matches, jobs behind them were not looked at")
    }
    strategy.steps.add("lists", nanoseconds: started.nanoseconds(until: walking))
    strategy.steps.add("walk and score", since: walking)
    return SegmentAnswer(
      rows: best.map { ScoredRow(row: $0.row, score: $0.score) }, matching: scan.matching, strategy: strategy)
  }

  /// A walk over the rows that match a predicate, good for one pass.
  func walk(_ predicate: JobPredicate) -> CandidateWalk {
    CandidateWalk(predicate, index: segment, postings: postings)
  }

  /// How many offered rows match a predicate.
  func count(_ predicate: JobPredicate, asOf: Instant) -> Int {
    let test = CandidateTest(Query(predicate: predicate, scorers: [], k: 0, asOf: asOf), index: segment)
    var count = 0
    walk(predicate).forEachRow { row in
      if test.passes(row) { count += 1 }
      return true
    }
    return count
  }
}
