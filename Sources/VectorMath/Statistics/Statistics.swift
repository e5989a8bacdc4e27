/// Sums up values of cases: averages, spread, and how sure one may be of them.
public enum Statistics {
  /// The arithmetic mean; NaN of no values. Summed from first to last. O(count).
  public static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// The sample standard deviation (divisor count − 1); NaN of fewer than two values. O(count).
  public static func standardDeviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return .nan }
    let mean = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The value below which a percentage of the values lies, 0 to 100, by linear interpolation between the two nearest
  /// (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934); NaN of no values. No value may be NaN. O(count log count).
  ///
  /// ```swift
  /// Statistics.percentile(75, of: [1, 2, 3, 4])  // 3.25
  /// ```
  public static func percentile(_ percent: Double, of values: [Double]) -> Double {
    percentile(percent, ofSorted: values.sorted())
  }

  /// The same of values that already rise. O(1).
  public static func percentile(_ percent: Double, ofSorted values: [Double]) -> Double {
    precondition((0...100).contains(percent), "a percentage must lie in 0 to 100")
    guard let last = values.last else { return .nan }
    let place = percent / 100 * Double(values.count - 1)
    let below = Int(place)
    guard below + 1 < values.count else { return last }
    return values[below] + (values[below + 1] - values[below]) * (place - Double(below))
  }
}
