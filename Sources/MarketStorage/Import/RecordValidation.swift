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
  /// Throws a `Reject` for what no table can hold: an empty id, a number that is none.
  func validate() throws {
    switch content {
    case .seeker(let seeker):
      try named(seeker.id)
      try finite(seeker.wants.pay, "wants.pay")
    case .job(let job):
      try named(job.id)
      try finite(job.pay, "pay")
    case .request(let request):
      try named(request.id)
    case .campaign(let campaign):
      try named(campaign.id)
      try finite(campaign.bid, "bid")
      try finite(campaign.dailyBudget, "dailyBudget")
    case .engagement(let engagement):
      if let seconds = engagement.dwellSeconds { try finite(seconds, "dwellSeconds") }
    case .group(let group):
      guard !group.dimension.isEmpty else {
        throw Reject(
          location: location, key: "dimension", allowed: "a name such as gender", reason: "the dimension is empty")
      }
    case .impression, .hire, .feedback:
      break
    }
  }

  private func named(_ id: String) throws {
    guard !id.isEmpty else {
      throw Reject(location: location, key: "id", allowed: "a text that is not empty", reason: "the id is empty")
    }
  }

  private func finite(_ pay: Pay?, _ key: String) throws {
    if let minimum = pay?.minimum { try finite(minimum, key + ".min") }
    if let maximum = pay?.maximum { try finite(maximum, key + ".max") }
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
