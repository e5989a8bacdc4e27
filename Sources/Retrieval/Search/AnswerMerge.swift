import JobMarket
import VectorMath

/// Puts the answers of segments together: by falling score, equal ones by rising key.
struct AnswerMerge {
  private typealias Found = (job: RetrievedJob, reposts: RepostIdentity)

  private let query: Query
  /// The best of the segments that were put together, in order, k groups at most.
  private var best: [Found] = []
  /// What was found since, in no order: small segments find little, and are put to the others all at once.
  private var waiting: [Found] = []
  private var matching = 0
  private var strategy: RetrievalStrategy?
  /// The rows of the segment whose plan the strategy names: the greatest.
  private var leadingRows = -1
  private var segmentCount = 0
  private var nanoseconds: Int64 = 0

  init(_ query: Query) { self.query = query }

  /// What a row must score at least to be among the best; a row of that score may be.
  var leastScore: Float { query.k > 0 && best.count == query.k ? best[query.k - 1].job.score : -.infinity }

  /// Takes in what a segment found, which is in order. O(rows found + k).
  ///
  /// A group's best row stands among the k best groups of its own segment wherever it is among the k best of all, so nothing
  /// is missing.
  mutating func add(_ answer: SegmentAnswer, of segment: IndexSegment) {
    let started = ContinuousClock.now
    let reposts = query.groupsReposts ? segment.reposts : nil
    let found = answer.rows.map { row in
      (RetrievedJob(key: segment.keys[row.row], score: row.score), reposts?.identity(of: row.row) ?? .alone)
    }
    if best.isEmpty {
      best = found
    } else {
      waiting += found
      // So many that they may raise the least score that is of use.
      if waiting.count >= max(query.k, 1) { putTogether() }
    }
    matching += answer.matching
    segmentCount += 1
    strategy =
      strategy.map { $0.joined(with: answer.strategy, isLeading: segment.count > leadingRows) } ?? answer.strategy
    leadingRows = max(leadingRows, segment.count)
    nanoseconds += started.nanoseconds(until: .now)
  }

  private mutating func putTogether() {
    guard !waiting.isEmpty else { return }
    best = merged(waiting.sorted { AnswerMerge.precedes($0.job, $1.job) })
    waiting = []
  }

  /// - Parameter found: in order.
  private func merged(_ found: [Found]) -> [Found] {
    var merged: [Found] = []
    merged.reserveCapacity(min(query.k, best.count + found.count))
    var seen: Set<RepostIdentity> = []
    var (first, second) = (0, 0)
    while merged.count < query.k, first < best.count || second < found.count {
      let isFirst =
        second == found.count || first < best.count && AnswerMerge.precedes(best[first].job, found[second].job)
      let next = isFirst ? best[first] : found[second]
      if isFirst { first += 1 } else { second += 1 }
      if next.reposts == .alone || seen.insert(next.reposts).inserted { merged.append(next) }
    }
    return merged
  }

  /// The answer. O(k + rows waiting, log of these each).
  mutating func result() -> RetrievalResult {
    putTogether()
    var strategy = strategy ?? RetrievalStrategy(.exhaustive, held: 0, matched: 0)
    let started = ContinuousClock.now
    let jobs = best.map(\.job)
    if segmentCount > 1 { strategy.segments = segmentCount }
    strategy.steps.add("answer", nanoseconds: nanoseconds + started.nanoseconds(until: .now))
    return RetrievalResult(jobs: jobs, matching: matching, strategy: strategy)
  }

  /// Whether one stands before another in an answer.
  static func precedes(_ first: RetrievedJob, _ second: RetrievedJob) -> Bool {
    first.score != second.score ? first.score > second.score : first.key < second.key
  }
}

/// Counts the places before a job's, over the places of one segment after the other.
struct PlaceCount {
  private let key: JobKey
  private let reposts: RepostIdentity
  private var wanted: RetrievedJob?
  private var alone: [RetrievedJob] = []
  private var groups: [RepostIdentity: RetrievedJob] = [:]

  /// - Parameters:
  ///   - key: the job.
  ///   - reposts: its group, where groups share a place.
  init(_ key: JobKey, reposts: RepostIdentity) { (self.key, self.reposts) = (key, reposts) }

  /// Takes in a row, or the best of a segment's group. O(1).
  mutating func add(_ key: JobKey, _ score: Float, reposts: RepostIdentity) {
    let job = RetrievedJob(key: key, score: score)
    if key == self.key { wanted = job }
    if reposts == .alone {
      alone.append(job)
    } else if let known = groups[reposts], !AnswerMerge.precedes(job, known) {
      return
    } else {
      groups[reposts] = job
    }
  }

  /// The place; `nil` where the job was not taken in. O(rows).
  var place: Int? {
    guard let wanted = reposts == .alone ? wanted : groups[reposts] else { return nil }
    return 1 + alone.count { AnswerMerge.precedes($0, wanted) }
      + groups.values.count { AnswerMerge.precedes($0, wanted) }
  }
}
