import VectorMath

/// A mean over seeds and its 95 % interval by Student's t: each seed is a market of its own, hence an independent case.
public struct SeedInterval: Hashable, Sendable, Codable {
  /// The mean.
  public let mean: Double
  /// Its lower end; the mean itself for a single seed.
  public let lower: Double
  /// Its upper end.
  public let upper: Double
  /// How many seeds.
  public let seeds: Int

  /// Sums up one value a seed; all NaN of none.
  public init(_ values: [Double]) {
    seeds = values.count
    mean = Statistics.mean(values)
    let width =
      seeds > 1
      ? SeedInterval.quantile(seeds - 1) * Statistics.standardDeviation(values) / Double(seeds).squareRoot() : 0
    (lower, upper) = (mean - width, mean + width)
  }

  /// The 97.5 % quantile of Student's t with some degrees of freedom; beyond 30 by the first terms of Fisher's expansion.
  static func quantile(_ freedom: Int) -> Double {
    let table = [
      12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
      2.110,
      2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ]
    if freedom <= table.count { return table[freedom - 1] }
    return 1.959964 + 2.372271 / Double(freedom) + 2.822499 / Double(freedom * freedom)
  }
}

extension SeedInterval: CustomStringConvertible {
  /// `0.712 [0.680, 0.744]`.
  public var description: String {
    func digits(_ value: Double) -> String {
      guard value.isFinite else { return "–" }
      let thousandths = Int((abs(value) * 1000).rounded())
      let fraction = String(thousandths % 1000)
      return (value < 0 ? "-" : "") + "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count)
        + fraction
    }
    return "\(digits(mean)) [\(digits(lower)), \(digits(upper))]"
  }
}
