/// How much better one model does than another over the same cases, by a paired bootstrap.
public struct ModelComparison: Hashable, Sendable, Codable {
  /// The protocol.
  public var `protocol`: String
  /// The model.
  public var model: String
  /// What it is compared with.
  public var baseline: String
  /// The metric, as in `EvaluationLine`.
  public var metric: String
  /// The k of recall at k.
  public var k: Int?
  /// The model's figure minus the baseline's.
  public var difference: Double
  /// The lower end of the difference's interval.
  public var low: Double
  /// The upper end.
  public var high: Double
  /// Two-sided p-value of no difference. It is not corrected for looking at several pairs.
  public var p: Double
  /// How many cases.
  public var n: Int

  /// Makes a comparison.
  public init(
    protocol: String, model: String, baseline: String, metric: String, k: Int?, difference: Double, low: Double,
    high: Double, p: Double, n: Int
  ) {
    (self.protocol, self.model, self.baseline, self.metric, self.k) = (`protocol`, model, baseline, metric, k)
    (self.difference, self.low, self.high, self.p, self.n) = (difference, low, high, p, n)
  }
}
