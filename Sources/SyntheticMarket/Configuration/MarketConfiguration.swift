import JobMarket

/// How large a synthetic market is and how its people behave.
public struct MarketConfiguration: Hashable, Sendable, Codable {
  /// How many jobs there are, 1 to 100 million. The default is 10,000.
  public var jobs = 10_000
  /// How many seekers there are, 1 to 100 million. The default is 5,000.
  public var seekers = 5_000
  /// The moment at which the market's record ends; nothing is later but expiry. The default is 2025-07-01T00:00:00Z.
  public var end = Instant(milliseconds: 1_751_328_000_000)
  /// For how many 24-hour days before `end` events are recorded. The default is 180.
  public var days = 180
  /// How many requests a seeker makes in that time on average; each seeker's own rate varies around it. The default is 6.
  public var requestsPerSeeker = 6.0
  /// How many jobs a request shows at most. The default is 10.
  public var resultsPerRequest = 10
  /// Within how many kilometres of home a job counts as near. The default is 60.
  public var neighbourhoodKilometers = 60.0
  /// The share of jobs that republish the one before them in their occupation. The default is 0.04.
  public var repostShare = 0.04
  /// The share of jobs that nobody is ever shown. The default is 0.01.
  public var neverShownShare = 0.01
  /// The share of jobs with a paid campaign. The default is 0.1.
  public var campaignShare = 0.1
  /// The probability that a qualified applicant to a job without a planted link is hired. The default is 0.12.
  public var hireProbability = 0.12
  /// The probability that an unqualified applicant is hired all the same: noise. The default is 0.
  public var unqualifiedHireProbability = 0.0
  /// How many links between seeker and job attributes are planted. The default is 24.
  public var plantedLinks = 24
  /// The factor by which a planted link multiplies a qualified applicant's odds of being hired. The default is 6.
  public var plantedLinkOdds = 6.0
  /// The probability that a seeker says something of a job they looked at. The default is 0.03.
  public var feedbackProbability = 0.03
  /// A bias of employers, for tests of the fairness audit. The default is `nil`: groups make no difference at all.
  public var bias: PlantedBias?
  /// How seekers' positions show what came of the market. The default is `nil`: profiles are as they were at its beginning.
  public var recordedCareers: RecordedCareers?

  /// Makes a configuration with every default.
  public init() {}

  /// The first recorded moment.
  public var start: Instant { end.advanced(byDays: Double(-days)) }

  /// Throws for the first value that no market can have.
  public func validate() throws(MarketConfigurationError) {
    func require(
      _ holds: Bool, _ key: String, _ found: any Sendable, _ allowed: String
    ) throws(MarketConfigurationError) {
      if !holds { throw MarketConfigurationError(key: key, found: "\(found)", allowed: allowed) }
    }
    try require((1...100_000_000).contains(jobs), "jobs", jobs, "1 to 100,000,000")
    try require((1...100_000_000).contains(seekers), "seekers", seekers, "1 to 100,000,000")
    try require((1...3650).contains(days), "days", days, "1 to 3,650")
    let leastEnd: Int64 = 10 * 366 * Instant.millisecondsADay
    let isRecordable = (leastEnd...253_000_000_000_000).contains(end.milliseconds)
    try require(isRecordable, "end", end, "a moment from 1980 to 9986")
    try require((0...1000).contains(requestsPerSeeker), "requestsPerSeeker", requestsPerSeeker, "0 to 1,000")
    try require((1...100).contains(resultsPerRequest), "resultsPerRequest", resultsPerRequest, "1 to 100")
    try require(
      (0...20_000).contains(neighbourhoodKilometers), "neighbourhoodKilometers", neighbourhoodKilometers, "0 to 20,000")
    let shares = [
      ("repostShare", repostShare), ("neverShownShare", neverShownShare), ("campaignShare", campaignShare),
      ("hireProbability", hireProbability), ("unqualifiedHireProbability", unqualifiedHireProbability),
      ("feedbackProbability", feedbackProbability),
    ]
    for (key, share) in shares + (recordedCareers?.shares ?? []) {
      try require((0...1).contains(share), key, share, "0 to 1")
    }
    try require((0...1000).contains(plantedLinks), "plantedLinks", plantedLinks, "0 to 1,000")
    try require((1...1e6).contains(plantedLinkOdds), "plantedLinkOdds", plantedLinkOdds, "1 to 1,000,000")
    if let bias {
      let values = GroupDimension.all.first { $0.name == bias.dimension }?.values
      let known = GroupDimension.all.map(\.name).joined(separator: ", ")
      try require(values != nil, "bias.dimension", bias.dimension, known)
      try require(
        values?.contains(bias.value) ?? false, "bias.value", bias.value, values?.joined(separator: ", ") ?? "")
      try require((0...10).contains(bias.strength), "bias.strength", bias.strength, "0 to 10")
    }
  }
}

/// A bias that employers of a synthetic market have against one group.
public struct PlantedBias: Hashable, Sendable, Codable {
  /// The dimension: `gender`, `age` or `ethnicity`.
  public var dimension: String
  /// The group hired less: `female`.
  public var value: String
  /// By how much the group's log-odds of being hired fall, 0 to 10: 0 for no bias, 0.69 halves the odds.
  public var strength: Double

  /// Makes a bias.
  public init(dimension: String, value: String, strength: Double) {
    (self.dimension, self.value, self.strength) = (dimension, value, strength)
  }
}

/// A value that no market can have.
public struct MarketConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The property's name.
  public let key: String
  /// What it was.
  public let found: String
  /// What it may be.
  public let allowed: String

  /// The key, what was found and what is allowed.
  public var description: String { "synthetic market: \(key) is \(found), allowed is \(allowed)" }
}

/// The dimensions along which synthetic seekers belong to groups, drawn apart from everything else.
enum GroupDimension {
  static let all: [(name: String, values: [String], weights: [Double])] = [
    ("gender", ["female", "male", "nonbinary"], [48, 49, 3]),
    ("age", ["age-under-30", "age-30-to-44", "age-45-plus"], [34, 38, 28]),
    ("ethnicity", ["ethnicity-a", "ethnicity-b", "ethnicity-c", "ethnicity-d"], [58, 18, 14, 10]),
  ]
}
