import JobMarket

/// What a model may know of a seeker before the next job: the jobs seen so far, and what the profile says.
public struct JobHistory: Hashable, Sendable {
  /// The catalog's numbers of the jobs, each once, by first view.
  public var jobs: [Int]
  /// The vector of past positions and stated interests, by the jobs' TF-IDF model; zero without a profile.
  public var profile: SparseVector

  /// Makes a history; no job may stand twice.
  public init(jobs: [Int], profile: SparseVector = .zero) {
    precondition(Set(jobs).count == jobs.count, "a history holds every job once")
    (self.jobs, self.profile) = (jobs, profile)
  }
}
