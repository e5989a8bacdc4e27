import JobMarket

/// Everything one seeker did and met with in a synthetic market, each list in order of time.
public struct SeekerHistory: Hashable, Sendable {
  /// Searches and opened pages.
  public var requests: [Request] = []
  /// Jobs shown.
  public var impressions: [Impression] = []
  /// Clicks, views, saves, dismissals and applications.
  public var engagements: [Engagement] = []
  /// What came of the applications.
  public var applications: [Application] = []
  /// Confirmed hires: at most one, because the search ends with it.
  public var hires: [Hire] = []
  /// What they said of jobs.
  public var feedback: [Feedback] = []
  /// The true category of each piece of feedback, given in the data or not.
  public var feedbackCategories: [String] = []

  /// An application and its outcome.
  public struct Application: Hashable, Sendable {
    /// Who applied.
    public var seeker: String
    /// To which job.
    public var job: String
    /// When.
    public var at: Instant
    /// Whether they met the job's basic qualification.
    public var isQualified: Bool
    /// Whether the employer took them; the work may begin after the market's end.
    public var isAccepted: Bool
  }
}
