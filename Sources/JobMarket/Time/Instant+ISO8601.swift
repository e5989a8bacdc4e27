extension Instant {
  /// Reads an ISO 8601 date and time **with a zone**: `2014-12-12T20:12:35Z`, `2014-12-12 20:12:35.250+01:00`.
  ///
  /// Returns `nil` for anything else, a date without a zone included: such a text needs a zone from outside. O(length).
  public init?(iso8601 text: String) {
    var text = text
    let parsed = text.withUTF8 { bytes in Instant.ZonedTime(bytes) }
    guard let parsed, let offset = parsed.offsetMinutes else { return nil }
    self.init(milliseconds: parsed.localMilliseconds - Int64(offset) * 60_000)
  }

  /// The date and time in UTC: `2014-12-12T20:12:35Z`, with milliseconds only where there are any.
  public var iso8601: String {
    let (day, rest) = Instant.floorDivide(milliseconds, Instant.millisecondsADay)
    let date = CivilDate(daysSinceEpoch: Int(day))
    let second = rest / 1000
    let fraction = rest % 1000 == 0 ? "" : "." + Instant.padded(Int(rest % 1000), 3)
    let time = [second / 3600, second / 60 % 60, second % 60].map { Instant.padded(Int($0), 2) }.joined(separator: ":")
    return "\(date)T\(time)\(fraction)Z"
  }

  /// The UTC calendar day this instant falls on.
  public var date: CivilDate {
    CivilDate(daysSinceEpoch: Int(Instant.floorDivide(milliseconds, Instant.millisecondsADay).quotient))
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// A date, perhaps a time, perhaps a zone, as written in a text; the zone is left to the caller where it is absent.
  ///
  /// Accepts `YYYY-MM-DD`, then optionally `T` or spaces and `HH:MM[:SS[.fraction]]`, then optionally `Z`, `UTC`, `GMT`,
  /// `±HH`, `±HHMM` or `±HH:MM`. Fractions beyond milliseconds are cut.
  public struct ZonedTime: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00 on the text's own clock.
    public var localMilliseconds: Int64
    /// Minutes east of UTC, or `nil` where the text names no zone.
    public var offsetMinutes: Int?

    /// Reads UTF-8 bytes; `nil` when they are not such a text or name a day or time that does not exist. O(length).
    public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
      var cursor = Cursor(bytes: bytes)
      guard let year = cursor.number(digits: 4), cursor.take("-"), let month = cursor.number(digits: 2),
        cursor.take("-"),
        let day = cursor.number(digits: 2), let date = CivilDate(year: year, month: month, day: day)
      else { return nil }
      localMilliseconds = date.startOfDay.milliseconds
      let separated = cursor.take("T") || cursor.takeSpaces()
      if separated, let hour = cursor.number(digits: 2) {
        guard cursor.take(":"), let minute = cursor.number(digits: 2), hour <= 24, minute <= 59 else { return nil }
        var second = 0
        var fraction = 0
        if cursor.take(":") {
          guard let value = cursor.number(digits: 2), value <= 60 else { return nil }
          second = value
          if cursor.take(".") || cursor.take(",") {
            guard let value = cursor.fraction() else { return nil }
            fraction = value
          }
        }
        // 24:00:00 is the midnight that ends a day; 24:30 does not exist.
        guard hour < 24 || (minute == 0 && second == 0 && fraction == 0) else { return nil }
        localMilliseconds += Int64(hour * 3600 + minute * 60 + second) * 1000 + Int64(fraction)
      }
      _ = cursor.takeSpaces()
      guard let zone = cursor.zone(), cursor.isAtEnd else { return nil }
      offsetMinutes = zone
    }
  }
}

/// Reads fixed-width parts of a date from bytes.
private struct Cursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: letter) else { return false }
    position += 1
    return true
  }

  mutating func takeSpaces() -> Bool {
    let start = position
    while take(" ") {}
    return position > start
  }

  mutating func number(digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for index in position..<position + digits {
      guard (48...57).contains(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 48)
    }
    position += digits
    return value
  }

  /// Digits after the point, as milliseconds.
  mutating func fraction() -> Int? {
    var value = 0
    var scale = 100
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) {
      value += Int(bytes[position] - 48) * scale
      scale /= 10
      position += 1
    }
    return position > start ? value : nil
  }

  /// `.some(nil)`: no zone; `.some(minutes)`: a zone; `nil`: not a zone.
  mutating func zone() -> Int?? {
    if isAtEnd { return .some(nil) }
    if take("Z") || take("z") { return .some(0) }
    let rest = bytes[position...]
    if rest.elementsEqual("UTC".utf8) || rest.elementsEqual("GMT".utf8) {
      position = bytes.count
      return .some(0)
    }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = number(digits: 2), hours <= 18 else { return nil }
    _ = take(":")
    let minutes = isAtEnd ? 0 : number(digits: 2)
    guard let minutes, minutes <= 59 else { return nil }
    return .some(sign * (hours * 60 + minutes))
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2014-12-12`.
  public var description: String {
    let digits = Instant.padded(abs(year), 4)
    return "\(year < 0 ? "-" : "")\(digits)-\(Instant.padded(month, 2))-\(Instant.padded(day, 2))"
  }
}

extension Instant: CustomStringConvertible {
  /// The ISO 8601 form.
  public var description: String { iso8601 }
}
