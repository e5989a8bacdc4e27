extension SeededRandom {
  /// A number of the standard normal distribution, by inverting its distribution function; one draw a number. O(1).
  public mutating func normal() -> Double {
    // The middle of one of 2^53 equal slices: never 0 or 1, whose quantiles are infinite.
    StandardNormal.quantile((Double(next() >> 12) + 0.5) * 0x1p-52)
  }

  /// A number of the normal distribution with a mean and a standard deviation. O(1).
  public mutating func normal(mean: Double, deviation: Double) -> Double {
    mean + deviation * normal()
  }

  /// A number of the exponential distribution with a positive mean. O(1).
  public mutating func exponential(mean: Double) -> Double {
    -mean * PortableMath.log(1 - uniform())
  }

  /// A number of the Poisson distribution with a mean that is finite and not negative. O(mean).
  ///
  /// Inverts the distribution function by stepping through it; a mean above 32 is the sum of draws with smaller means.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean.isFinite, "a Poisson mean must be finite and not negative")
    var total = 0
    var left = mean
    while left > 0 {
      let part = min(left, 32)
      left -= part
      total += poisson(smallMean: part)
    }
    return total
  }

  private mutating func poisson(smallMean mean: Double) -> Int {
    let draw = uniform()
    var probability = PortableMath.exp(-mean)
    var cumulative = probability
    var value = 0
    // The probabilities fall to nothing before 400 for a mean of 32; the cap ends a walk that rounding keeps below 1.
    while draw >= cumulative && value < 400 {
      value += 1
      probability *= mean / Double(value)
      cumulative += probability
    }
    return value
  }
}

/// A choice among places 0 ..< count with given weights, in constant time a draw (Walker 1977, doi:10.1145/355744.355749,
/// built as in Vose 1991, doi:10.1109/32.92917).
///
/// ```swift
/// let table = AliasTable(weights: [1, 0, 3])
/// table.draw(using: &random)  // 0 once in four, 2 three times in four
/// ```
public struct AliasTable: Hashable, Sendable {
  private let thresholds: [Double]
  private let aliases: [Int32]

  /// Prepares the draws; weights must be finite, not negative, and not all zero. O(count).
  public init(weights: [Double]) {
    let total = weights.reduce(0, +)
    precondition(
      total > 0 && total.isFinite && weights.allSatisfy { $0 >= 0 },
      "weights must be finite, not negative and not all zero")
    var scaled = weights.map { $0 / total * Double(weights.count) }
    var aliases = (0..<Int32(weights.count)).map { $0 }
    var small = scaled.indices.filter { scaled[$0] < 1 }
    var large = scaled.indices.filter { scaled[$0] >= 1 }
    while let poor = small.popLast(), let rich = large.last {
      aliases[poor] = Int32(rich)
      scaled[rich] -= 1 - scaled[poor]
      if scaled[rich] < 1 {
        large.removeLast()
        small.append(rich)
      }
    }
    // What is left holds a full share up to rounding, unless its weight is zero and it was popped last.
    for full in large { scaled[full] = 1 }
    for full in small where aliases[full] == Int32(full) { scaled[full] = 1 }
    (thresholds, self.aliases) = (scaled, aliases)
  }

  /// How many places there are to choose from.
  public var count: Int { thresholds.count }

  /// One place. O(1).
  public func draw(using random: inout SeededRandom) -> Int {
    let place = random.uniform(below: thresholds.count)
    return random.uniform() < thresholds[place] ? place : Int(aliases[place])
  }
}

/// The Zipf distribution on ranks 1 ... count: rank r has probability proportional to r^−exponent. Needs no table.
///
/// Rejection-inversion (Hörmann and Derflinger 1996, "Rejection-inversion to generate variates from monotone discrete
/// distributions", doi:10.1145/235025.235029).
public struct ZipfDistribution: Hashable, Sendable {
  /// How many ranks there are.
  public let count: Int
  /// How steeply probability falls with rank.
  public let exponent: Double
  private let integralFirst: Double, integralLast: Double, shift: Double

  /// Prepares the draws; `count` and `exponent` must be positive. O(1).
  public init(count: Int, exponent: Double) {
    precondition(
      count > 0 && exponent > 0 && exponent.isFinite, "a Zipf distribution needs ranks and a positive exponent")
    (self.count, self.exponent) = (count, exponent)
    integralFirst = ZipfDistribution.integral(1.5, exponent) - 1
    integralLast = ZipfDistribution.integral(Double(count) + 0.5, exponent)
    shift =
      2
      - ZipfDistribution.inverse(
        ZipfDistribution.integral(2.5, exponent) - PortableMath.power(2, -exponent), exponent)
  }

  /// One rank, 1 ... `count`. Expected O(1).
  public func draw(using random: inout SeededRandom) -> Int {
    while true {
      let area = integralLast + random.uniform() * (integralFirst - integralLast)
      let point = ZipfDistribution.inverse(area, exponent)
      let rank = min(max(point.rounded(.toNearestOrAwayFromZero), 1), Double(count))
      let accepted =
        rank - point <= shift
        || area >= ZipfDistribution.integral(rank + 0.5, exponent) - PortableMath.power(rank, -exponent)
      if accepted { return Int(rank) }
    }
  }

  /// The integral of x^−exponent, up to a constant that makes it continuous in the exponent at 1.
  private static func integral(_ point: Double, _ exponent: Double) -> Double {
    let logarithm = PortableMath.log(point)
    let power = (1 - exponent) * logarithm
    return abs(power) < 1e-8 ? logarithm * (1 + power / 2) : (PortableMath.exp(power) - 1) / (1 - exponent)
  }

  private static func inverse(_ area: Double, _ exponent: Double) -> Double {
    let scaled = area * (1 - exponent)
    let logarithm =
      abs(scaled) < 1e-8 ? area * (1 - scaled / 2) : PortableMath.log(max(1 + scaled, 0x1p-1000)) / (1 - exponent)
    return PortableMath.exp(logarithm)
  }
}
