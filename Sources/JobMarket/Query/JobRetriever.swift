/// Finds jobs: what a stage that needs candidates asks for, without knowing who answers.
public protocol JobRetriever: Sendable {
  /// The best jobs for a query: exactly min(k, matching), by falling score, then by rising key.
  ///
  /// - Throws: what the implementation documents when the query does not fit the index: an unknown model, a negative k.
  func retrieve(_ query: Query) throws -> RetrievalResult

  /// Why a job scores what it scores, or `nil` when the index does not hold it; it need not match the predicate.
  func explain(_ key: JobKey, for query: Query) throws -> Explanation?
}

/// Jobs with scores, and how they were found.
public struct RetrievalResult: Hashable, Sendable {
  /// By falling score, equal scores by rising key.
  public var jobs: [RetrievedJob]
  /// How many offered jobs matched the predicate; where `Query.countsMatches` is off, how many are known to at least.
  public var matching: Int
  /// Which way through the index was taken, what was done there, and how long it took.
  public var strategy: RetrievalStrategy

  /// Makes a result.
  public init(jobs: [RetrievedJob], matching: Int, strategy: RetrievalStrategy) {
    (self.jobs, self.matching, self.strategy) = (jobs, matching, strategy)
  }
}

/// One job of a result.
public struct RetrievedJob: Hashable, Sendable {
  /// The job.
  public var key: JobKey
  /// The weighted sum of the query's scorers.
  public var score: Float

  /// Makes a retrieved job.
  public init(key: JobKey, score: Float) {
    (self.key, self.score) = (key, score)
  }
}
