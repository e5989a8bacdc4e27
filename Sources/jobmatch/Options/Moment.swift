import ArgumentParser
import JobMarket

/// A date and time with a zone, as an argument.
struct Moment: ExpressibleByArgument {
  /// The moment.
  let instant: Instant

  init(_ instant: Instant) {
    self.instant = instant
  }

  init?(argument: String) {
    guard let instant = Instant(iso8601: argument) else { return nil }
    self.instant = instant
  }

  var defaultValueDescription: String { "now" }
}
