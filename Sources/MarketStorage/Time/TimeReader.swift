import JobMarket

/// Reads the times of one file after its rules.
struct TimeReader {
  /// What a bare number means.
  enum Epoch: String, CaseIterable, Sendable {
    case seconds, milliseconds
  }

  /// The clock of texts without a zone, if the mapping names one.
  var clock: TimeZoneClock?
  /// What bare numbers are; `nil` refuses them.
  var epoch: Epoch?

  /// An event's time: with a zone, or in the mapping's, or a number where numbers are allowed.
  mutating func instant(_ value: JSONValue) throws -> Instant {
    switch value {
    case .integer(let number):
      return try instant(number: number, found: value)
    case .string(var text):
      let read: Instant.ZonedTime? = text.withUTF8 { Instant.ZonedTime($0) }
      if let read { return try instant(read, text) }
      if let number = Int64(text), text.utf8.count != 4 { return try instant(number: number, found: value) }
      throw refusal(of: value)
    default:
      throw refusal(of: value)
    }
  }

  /// A day in somebody's history: also `2014`, `2014-05` and `2014-05-01`, each read as its first moment in UTC.
  mutating func historyInstant(_ value: JSONValue) throws -> Instant {
    switch value {
    case .string(let text) where text.utf8.count <= 10:
      if let date = TimeReader.partialDate(text) { return date.startOfDay }
    case .integer(let year) where (1...9999).contains(year):
      if let date = CivilDate(year: Int(year), month: 1, day: 1) { return date.startOfDay }
    default: break
    }
    return try instant(value)
  }

  private mutating func instant(_ read: Instant.ZonedTime, _ text: String) throws -> Instant {
    if let offset = read.offsetMinutes {
      return Instant(milliseconds: read.localMilliseconds - Int64(offset) * 60_000)
    }
    guard let instant = clock?.instant(localMilliseconds: read.localMilliseconds) else {
      throw FieldError(
        "", found: text, allowed: "a zone after the time ('Z', '+01:00') or `timeZone` in the mapping",
        reason: "date without zone and none in the mapping")
    }
    return instant
  }

  private func instant(number: Int64, found: JSONValue) throws -> Instant {
    switch epoch {
    case .milliseconds: return try dated(Instant(milliseconds: number), found)
    case .seconds:
      let (milliseconds, isTooLarge) = number.multipliedReportingOverflow(by: 1000)
      return try dated(Instant(milliseconds: isTooLarge ? .max : milliseconds), found)
    case nil:
      throw FieldError(
        "", found: found.found, allowed: "`epoch: seconds` or `epoch: milliseconds` in the mapping",
        reason: "A bare number is no time unless the mapping says what it counts.")
    }
  }

  /// The instant, unless it lies in no year that a calendar has.
  private func dated(_ instant: Instant, _ found: JSONValue) throws -> Instant {
    guard Instant.calendar.contains(instant) else {
      throw FieldError(
        "", found: found.found, allowed: "a time from the year -9999 to 9999",
        reason: "The number is no \(epoch == .seconds ? "seconds" : "milliseconds") since 1970 but some other unit.")
    }
    return instant
  }

  private func refusal(of value: JSONValue) -> FieldError {
    FieldError(
      "", found: value.found, allowed: "ISO 8601 such as 2014-12-12T20:12:35Z, or UTC milliseconds as an integer",
      reason: "The value is not a time.")
  }

  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  private static func partialDate(_ text: String) -> CivilDate? {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.count == $1 }) else { return nil }
    var numbers = [0, 1, 1]
    for (index, part) in parts.enumerated() {
      guard part.allSatisfy({ (48...57).contains($0) }), let number = Int(Substring(part)) else { return nil }
      numbers[index] = number
    }
    return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}
