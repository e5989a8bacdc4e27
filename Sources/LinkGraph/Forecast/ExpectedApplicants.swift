import VectorMath

/// How many people will apply, and between which numbers it will be.
public struct ExpectedApplicants: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// As few as this or more, at half of what the interval leaves out.
  public let lower: Int
  /// As many as this or fewer, at half of what the interval leaves out.
  public let upper: Int
  /// How the interval was found.
  public let method: Method

  /// How an interval was found.
  public enum Method: String, Hashable, Sendable, Codable, CaseIterable {
    /// From the distribution itself.
    case exact
    /// From the normal distribution of the same mean and variance, with a correction for whole numbers.
    case normal
  }

  /// The share of cases that the interval covers, chance being all that is in it.
  public static let coverage = 0.95

  /// How many of some people apply who each do or do not, independently, at these probabilities (the Poisson binomial
  /// distribution).
  ///
  /// It is exact where the mean is at most 400 and that takes no more than some 70 million steps, and normal beyond.
  /// O(people · mean) or O(people); the same for any machine.
  package init(_ probabilities: [Double]) {
    let mean = probabilities.reduce(0, +)
    let variance = probabilities.reduce(0) { $0 + $1 * (1 - $1) }
    self.mean = mean
    let tail = (1 - ExpectedApplicants.coverage) / 2
    let most = min(probabilities.count, Int(mean + 10 * variance.squareRoot()) + 20)
    if mean <= 400, probabilities.count * most <= 1 << 26 {
      let shares = ExpectedApplicants.distribution(probabilities, most: most)
      (lower, upper) = (
        ExpectedApplicants.quantile(tail, shares), ExpectedApplicants.quantile(1 - tail, shares)
      )
      method = .exact
    } else {
      func quantile(_ share: Double) -> Int {
        let value = mean + StandardNormal.quantile(share) * variance.squareRoot() - 0.5
        return min(probabilities.count, max(0, Int(value.rounded(.up))))
      }
      (lower, upper, method) = (quantile(tail), quantile(1 - tail), .normal)
    }
  }

  /// The probability of each number of applicants up to the most.
  static func distribution(_ probabilities: [Double], most: Int) -> [Double] {
    var shares = [Double](repeating: 0, count: most + 1)
    shares[0] = 1
    var top = 0
    for probability in probabilities {
      top = min(most, top + 1)
      for count in stride(from: top, to: 0, by: -1) {
        shares[count] = shares[count] * (1 - probability) + shares[count - 1] * probability
      }
      shares[0] *= 1 - probability
    }
    return shares
  }

  private static func quantile(_ share: Double, _ shares: [Double]) -> Int {
    var sum = 0.0
    for (count, each) in shares.enumerated() {
      sum += each
      if sum >= share { return count }
    }
    return shares.count - 1
  }
}
