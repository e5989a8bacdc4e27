import JobMarket

extension MarketRecord.Content {
  /// Which kind this is.
  public var kind: MarketRecord.Kind {
    switch self {
    case .seeker: .seeker
    case .job: .job
    case .request: .request
    case .impression: .impression
    case .engagement: .engagement
    case .hire: .hire
    case .campaign: .campaign
    case .feedback: .feedback
    case .group: .group
    }
  }
}

extension MarketRecord {
  /// Throws a `Reject` for what no market may hold: an empty id, a number or a time that is none, who somebody is as an
  /// attribute.
  func validate() throws {
    switch content {
    case .seeker(let seeker):
      try named(seeker.id)
      try amount(seeker.wants.pay, "wants.pay")
      for (index, position) in seeker.positions.enumerated() {
        try dated(position.start, "positions[\(index)].start")
        try dated(position.end, "positions[\(index)].end")
      }
      try unreserved(seeker.attributes, "attributes")
    case .job(let job):
      try named(job.id)
      try amount(job.pay, "pay")
      try dated(job.postedAt, "postedAt")
      try dated(job.expiresAt, "expiresAt")
      try unreserved(job.attributes, "attributes")
    case .request(let request):
      try named(request.id)
      try dated(request.at, "at")
      try unreserved(request.filters, "filters")
    case .campaign(let campaign):
      try named(campaign.id)
      try amount(campaign.bid, "bid")
      try amount(campaign.dailyBudget, "dailyBudget")
      try dated(campaign.start, "start")
      try dated(campaign.end, "end")
    case .engagement(let engagement):
      if let seconds = engagement.dwellSeconds { try finite(seconds, "dwellSeconds") }
      try dated(engagement.at, "at")
    case .group(let group):
      guard !group.dimension.isEmpty else {
        throw Reject(
          location: location, key: "dimension", allowed: "a name such as gender", reason: "the dimension is empty")
      }
    case .impression(let impression): try dated(impression.at, "at")
    case .hire(let hire): try dated(hire.at, "at")
    case .feedback(let feedback): try dated(feedback.at, "at")
    }
  }

  private func named(_ id: String) throws {
    guard !id.isEmpty else {
      throw Reject(location: location, key: "id", allowed: "a text that is not empty", reason: "the id is empty")
    }
  }

  private func amount(_ pay: Pay?, _ key: String) throws {
    if let minimum = pay?.minimum { try amount(minimum, key + ".min") }
    if let maximum = pay?.maximum { try amount(maximum, key + ".max") }
  }

  /// The largest sum of money: in every currency more than any job pays, and far from where a year of hours overflows.
  private static let largestAmount = 1e12

  private func amount(_ value: Double, _ key: String) throws {
    try finite(value, key)
    guard abs(value) <= MarketRecord.largestAmount else {
      throw Reject(
        location: location, key: key, found: "\(value)", allowed: "at most \(MarketRecord.largestAmount)",
        reason: "the amount is larger than any money")
    }
  }

  private func dated(_ instant: Instant?, _ key: String) throws {
    guard let instant, !Instant.calendar.contains(instant) else { return }
    throw Reject(
      location: location, key: key, found: "\(instant.milliseconds)", allowed: "a time from the year -9999 to 9999",
      reason: "the time lies in no year of the calendar; check its unit")
  }

  private func unreserved(_ attributes: Attributes, _ key: String) throws {
    // The least name, so that the reject does not depend on the order of a dictionary.
    guard let field = attributes.keys.filter(\.isReserved).min() else { return }
    throw Reject(
      location: location, key: "\(key).\(field)", found: field.name,
      allowed: "a field that does not say who somebody is",
      reason: "who somebody is must never be an input; the audit reads it from a groups file (seeker, dimension, value)"
    )
  }

  private func finite(_ value: Double, _ key: String) throws {
    guard value.isFinite else {
      throw Reject(
        location: location, key: key, found: "\(value)", allowed: "a finite number", reason: "the number is not finite")
    }
  }

  /// The reject of a second row of the same thing in one file.
  func duplicate(firstLine: Int) -> Reject {
    let (key, found): (String, String) =
      switch content {
      case .seeker(let seeker): ("id", seeker.id)
      case .job(let job): ("id", job.id)
      case .request(let request): ("id", request.id)
      case .campaign(let campaign): ("id", campaign.id)
      case .impression(let impression): ("request", "\(impression.request), \(impression.job), \(impression.rank)")
      case .engagement(let event): ("seeker", "\(event.seeker), \(event.job), \(event.kind.rawValue), \(event.at)")
      case .hire(let hire): ("seeker", "\(hire.seeker), \(hire.job), \(hire.at)")
      case .feedback(let feedback): ("seeker", "\(feedback.seeker), \(feedback.job), \(feedback.at)")
      case .group(let group): ("seeker", "\(group.seeker), \(group.dimension)")
      }
    return Reject(
      location: location, key: key, found: found, allowed: "each \(content.kind.rawValue) once a file",
      reason: "a duplicate of the \(content.kind.rawValue) first named in line \(firstLine); the first one stays")
  }
}
