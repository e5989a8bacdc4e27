import JobMarket

/// The columns of the tables whose rows point at others; the keys of what they point at are looked up before.
extension RowBuffer {
  mutating func set(_ request: Request, seeker: Int64) {
    removeAll()
    append(request.id)
    append(seeker)
    append(request.query)
    append(filters: request.filters)
    append(request.channel)
    append(request.at.milliseconds)
  }

  mutating func set(_ campaign: Campaign, job: Int64) {
    removeAll()
    append(campaign.id)
    append(job)
    append(campaign.bid as Double?)
    append(campaign.dailyBudget as Double?)
    append(campaign.timeZone)
    append(campaign.start.milliseconds)
    append(campaign.end)
  }

  mutating func set(_ impression: Impression, request: Int64, job: Int64) {
    removeAll()
    append(request)
    append(job)
    append(Int64(impression.rank))
    append(impression.flow?.rawValue)
    append(impression.at.milliseconds)
  }

  mutating func set(_ engagement: Engagement, seeker: Int64, job: Int64, request: Int64?) {
    removeAll()
    append(seeker)
    append(job)
    append(engagement.kind.rawValue)
    append(engagement.at.milliseconds)
    append(engagement.dwellSeconds)
    append(request)
  }

  mutating func set(_ hire: Hire, seeker: Int64, job: Int64) {
    removeAll()
    append(seeker)
    append(job)
    append(hire.at.milliseconds)
  }

  mutating func set(_ feedback: Feedback, seeker: Int64, job: Int64) {
    removeAll()
    append(seeker)
    append(job)
    append(feedback.at.milliseconds)
    append(feedback.category)
    append(feedback.text)
  }
}

/// The same nouns from rows in which the ids stand again in place of the keys; each query lists its columns in this order.
extension StatementRow {
  static let requestQuery = """
    SELECT request.key, request.id, seeker.id, query, filters, channel, at
    FROM request JOIN seeker ON seeker.key = request.seeker
    """

  func request() throws -> Request {
    Request(
      id: text(1), seeker: text(2), query: text(3), filters: try nested(4) { try $0.filters() } ?? [:],
      channel: text(5),
      at: try time(6))
  }

  static let campaignQuery = """
    SELECT campaign.key, campaign.id, job.id, bid, dailyBudget, timeZone, start, "end"
    FROM campaign JOIN job ON job.key = campaign.job
    """

  func campaign() throws -> Campaign {
    Campaign(
      id: text(1), job: text(2), bid: optionalReal(3) ?? 0, dailyBudget: optionalReal(4) ?? 0, timeZone: text(5),
      start: try time(6), end: try instant(7))
  }

  static let impressionQuery = """
    SELECT impression.key, request.id, job.id, rank, flow, impression.at
    FROM impression JOIN request ON request.key = impression.request JOIN job ON job.key = impression.job
    """

  func impression() throws -> Impression {
    Impression(
      request: text(1), job: text(2), rank: Int(integer(3)), flow: try choice(4), at: try time(5))
  }

  static let engagementQuery = """
    SELECT engagement.key, seeker.id, job.id, kind, engagement.at, dwellSeconds, request.id
    FROM engagement JOIN seeker ON seeker.key = engagement.seeker JOIN job ON job.key = engagement.job
    LEFT JOIN request ON request.key = engagement.request
    """

  func engagement() throws -> Engagement {
    Engagement(
      seeker: text(1), job: text(2), kind: try choice(3) ?? .view, at: try time(4),
      dwellSeconds: optionalReal(5), request: optionalText(6))
  }

  static let hireQuery = """
    SELECT hire.key, seeker.id, job.id, at
    FROM hire JOIN seeker ON seeker.key = hire.seeker JOIN job ON job.key = hire.job
    """

  func hire() throws -> Hire {
    Hire(seeker: text(1), job: text(2), at: try time(3))
  }

  static let feedbackQuery = """
    SELECT feedback.key, seeker.id, job.id, feedback.text, category, at
    FROM feedback JOIN seeker ON seeker.key = feedback.seeker JOIN job ON job.key = feedback.job
    """

  func feedback() throws -> Feedback {
    Feedback(
      seeker: text(1), job: text(2), text: text(3), category: text(4), at: try time(5))
  }
}
