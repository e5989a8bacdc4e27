import JobMarket

extension RecordDecoder {
  /// A job; needs an id and a title, in its own column or, where the source standardized it already, among the attributes.
  mutating func job(_ object: JSONObject) throws -> Job {
    var job = Job(id: "", title: "")
    var times = times
    try members(of: object) { key, value in
      switch key {
      case "id": job.id = try field.id(value)
      case "title": job.title = try field.text(value)
      case "description": job.description = try field.text(value)
      case "company": job.company = try field.text(value)
      case "industry": job.industry = try field.text(value)
      case "places": job.places = try field.list(value, place)
      case "remote": job.remote = try field.enumeration(value)
      case "employmentType": job.employmentType = try field.enumeration(value)
      case "seniority": job.seniority = try field.text(value)
      case "skills": job.skills = try field.texts(value)
      case "pay": job.pay = try pay(value)
      case "openings": job.openings = try field.integer(value, atLeast: 0)
      case "postedAt": job.postedAt = try times.instant(value)
      case "expiresAt": job.expiresAt = try times.instant(value)
      case "status": job.status = try field.enumeration(value)
      case "attributes": job.attributes = try field.attributes(value)
      default: throw unknown(key, among: MarketColumns.of(.job))
      }
    }
    self.times = times
    _ = try required(job.id.isEmpty ? nil : job.id, "id")
    if job.title.isEmpty { job.title = job.attributes[.title]?.first ?? "" }
    _ = try required(job.title.isEmpty ? nil : job.title, "title")
    return job
  }

  /// A place: a text, or an object with a text or city, state and country, and perhaps a point.
  func place(_ value: JSONValue) throws -> Place {
    if case .string(let text) = value { return Place(text) }
    guard case .object(let object) = value else { throw field.wrongType(value, allowed: "a text or an object") }
    var text: String?
    var parts: [String?] = [nil, nil, nil]
    var latitude: Double?
    var longitude: Double?
    try members(of: object) { key, value in
      switch key {
      case "text": text = try field.text(value)
      case "city": parts[0] = try field.text(value)
      case "state": parts[1] = try field.text(value)
      case "country": parts[2] = try field.text(value)
      case "lat": latitude = try degrees(value, 90)
      case "lon": longitude = try degrees(value, 180)
      default: throw unknown(key, among: MarketColumns.place)
      }
    }
    let named = text ?? parts.compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: ", ")
    guard let latitude, let longitude else {
      if latitude != nil || longitude != nil {
        throw FieldError(
          latitude == nil ? "lat" : "lon", allowed: "both lat and lon, or neither", reason: "Half a point.")
      }
      guard !named.isEmpty else {
        throw FieldError("", found: value.found, allowed: "text, city or lat and lon", reason: "The place is empty.")
      }
      return Place(named)
    }
    return Place(named, coordinate: Coordinate(latitude: latitude, longitude: longitude))
  }

  private func degrees(_ value: JSONValue, _ limit: Double) throws -> Double {
    let degrees = try field.number(value)
    guard (-limit...limit).contains(degrees) else {
      throw FieldError("", found: value.found, allowed: "-\(limit) to \(limit) degrees", reason: "Not on the earth.")
    }
    return degrees
  }

  /// Pay: period and currency are needed, and `min` may not exceed `max`.
  func pay(_ value: JSONValue) throws -> Pay {
    var pay = Pay(minimum: nil, maximum: nil, period: .year, currency: "")
    var period: Pay.Period?
    try members(of: try object(value)) { key, value in
      switch key {
      case "min": pay.minimum = try field.number(value, atLeast: 0)
      case "max": pay.maximum = try field.number(value, atLeast: 0)
      case "period": period = try field.enumeration(value)
      case "currency": pay.currency = try currency(value)
      default: throw unknown(key, among: MarketColumns.pay)
      }
    }
    pay.period = try required(period, "period")
    _ = try required(pay.currency.isEmpty ? nil : pay.currency, "currency")
    if let least = pay.minimum, let most = pay.maximum, least > most {
      throw FieldError("min", found: "\(least) > \(most)", allowed: "min at most max", reason: "min exceeds max.")
    }
    return pay
  }

  private func currency(_ value: JSONValue) throws -> String {
    let code = try field.text(value).uppercased()
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw FieldError("", found: value.found, allowed: "an ISO 4217 code such as USD", reason: "Not a currency code.")
    }
    return code
  }
}
