import JobMarket

/// What events have in common, gathered before an event is made of it.
private struct EventParts {
  var id: String?
  var seeker: String?
  var job: String?
  var request: String?
  var at: Instant?
  var text = ""
  var category = ""
}

extension RecordDecoder {
  /// A request; needs an id, a seeker and a time.
  mutating func request(_ object: JSONObject) throws -> Request {
    var parts = EventParts()
    var filters: Attributes = [:]
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "id": parts.id = try field.id(value)
      case "seeker": parts.seeker = try field.id(value)
      case "query": parts.text = try field.text(value)
      case "filters": filters = try field.attributes(value)
      case "channel": parts.category = try field.text(value)
      case "at": parts.at = try times.instant(value)
      default: throw unknown(key, among: MarketColumns.of(.request))
      }
    }
    self.times = times
    return Request(
      id: try required(parts.id, "id"), seeker: try required(parts.seeker, "seeker"), query: parts.text,
      filters: filters, channel: parts.category, at: try required(parts.at, "at"))
  }

  /// An impression; needs all but the flow.
  mutating func impression(_ object: JSONObject) throws -> Impression {
    var parts = EventParts()
    var rank: Int?
    var flow: Flow?
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "request": parts.request = try field.id(value)
      case "job": parts.job = try field.id(value)
      case "rank": rank = try field.integer(value, atLeast: 1)
      case "flow": flow = try field.enumeration(value)
      case "at": parts.at = try times.instant(value)
      default: throw unknown(key, among: MarketColumns.of(.impression))
      }
    }
    self.times = times
    return Impression(
      request: try required(parts.request, "request"), job: try required(parts.job, "job"),
      rank: try required(rank, "rank"), flow: flow, at: try required(parts.at, "at"))
  }

  /// An engagement; needs a seeker, a job, a kind and a time.
  mutating func engagement(_ object: JSONObject) throws -> Engagement {
    var parts = EventParts()
    var kind: Engagement.Kind?
    var dwell: Double?
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "seeker": parts.seeker = try field.id(value)
      case "job": parts.job = try field.id(value)
      case "kind": kind = try field.enumeration(value)
      case "at": parts.at = try times.instant(value)
      case "dwellSeconds": dwell = try field.number(value, atLeast: 0)
      case "request": parts.request = try field.id(value)
      default: throw unknown(key, among: MarketColumns.of(.engagement))
      }
    }
    self.times = times
    return Engagement(
      seeker: try required(parts.seeker, "seeker"), job: try required(parts.job, "job"),
      kind: try required(kind, "kind"), at: try required(parts.at, "at"), dwellSeconds: dwell, request: parts.request)
  }

  /// A hire; needs everything.
  mutating func hire(_ object: JSONObject) throws -> Hire {
    var parts = EventParts()
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "seeker": parts.seeker = try field.id(value)
      case "job": parts.job = try field.id(value)
      case "at": parts.at = try times.instant(value)
      default: throw unknown(key, among: MarketColumns.of(.hire))
      }
    }
    self.times = times
    return Hire(
      seeker: try required(parts.seeker, "seeker"), job: try required(parts.job, "job"),
      at: try required(parts.at, "at"))
  }

  /// A campaign; needs all but its end.
  mutating func campaign(_ object: JSONObject) throws -> Campaign {
    var parts = EventParts()
    var bid: Double?
    var budget: Double?
    var zone: String?
    var end: Instant?
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "id": parts.id = try field.id(value)
      case "job": parts.job = try field.id(value)
      case "bid": bid = try field.number(value, atLeast: 0)
      case "dailyBudget": budget = try field.number(value, atLeast: 0)
      case "timeZone": zone = try timeZone(value)
      case "start": parts.at = try times.instant(value)
      case "end": end = try times.instant(value)
      default: throw unknown(key, among: MarketColumns.of(.campaign))
      }
    }
    self.times = times
    let start = try required(parts.at, "start")
    if let end, end < start {
      throw FieldError("end", found: "\(end)", allowed: "a time from \(start) on", reason: "It ends before it starts.")
    }
    return Campaign(
      id: try required(parts.id, "id"), job: try required(parts.job, "job"), bid: try required(bid, "bid"),
      dailyBudget: try required(budget, "dailyBudget"), timeZone: try required(zone, "timeZone"), start: start, end: end
    )
  }

  /// A piece of feedback; needs a seeker, a job, a text and a time.
  mutating func feedback(_ object: JSONObject) throws -> Feedback {
    var parts = EventParts()
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "seeker": parts.seeker = try field.id(value)
      case "job": parts.job = try field.id(value)
      case "text": parts.text = try field.text(value)
      case "category": parts.category = try field.text(value)
      case "at": parts.at = try times.instant(value)
      default: throw unknown(key, among: MarketColumns.of(.feedback))
      }
    }
    self.times = times
    return Feedback(
      seeker: try required(parts.seeker, "seeker"), job: try required(parts.job, "job"),
      text: try required(parts.text.isEmpty ? nil : parts.text, "text"), category: parts.category,
      at: try required(parts.at, "at"))
  }

  /// A membership in a group; needs everything.
  func group(_ object: JSONObject) throws -> GroupMembership {
    var parts = EventParts()
    try members(of: object) { key, value in
      switch key {
      case "seeker": parts.seeker = try field.id(value)
      case "dimension": parts.category = try field.text(value)
      case "value": parts.text = try field.text(value)
      default: throw unknown(key, among: MarketColumns.of(.group))
      }
    }
    return GroupMembership(
      seeker: try required(parts.seeker, "seeker"),
      dimension: try required(parts.category.isEmpty ? nil : parts.category, "dimension"),
      value: try required(parts.text.isEmpty ? nil : parts.text, "value"))
  }

  private func timeZone(_ value: JSONValue) throws -> String {
    let name = try field.text(value)
    guard TimeZoneClock(identifier: name) != nil else {
      throw FieldError("", found: name, allowed: "an IANA name such as America/New_York", reason: "No such time zone.")
    }
    return name
  }
}
