/// A moment when a seeker asked for jobs, by search or by opening a page of recommendations.
public struct Request: Hashable, Sendable, Codable {
  /// The source's own id, unique among requests.
  public var id: String
  /// Who asked.
  public var seeker: String
  /// The words typed; empty for a recommendation.
  public var query: String
  /// Filters set by hand, field to values as written.
  public var filters: Attributes
  /// Where it was asked: `search`, `home`, `email`, …, as the source names it.
  public var channel: String
  /// When.
  public var at: Instant

  /// Makes a request.
  public init(
    id: String, seeker: String, query: String = "", filters: Attributes = [:], channel: String = "", at: Instant
  ) {
    (self.id, self.seeker, self.query) = (id, seeker, query)
    (self.filters, self.channel, self.at) = (filters, channel, at)
  }
}

/// One job shown in answer to a request.
public struct Impression: Hashable, Sendable, Codable {
  /// The request's id.
  public var request: String
  /// The job shown.
  public var job: String
  /// Its place on the page, 1 for the first.
  public var rank: Int
  /// Which flow put it there, if known.
  public var flow: Flow?
  /// When.
  public var at: Instant

  /// Makes an impression.
  public init(request: String, job: String, rank: Int, flow: Flow? = nil, at: Instant) {
    (self.request, self.job, self.rank, self.flow, self.at) = (request, job, rank, flow, at)
  }
}

/// Which of the two systems shows a job (PAPER P1.2).
public enum Flow: String, Hashable, Sendable, Codable, CaseIterable {
  case promoted, organic
}

/// Something a seeker did with a job.
public struct Engagement: Hashable, Sendable, Codable {
  /// Who.
  public var seeker: String
  /// With which job.
  public var job: String
  /// What.
  public var kind: Kind
  /// When.
  public var at: Instant
  /// Seconds spent on it, if known.
  public var dwellSeconds: Double?
  /// The request that led there, if known.
  public var request: String?

  /// Makes an engagement.
  public init(
    seeker: String, job: String, kind: Kind, at: Instant, dwellSeconds: Double? = nil, request: String? = nil
  ) {
    (self.seeker, self.job, self.kind, self.at) = (seeker, job, kind, at)
    (self.dwellSeconds, self.request) = (dwellSeconds, request)
  }

  /// What was done.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case view, click, apply, save, dismiss
  }
}

/// A confirmed hire: the seeker works at the job's company now (PAPER P2.1).
public struct Hire: Hashable, Sendable, Codable {
  /// Who was hired.
  public var seeker: String
  /// Into which job.
  public var job: String
  /// When the work began.
  public var at: Instant

  /// Makes a hire.
  public init(seeker: String, job: String, at: Instant) {
    (self.seeker, self.job, self.at) = (seeker, job, at)
  }
}

/// Paid promotion of one job, charged by click.
public struct Campaign: Hashable, Sendable, Codable {
  /// The source's own id, unique among campaigns.
  public var id: String
  /// The job promoted.
  public var job: String
  /// Most paid for one click, in the account's currency.
  public var bid: Double
  /// Most spent in one day of `timeZone`.
  public var dailyBudget: Double
  /// IANA name of the zone whose days the budget counts: `America/New_York`.
  public var timeZone: String
  /// First moment it runs.
  public var start: Instant
  /// The moment it stops; `nil` runs on.
  public var end: Instant?

  /// Makes a campaign.
  public init(
    id: String, job: String, bid: Double, dailyBudget: Double, timeZone: String, start: Instant, end: Instant? = nil
  ) {
    (self.id, self.job, self.bid, self.dailyBudget) = (id, job, bid, dailyBudget)
    (self.timeZone, self.start, self.end) = (timeZone, start, end)
  }
}

/// What a seeker said of a job they were shown (PAPER P4.1).
public struct Feedback: Hashable, Sendable, Codable {
  /// Who.
  public var seeker: String
  /// Of which job.
  public var job: String
  /// Their words.
  public var text: String
  /// The category somebody gave it; empty if none.
  public var category: String
  /// When.
  public var at: Instant

  /// Makes a piece of feedback.
  public init(seeker: String, job: String, text: String, category: String = "", at: Instant) {
    (self.seeker, self.job, self.text, self.category, self.at) = (seeker, job, text, category, at)
  }
}

/// Who a seeker is, along one dimension: for the fairness audit only, never a feature.
public struct GroupMembership: Hashable, Sendable, Codable {
  /// Who.
  public var seeker: String
  /// The dimension: `gender`, `race`, `age`, ….
  public var dimension: String
  /// The group on it, as the source names it.
  public var value: String

  /// Makes a membership.
  public init(seeker: String, dimension: String, value: String) {
    (self.seeker, self.dimension, self.value) = (seeker, dimension, value)
  }
}
