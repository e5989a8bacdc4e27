import JobMarket

extension RecordDecoder {
  /// A seeker; needs an id.
  mutating func seeker(_ object: JSONObject) throws -> Seeker {
    var seeker = Seeker(id: "")
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "id": seeker.id = try field.id(value)
      case "headline": seeker.headline = try field.text(value)
      case "text": seeker.text = try field.text(value)
      case "positions": seeker.positions = try field.list(value) { try position($0, &times) }
      case "skills": seeker.skills = try field.texts(value)
      case "education": seeker.education = try field.list(value, education)
      case "place": seeker.place = try place(value)
      case "wants": seeker.wants = try wants(value)
      case "attributes": seeker.attributes = try field.attributes(value)
      default: throw unknown(key, among: MarketColumns.of(.seeker))
      }
    }
    self.times = times
    _ = try required(seeker.id.isEmpty ? nil : seeker.id, "id")
    return seeker
  }

  /// A position; needs a title or a company, and cannot end before it starts.
  private func position(_ value: JSONValue, _ times: inout TimeReader) throws -> Seeker.Position {
    var position = Seeker.Position(title: "")
    try members(of: try object(value)) { key, value in
      switch key {
      case "title": position.title = try field.text(value)
      case "company": position.company = try field.text(value)
      case "place": position.place = try place(value)
      case "start": position.start = try times.historyInstant(value)
      case "end": position.end = try times.historyInstant(value)
      default: throw unknown(key, among: MarketColumns.position)
      }
    }
    guard !position.title.isEmpty || !position.company.isEmpty else {
      throw FieldError("title", allowed: "a title or a company", reason: "The position has neither.")
    }
    if let start = position.start, let end = position.end, end < start {
      throw FieldError(
        "end", found: "\(start) to \(end)", allowed: "an end not before the start", reason: "It ends before it starts.")
    }
    return position
  }

  /// A degree; needs to say which.
  private func education(_ value: JSONValue) throws -> Seeker.Education {
    var education = Seeker.Education(degree: "")
    try members(of: try object(value)) { key, value in
      switch key {
      case "degree": education.degree = try field.text(value)
      case "major": education.major = try field.text(value)
      case "year": education.year = try year(value)
      default: throw unknown(key, among: MarketColumns.education)
      }
    }
    guard !education.degree.isEmpty || !education.major.isEmpty else {
      throw FieldError("degree", allowed: "a degree or a major", reason: "The education has neither.")
    }
    return education
  }

  private func year(_ value: JSONValue) throws -> Int {
    let year = try field.integer(value)
    guard (1800...2200).contains(year) else {
      throw FieldError("", found: value.found, allowed: "a year from 1800 to 2200", reason: "Not a year.")
    }
    return year
  }

  private func wants(_ value: JSONValue) throws -> Seeker.Wants {
    var wants = Seeker.Wants()
    try members(of: try object(value)) { key, value in
      switch key {
      case "titles": wants.titles = try field.texts(value)
      case "places": wants.places = try field.list(value, place)
      case "employmentTypes": wants.employmentTypes = try field.list(value) { try field.enumeration($0) }
      case "pay": wants.pay = try pay(value)
      default: throw unknown(key, among: MarketColumns.wants)
      }
    }
    return wants
  }
}
