import Foundation

/// The ratios of interleaved pairs: their median, and the range that holds it with 95 %.
public struct PairedRatio: Codable, Sendable, Equatable {
  /// The median.
  public var median: Double
  /// The ends of the interval, by the order of the ratios alone (binomial, no assumption on how they are spread).
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// How many pairs there were.
  public var pairs: Int

  /// The ratio of second to first, pair by pair. O(pairs log pairs).
  public init(of second: [Double], to first: [Double]) {
    let ratios = zip(second, first).map { $0 / $1 }.sorted()
    pairs = ratios.count
    guard !ratios.isEmpty else {
      (median, lower, upper) = (.nan, .nan, .nan)
      return
    }
    let middle = ratios.count / 2
    median = ratios.count % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2
    let rank = PairedRatio.rank(ratios.count)
    (lower, upper) = (ratios[rank], ratios[ratios.count - 1 - rank])
    for path in [\PairedRatio.median, \.lower, \.upper] {
      self[keyPath: path] = (self[keyPath: path] * 1000).rounded() / 1000
    }
  }

  /// The place from either end such that at most 2.5 % of the time the median lies beyond it.
  private static func rank(_ count: Int) -> Int {
    var (probability, sum, rank) = (Double(sign: .plus, exponent: -count, significand: 1), 0.0, 0)
    while rank < count / 2 {
      sum += probability
      if sum > 0.025 { break }
      probability *= Double(count - rank) / Double(rank + 1)
      rank += 1
    }
    return max(0, rank - 1)
  }
}
