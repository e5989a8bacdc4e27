import VectorMath

/// The weights that one fit found.
struct FittedWeights: Hashable, Sendable {
  /// A weight a link, in nats.
  var weights: [Double]
  /// The weight of the constant, in nats.
  var intercept: Double

  /// How many links have a weight.
  var linkCount: Int { weights.count { $0 != 0 } }

  /// How likely a pair's outcome is, as a logarithm in nats. O(links of the pair).
  func logLikelihood(_ links: some Sequence<UInt32>, isHire: Bool) -> Double {
    let odds = links.reduce(intercept) { $0 + weights[Int($1)] }
    let margin = isHire ? odds : -odds
    // The exponential of a negative number only, which cannot overflow.
    return min(margin, 0) - PortableMath.log(1 + PortableMath.exp(-abs(margin)))
  }
}
