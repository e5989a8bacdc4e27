import JobMarket

/// What a model may know of a seeker before the next job: the jobs seen so far, and what the profile says.
public struct JobHistory: Hashable, Sendable {
  /// The catalog's numbers of the jobs, each once, by first view.
  public var jobs: [Int]
  /// The vector of past positions and stated interests, by the jobs' TF-IDF model; zero without a profile.
  public var profile: SparseVector
  /// Where the seeker lives and wants to work, beside the places of the jobs.
  public var places: [Coordinate]
  /// What the profile is standardized to, as the catalog numbers it.
  public var entities: [AttributeField: [ValueID]]

  /// Makes a history; no job may stand twice.
  public init(
    jobs: [Int], profile: SparseVector = .zero, places: [Coordinate] = [], entities: [AttributeField: [ValueID]] = [:]
  ) {
    precondition(Set(jobs).count == jobs.count, "a history holds every job once")
    (self.jobs, self.profile, self.places, self.entities) = (jobs, profile, places, entities)
  }
}
