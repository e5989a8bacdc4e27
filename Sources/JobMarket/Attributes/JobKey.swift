/// The market's own persistent number of a job: given once at import, never reused, the last word in any order.
public struct JobKey: RawRepresentable, Hashable, Comparable, Sendable, Codable {
  /// The number, 1 for the first job imported.
  public let rawValue: Int64

  /// Wraps a number the market gave.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Orders by number.
  public static func < (first: JobKey, second: JobKey) -> Bool {
    first.rawValue < second.rawValue
  }
}
