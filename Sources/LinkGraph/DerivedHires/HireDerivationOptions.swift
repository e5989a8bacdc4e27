import JobMarket

/// When an application and a position count as a hire.
public struct HireDerivationOptions: Hashable, Sendable, Codable {
  /// Within how many days after the application the position must begin, 1 to 3,650.
  ///
  /// The default is 180.
  public var days = 180

  /// The least confidence of a hire, 0 to 1; an application whose best position has less is neither hire nor no-hire.
  ///
  /// The default is 0.3: an employer's whole name, half a year later, under another title (0.4) is kept; the first of two words
  /// of the name, as late, under another title (0.24) is not.
  public var minimumConfidence = 0.3

  /// How probably a position without a beginning is taken to have begun after an application to its company, 0 to 1.
  ///
  /// The default is 0: such a position makes no hire. With more, the hire's time is the application's.
  public var undatedChance = 0.0

  /// The moment up to which careers are known. An application less than `days` before it that no position followed is neither hire
  /// nor no-hire.
  ///
  /// The default is `nil`: every career is known for long enough.
  public var knownUntil: Instant?

  /// How many names of companies the report lists at most, 0 to 10,000.
  ///
  /// The default is 20.
  public var mostNames = 20

  /// The defaults.
  public init() {}

  func check() throws {
    for (name, found, allowed) in [
      ("the number of days to a hire", days, 1...3650), ("the number of names listed", mostNames, 0...10_000),
    ] where !allowed.contains(found) {
      throw LinkGraphError.option(name, found, allowed: allowed)
    }
    for (name, found) in [
      ("the least confidence of a hire", minimumConfidence),
      ("the chance of a position without a beginning", undatedChance),
    ] where !(0...1).contains(found) {
      throw LinkGraphError.share(name, found)
    }
  }
}
