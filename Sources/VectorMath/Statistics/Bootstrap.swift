/// How sure one may be of a mean over cases, by drawing the cases anew with replacement (percentile bootstrap, Efron and
/// Tibshirani 1993, chapter 13, doi:10.1201/9780429246593).
///
/// The unit that is drawn is the case: hand in one value a case (a query, a seeker), never one a result within a case.
///
/// ```swift
/// let bootstrap = Bootstrap(seed: 7)
/// bootstrap.mean(of: recalls)                  // mean 0.81, interval 0.79 to 0.83
/// bootstrap.difference(of: mine, minus: base)  // mean 0.02, interval 0.01 to 0.03, p 0.001
/// ```
///
/// The answer depends on the values, their order and the seed only.
public struct Bootstrap: Hashable, Sendable {
  /// How many times the cases are drawn anew. The default is 2,000, enough for the second digit of a 95 % interval.
  public var resamples: Int
  /// The share of resampled means that the interval holds. The default is 0.95.
  public var confidence: Double
  /// What decides the draws.
  public var seed: UInt64

  /// Makes a bootstrap; `resamples` must be positive and `confidence` lie strictly between 0 and 1.
  public init(resamples: Int = 2000, confidence: Double = 0.95, seed: UInt64) {
    precondition(resamples > 0 && confidence > 0 && confidence < 1, "resamples > 0 and 0 < confidence < 1")
    (self.resamples, self.confidence, self.seed) = (resamples, confidence, seed)
  }

  /// A mean and the range it would plausibly have had with other cases.
  public struct Interval: Hashable, Sendable, Codable {
    /// The mean of the cases as they are.
    public let mean: Double
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double
    /// How many cases there were.
    public let cases: Int
  }

  /// A difference of two means over the same cases.
  public struct Difference: Hashable, Sendable, Codable {
    /// The mean difference and its interval.
    public let interval: Interval
    /// Two-sided: how often the resampled difference lies on the far side of zero, twice, counting one more resample so
    /// that it is never 0; at most 1.
    public let pValue: Double
  }

  /// The mean of values, one a case, and its interval; all NaN for no cases. O(resamples × cases).
  public func mean(of values: [Double]) -> Interval {
    resampled([values]).interval(of: 0)
  }

  /// The mean of `first` − `second`, case by case, its interval and its p-value; both must hold the same cases in the same
  /// order. All NaN for no cases. O(resamples × cases).
  public func difference(of first: [Double], minus second: [Double]) -> Difference {
    precondition(first.count == second.count, "a paired comparison needs the same cases on both sides")
    return resampled([zip(first, second).map { $0 - $1 }]).difference(of: 0)
  }
}
