/// One figure of a report, with its interval: a line of `jobmatch evaluate --json`.
public struct EvaluationLine: Hashable, Sendable {
  /// The protocol: `quickhire`, `nlsy97` or `market`.
  public var `protocol`: String
  /// The model's name.
  public var model: String
  /// `recall` or `mrr`; for a part of the cases with its name behind a slash, `recall/changers`.
  public var metric: String
  /// The k of recall at k.
  public var k: Int?
  /// The mean over the cases.
  public var value: Double
  /// The lower end of the interval.
  public var low: Double
  /// The upper end of the interval.
  public var high: Double
  /// How many cases.
  public var n: Int

  /// Makes a line.
  public init(
    protocol: String, model: String, metric: String, k: Int?, value: Double, low: Double, high: Double, n: Int
  ) {
    (self.protocol, self.model, self.metric, self.k) = (`protocol`, model, metric, k)
    (self.value, self.low, self.high, self.n) = (value, low, high, n)
  }
}

extension EvaluationLine: Codable {
  private enum CodingKeys: String, CodingKey {
    case `protocol`, model, metric, k, value, low, high, n
  }

  /// Writes all eight keys; `k` is `null` where there is none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(`protocol`, forKey: .protocol)
    try container.encode(model, forKey: .model)
    try container.encode(metric, forKey: .metric)
    try container.encode(k, forKey: .k)
    try container.encode(value, forKey: .value)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encode(n, forKey: .n)
  }
}
