import JobMarket

/// One job of an answer, with everything a person needs to judge it.
public struct Match: Sendable, Equatable {
  /// The job as recorded.
  public var job: Job
  /// Its key in the market.
  public var key: JobKey
  /// The score; the explanation's parts sum to it.
  public var score: Float
  /// Where the score comes from.
  public var explanation: Explanation
  /// Words that the job shares with what was asked, heaviest first.
  public var sharedWords: [String]
  /// Occupations and skills shared, related and missing.
  public var entities = EntityMatch()
  /// Links that join the seeker to the job, best first; of the promoted flow alone.
  public var links: [MatchedLink] = []
  /// Kilometres from the nearest place of the seeker or search, if both have one.
  public var kilometers: Double?
  /// What the job or the seeker leaves open, in words.
  public var missing: [String]
  /// Ids of other postings of the same job.
  public var reposts: [String]
}

/// What was found, and how.
public struct MatchAnswer: Sendable, Equatable {
  /// What the answer stands on: `words of 3 viewed jobs, profile, places`.
  public var servedBy: [String]
  /// The jobs, best first.
  public var matches: [Match]
  /// How many offered jobs fulfil the conditions.
  public var matching: Int
  /// The way through the index.
  public var strategy: RetrievalStrategy
  /// What the reader should know: conditions read from a search, an index that is behind the market.
  public var notes: [String]
  /// What the jobs that match have of the fields that were asked about, in their order.
  public var facets: [NamedFacet] = []
}

/// What to leave out and how much to show.
public struct MatchOptions: Sendable {
  /// How many jobs; `nil` takes the configuration's.
  public var count: Int?
  /// The moment the answer is for.
  public var asOf: Instant
  /// Conditions: `field=value` or `field!=value`, values separated by commas, `field>=number`, `field<=number`.
  public var conditions: [String]
  /// A place to be near to, beside those of the seeker.
  public var near: String?
  /// How near, in kilometres; a hard limit when given.
  public var withinKilometers: Double?
  /// Whether jobs that the seeker has only looked at are shown again; those applied to or dismissed never are.
  public var includesSeen = false
  /// Fields whose values are counted over all jobs that match.
  public var facets: [String] = []

  /// Makes options without conditions.
  public init(
    count: Int? = nil, asOf: Instant, conditions: [String] = [], near: String? = nil, withinKilometers: Double? = nil
  ) {
    (self.count, self.asOf, self.conditions) = (count, asOf, conditions)
    (self.near, self.withinKilometers) = (near, withinKilometers)
  }
}
