import Foundation
import JobMarket
import VectorMath

/// Searches one segment by reading all of it.
///
/// The plan: choose a `QueryPlan` by what it would cost, decide the rows, sieve them by their codes, score what is left. A score
/// that one vector has a part in is sieved by `CertifiedSearch`, whatever else has a part in it; any other is made in full for
/// every row that matches.
struct SegmentSearcher {
  /// What it searches.
  let index: IndexSegment
  /// The searcher that asks: how to search.
  let settings: CPUSearcher

  var threads: Int { settings.threads }
  var plan: QueryPlan? { settings.plan }
  var mode: SearchMode { settings.mode }
  var costs: CostModel { settings.costs }
  var layout: ScanLayout { settings.layout }

  /// The best rows for each of several queries, in their order, each answer the same as alone.
  ///
  /// Queries whose scores a vector has a part in share a scan of its codes.
  /// - Parameter leastScores: what a row must score at least to be of use to each query; it may be left out below.
  /// - Throws: `IndexError` for a damaged file.
  func answers(to queries: [PreparedQuery], leastScores: [Float]) throws -> [SegmentAnswer] {
    var results = [SegmentAnswer?](repeating: nil, count: queries.count)
    var shared: [VectorKey: [(number: Int, question: SieveQuestion)]] = [:]
    for (number, query) in queries.enumerated() {
      switch approach(query) {
      case .sieve(var question):
        question.request.leastScore = leastScores[number]
        shared[question.key, default: []].append((number, question))
      case .score(let bound, let steps): results[number] = scored(bound, query.query, leastScores[number], steps)
      }
    }
    for (key, questions) in shared.sorted(by: { $0.key < $1.key }) {
      guard let column = index.vectors[key] else { continue }
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
  private func scored(
    _ bound: BoundQuery, _ query: Query, _ leastScore: Float, _ steps: RetrievalStrategy.Steps
  ) -> SegmentAnswer {
    let started = ContinuousClock.now
    let best = collector(query).best(of: Scan(query: bound), from: leastScore)
    var strategy = RetrievalStrategy(.exhaustive, held: index.livingCount, matched: bound.matching)
    strategy.scored.unsieved = bound.matchedCount
    strategy.steps = steps
    strategy.steps.add("score", since: started)
    return SegmentAnswer(
      rows: best.map { ScoredRow(row: $0.row, score: $0.score) }, matching: bound.matching, strategy: strategy)
  }

  /// How many offered rows match a predicate. O(rows × literals).
  func count(_ predicate: JobPredicate, asOf: Instant) -> Int {
    PredicateCompiler(index: index, within: index.offeredRows(asOf: asOf)).count(matching: predicate)
  }

  private func result(_ found: CertifiedSearch.Found, _ question: SieveQuestion) -> SegmentAnswer {
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
    return SegmentAnswer(rows: found.rows, matching: strategy.matched ?? found.rows.count, strategy: strategy)
  }

  func collector(_ query: Query) -> Collector {
    Collector(k: query.k, reposts: query.groupsReposts ? index.reposts : nil)
  }
}
