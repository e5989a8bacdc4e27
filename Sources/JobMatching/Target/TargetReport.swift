import JobMarket

/// What links reach: `report.json` of a targets artifact.
public struct TargetReport: Codable, Sendable, Equatable {
  /// Jobs laid out, and how many of them have a node.
  public var jobs = Part()
  /// Seekers laid out, and how many of them have a node.
  public var seekers = Part()
  /// Seekers of learned links, and of links from prior knowledge alone.
  public var seekersByLearned = 0
  /// Seekers whom only prior knowledge serves.
  public var seekersByPriorAlone = 0
  /// Jobs whose links yielded, since they reached more seekers than the openings need.
  public var jobsThatYield = 0
  /// How many days of applications were counted, up to the record's last event.
  public var activityDays = 30
  /// What the record's last application was; the days end there.
  public var activityEnd: Instant?
  /// Open jobs a seeker that links reach, before and after the liquidity loop; `nil` without an index.
  public var reach: Reach?

  /// One side.
  public struct Part: Codable, Sendable, Equatable {
    /// How many there are.
    public var count = 0
    /// How many have a node.
    public var withNodes = 0
    /// Nodes of all together.
    public var nodes = 0
  }

  /// Open jobs a seeker.
  public struct Reach: Codable, Sendable, Equatable {
    /// How many seekers were looked at: all, or a seeded sample.
    public var seekers = 0
    /// θ.
    public var leastJobs = 0
    /// Seekers whom all their links reach fewer than θ jobs.
    public var short = 0
    /// Percentiles 10, 25, 50, 75 and 90 of all jobs reached by all links that serve.
    public var before: [Int] = []
    /// The same after the loop.
    public var after: [Int] = []
    /// The same of how many links serve a seeker, all that fit.
    public var linksBefore: [Int] = []
    /// The same of how many the loop takes.
    public var linksAfter: [Int] = []
    /// How many open jobs a seeker's reach was before and after, a pair a seeker looked at.
    public var pairs: [[Int]] = []
  }
}
