/// What a job pays or a seeker wishes, as stated.
public struct Pay: Hashable, Sendable, Codable {
  /// The least amount a period, if stated.
  public var minimum: Double?
  /// The most a period, if stated.
  public var maximum: Double?
  /// What the amounts are counted by.
  public var period: Period
  /// ISO 4217 code in capitals: `USD`.
  public var currency: String

  /// Makes a pay range.
  public init(minimum: Double?, maximum: Double?, period: Period, currency: String) {
    (self.minimum, self.maximum, self.period, self.currency) = (minimum, maximum, period, currency)
  }

  /// The time that an amount of pay is for.
  public enum Period: String, Hashable, Sendable, Codable, CaseIterable {
    case hour, day, week, month, year

    /// Periods in a working year of 52 weeks, 5 days a week, 8 hours a day.
    public var countAYear: Double {
      switch self {
      case .hour: 2080
      case .day: 260
      case .week: 52
      case .month: 12
      case .year: 1
      }
    }
  }
}
