/// What a draft job will reach, and what a change of it would do.
public struct JobForecast: Hashable, Sendable {
  /// How many different seekers it reaches.
  public let reach: Int
  /// The job's links, best first, with the seekers of each.
  public let links: [LinkReach]
  /// What the job would reach without each of its values that a link asks for, by field and value.
  public let without: [ChangedReach]
  /// What it would reach with each of the values that were asked about, in their order.
  public let with: [ChangedReach]
  /// How many of the seekers will apply.
  public let applicants: ExpectedApplicants
  /// In how many days.
  public let days: Double

  /// A link of the job's.
  public struct LinkReach: Hashable, Sendable {
    /// The link.
    public let node: ServedNode
    /// How many seekers have it.
    public let reach: Int
    /// How many of these have none of the better links: the column adds up to the job's reach.
    public let added: Int
  }

  /// What a job reaches that differs in one value.
  public struct ChangedReach: Hashable, Sendable {
    /// The value.
    public let value: FieldValue
    /// How many different seekers it then reaches.
    public let reach: Int
    /// How many of them will apply, the mean.
    public let applicants: Double
  }
}

/// A seeker whom a job reaches.
public struct AudienceMember: Hashable, Sendable {
  /// The seeker's row.
  public let seeker: Int
  /// How many links join them to the job.
  public let linkCount: Int
  /// The best of these, best first.
  public let links: [ServedNode]
}
