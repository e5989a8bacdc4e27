/// A moment, in UTC milliseconds since 1970-01-01T00:00:00Z.
///
/// Every time in the market is one of these, so that two sources with different zones can be ordered. A text without a
/// zone is not an instant: the reader needs the mapping's `timeZone` to make it one.
///
/// ```swift
/// Instant(iso8601: "2014-12-12T20:12:35Z")?.milliseconds  // 1_418_415_155_000
/// ```
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since the epoch, negative before it.
  public var milliseconds: Int64

  /// Makes an instant from UTC milliseconds since the epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Makes an instant from UTC seconds since the epoch.
  public init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  /// Orders by time.
  public static func < (first: Instant, second: Instant) -> Bool {
    first.milliseconds < second.milliseconds
  }

  /// The instant `duration` milliseconds later.
  public func advanced(byMilliseconds duration: Int64) -> Instant {
    Instant(milliseconds: milliseconds + duration)
  }

  /// The instant a number of 24-hour days later; negative for earlier.
  public func advanced(byDays days: Double) -> Instant {
    Instant(milliseconds: milliseconds + Int64(days * Double(Instant.millisecondsADay)))
  }

  /// Fractional 24-hour days from `other` to this instant.
  public func days(since other: Instant) -> Double {
    Double(milliseconds - other.milliseconds) / Double(Instant.millisecondsADay)
  }

  /// The moments that a market may hold: the years −9999 to 9999 on the clock of every zone, hence a day more at each end.
  ///
  /// A number beyond them is no date but a mistake of units: microseconds of today read as milliseconds lie in the year
  /// 55,000.
  public static let calendar: ClosedRange<Instant> = {
    let day = millisecondsADay
    return Instant(milliseconds: -4_371_587 * day - day)...Instant(milliseconds: 2_932_897 * day + day - 1)
  }()

  /// Milliseconds in 24 hours.
  public static let millisecondsADay: Int64 = 86_400_000

  /// Encodes as a bare number of milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  /// Decodes a bare number of milliseconds.
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }
}
