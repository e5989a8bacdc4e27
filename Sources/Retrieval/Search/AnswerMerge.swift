import JobMarket
import VectorMath

/// Puts the answers of segments together: by falling score, equal ones by rising key.
struct AnswerMerge {
  private let query: Query
  private var jobs: [(job: RetrievedJob, reposts: RepostIdentity)] = []
  private var matching = 0
  private var strategy: RetrievalStrategy?
  /// The rows of the segment whose plan the strategy names: the greatest.
  private var leadingRows = -1
  private var segmentCount = 0

  init(_ query: Query) { self.query = query }

  /// Takes in what a segment found. O(rows found).
  mutating func add(_ answer: SegmentAnswer, of segment: IndexSegment) {
    let reposts = query.groupsReposts ? segment.reposts : nil
    jobs.reserveCapacity(jobs.count + answer.rows.count)
    for row in answer.rows {
      jobs.append(
        (RetrievedJob(key: segment.keys[row.row], score: row.score), reposts?.identity(of: row.row) ?? .alone))
    }
    matching += answer.matching
    segmentCount += 1
    strategy =
      strategy.map { $0.joined(with: answer.strategy, isLeading: segment.count > leadingRows) } ?? answer.strategy
    leadingRows = max(leadingRows, segment.count)
  }

  /// The answer. O(found log found) where there are several segments.
  ///
  /// A group's best row stands among the k best groups of its own segment wherever it is among the k best of all, so nothing
  /// is missing.
  func result(of index: JobIndex) -> RetrievalResult {
    var strategy = strategy ?? RetrievalStrategy(.exhaustive, held: 0, matched: 0)
    let started = ContinuousClock.now
    guard segmentCount > 1 else {
      let jobs = jobs.map(\.job)
      strategy.steps.add("answer", since: started)
      return RetrievalResult(jobs: jobs, matching: matching, strategy: strategy)
    }
    var best: [RetrievedJob] = []
    best.reserveCapacity(min(query.k, jobs.count))
    var seen: Set<RepostIdentity> = []
    let ordered = jobs.sorted { first, second in
      first.job.score != second.job.score ? first.job.score > second.job.score : first.job.key < second.job.key
    }
    for (job, reposts) in ordered {
      guard best.count < query.k else { break }
      if reposts == .alone || seen.insert(reposts).inserted { best.append(job) }
    }
    strategy.segments = segmentCount
    strategy.steps.add("answer", since: started)
    return RetrievalResult(jobs: best, matching: matching, strategy: strategy)
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
    } else if let known = groups[reposts], !PlaceCount.precedes(job, known) {
      return
    } else {
      groups[reposts] = job
    }
  }

  /// The place; `nil` where the job was not taken in. O(rows).
  var place: Int? {
    guard let wanted = reposts == .alone ? wanted : groups[reposts] else { return nil }
    return 1 + alone.count { PlaceCount.precedes($0, wanted) }
      + groups.values.count { PlaceCount.precedes($0, wanted) }
  }

  private static func precedes(_ first: RetrievedJob, _ second: RetrievedJob) -> Bool {
    first.score != second.score ? first.score > second.score : first.key < second.key
  }
}
