import Foundation
import JobMarket

/// Turns the times of a zone's own clock into instants, with the zone's changes of summer time.
///
/// Where the clock is set forward and a time does not exist, it is read with the offset from before (02:30 becomes 03:30);
/// where it is set back and a time exists twice, the first is meant. O(1) but for the few days around a change; what a
/// day's offset is, is asked once.
struct TimeZoneClock {
  private let zone: TimeZone
  /// Seconds east of UTC by local day, for days on which it does not change.
  private var offsets: [Int64: Int64?] = [:]

  /// A clock of an IANA zone (`Europe/London`), or `nil` when there is no such zone.
  init?(identifier: String) {
    // `TimeZone(identifier:)` also takes GMT offsets and abbreviations, of which `EST` and the like have no summer time.
    guard identifier == "UTC" || identifier.contains("/"), let zone = TimeZone(identifier: identifier) else {
      return nil
    }
    self.zone = zone
  }

  /// The instant at which this zone's clock shows a time, given in milliseconds since 1970-01-01T00:00:00 of that clock.
  mutating func instant(localMilliseconds local: Int64) -> Instant {
    let day = local.flooredQuotient(by: Instant.millisecondsADay)
    let known: Int64?
    if let cached = offsets[day] {
      known = cached
    } else {
      let start = day * 86_400
      let (before, after) = (offset(atUTC: start - 86_400), offset(atUTC: start + 2 * 86_400))
      known = before == after ? before : nil
      offsets[day] = .some(known)
    }
    if let known { return Instant(milliseconds: local - known * 1000) }
    return instantNearChange(local)
  }

  private func instantNearChange(_ local: Int64) -> Instant {
    let seconds = local.flooredQuotient(by: 1000)
    let (before, after) = (offset(atUTC: seconds - 86_400), offset(atUTC: seconds + 86_400))
    let isBefore = offset(atUTC: seconds - before) == before
    let isAfter = offset(atUTC: seconds - after) == after
    let chosen = isBefore || !isAfter ? before : after
    return Instant(milliseconds: local - chosen * 1000)
  }

  private func offset(atUTC seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }
}

extension Int64 {
  /// The quotient rounded down, also below zero.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
