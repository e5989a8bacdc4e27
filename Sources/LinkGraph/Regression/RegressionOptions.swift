/// How links are weighed by logistic regression (PAPER 2.5).
public struct RegressionOptions: Hashable, Sendable, Codable {
  /// The costs to choose from: how much a nat that a pair's likelihood loses weighs against a unit of weight on a link; positive,
  /// each once. A link keeps a weight of 0 unless cost × |pairs' pull| goes beyond 1, so a smaller cost means fewer links.
  ///
  /// The default is 2^−8, 2^−7, … 2^2. A single cost is taken as it is, and no pair is held out.
  public var costs: [Double] = (-8...2).map { Double(sign: .plus, exponent: $0, significand: 1) }

  /// The share of seekers whose pairs are held out to choose the cost by, above 0 and below 1.
  ///
  /// The default is 0.2. Seekers are held out whole: the pairs of one have most links in common.
  public var heldOutShare = 0.2

  /// How many standard errors the likelihood of the chosen cost may lie below the best: the smallest such cost is taken. 0 to 10.
  ///
  /// The default is 1: a model of fewer links whose loss is within noise (Hastie, Tibshirani and Friedman 2009, section 7.10). 0
  /// takes the best. The error is that of the difference to the best over held-out seekers.
  public var standardErrors = 1.0

  /// When a fit is good enough: the sum of the gradient's violations relative to that of no links, above 0 and at most 1.
  ///
  /// The default is 0.01, LIBLINEAR's own.
  public var tolerance = 0.01

  /// Decides which seekers are held out and the order in which weights are visited.
  ///
  /// The default is 1.
  public var seed: UInt64 = 1

  /// The defaults.
  public init() {}

  /// Throws for an option out of its range.
  func check() throws {
    guard !costs.isEmpty, costs.allSatisfy({ $0 > 0 && $0 < .infinity }), Set(costs).count == costs.count else {
      throw LinkGraphError.option(
        "the list of costs", "\(costs)", allowed: "1 or more different positive numbers, such as 0.25, 0.5, 1")
    }
    for (name, value, isAllowed, allowed) in [
      (
        "the share of seekers held out", heldOutShare, heldOutShare > 0 && heldOutShare < 1,
        "more than 0 and less than 1"
      ),
      ("the number of standard errors", standardErrors, (0...10).contains(standardErrors), "0 to 10"),
      ("the tolerance", tolerance, tolerance > 0 && tolerance <= 1, "more than 0 and at most 1"),
    ] where !isAllowed {
      throw LinkGraphError.option(name, "\(value)", allowed: allowed)
    }
  }
}
