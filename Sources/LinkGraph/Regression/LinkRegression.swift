import VectorMath

/// Links weighed together by L1-regularized logistic regression of hire or no-hire (PAPER 2.5): one binary feature a link, most
/// weights 0.
///
/// ```swift
/// let features = try LinkFeatures(of: pairs, in: links)
/// let regression = try LinkRegression.fit(pairs: pairs, features: features, linkCount: links.count)
/// regression.cost                            // 0.5
/// regression.weights.count { $0 > 0 }        // the links that raise the odds of a hire
/// ```
///
/// A ratio judges each link by itself, so a link and all its extensions score alike; here a link gets a weight only for what no
/// other one explains. Weights are in nats of log odds. LIBLINEAR's newGLMNET finds them (Yuan, Ho and Lin 2012,
/// doi:10.1145/2020408.2020421), minimizing Σ |w| + cost · Σ over pairs of ln(1 + e^(−y·(w·x + b))), the intercept b one of the
/// weights.
///
/// The same pairs, options and library give the same weights, to the bit. Not promised: the same bits with another C library,
/// whose logarithm may differ, nor which of several links that occur in the same pairs gets the weight.
public struct LinkRegression: Hashable, Sendable {
  /// A weight a link, in nats of log odds; 0 where the link adds nothing.
  public let weights: [Float]
  /// The log odds of a pair without links, in nats.
  public let intercept: Double
  /// The cost that was chosen.
  public let cost: Double
  /// What each cost gave, rising.
  public let path: [PathPoint]
  /// How many pairs were held out to choose by.
  public let heldOutPairs: Int
  /// How long it took, in seconds of a clock on the wall.
  public let seconds: Double

  /// What one cost gave.
  public struct PathPoint: Hashable, Sendable, Codable {
    /// The cost.
    public let cost: Double
    /// The mean log likelihood of a held-out pair under the model of the others, in nats; `nil` where none was held out.
    public let heldOutLogLikelihood: Double?
    /// By how much its likelihood may lie off the best's by chance: a standard error over held-out seekers, in nats; 0 for the
    /// best itself, `nil` where none was held out.
    public let standardError: Double?
    /// How many links have a weight.
    public let links: Int
  }

  /// How many links have a weight.
  public var linkCount: Int { weights.count { $0 != 0 } }

  /// Chooses the cost on held-out seekers and fits all pairs with it.
  ///
  /// Where links were kept by counts of the same pairs, as `LinkMiner` does, the held-out ones had a say in that: likelihoods compare
  /// costs with each other and are not those of new pairs.
  ///
  /// One fit at a time works in a process, whatever the threads: LIBLINEAR draws from the C library's generator, which is
  /// seeded before each.
  ///
  /// - Parameters:
  ///   - pairs: hires and no-hires.
  ///   - features: the links of these pairs.
  ///   - linkCount: how many links there are; those of no pair get 0.
  ///   - options: which costs, and how to choose.
  ///
  /// O(costs · features · passes), with 32 bytes a feature and 64 a pair beside the arguments. Throws without a pair or link, for
  /// pairs of one class only, for an option out of its range, and for too few seekers to choose a cost by.
  public static func fit(
    pairs: HirePairs, features: LinkFeatures, linkCount: Int, options: RegressionOptions = RegressionOptions()
  ) throws -> LinkRegression {
    let start = ContinuousClock.now
    try options.check()
    precondition(features.pairCount == pairs.count, "features are of the same pairs")
    precondition(features.links.allSatisfy { $0 < linkCount }, "features number links below the count")
    try check(pairs, linkCount: linkCount)
    let problem = RegressionProblemHandle(features: features, hires: pairs.hires, linkCount: linkCount)
    let costs = options.costs.sorted()
    var (cost, path, heldOut) = (costs[0], [PathPoint](), [Int]())
    if costs.count > 1 {
      let choice = try CostChoice(problem, pairs: pairs, features: features, options: options)
      (cost, path, heldOut) = (choice.cost, choice.path, choice.heldOut)
    }
    let fitted = problem.fit(Array(0..<pairs.count), cost: cost, options: options)
    if path.isEmpty {
      path = [PathPoint(cost: cost, heldOutLogLikelihood: nil, standardError: nil, links: fitted.linkCount)]
    }
    return LinkRegression(
      weights: fitted.weights.map { Float($0) }, intercept: fitted.intercept, cost: cost, path: path,
      heldOutPairs: heldOut.count, seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  private static func check(_ pairs: HirePairs, linkCount: Int) throws {
    guard pairs.count > 0 else { throw LinkGraphError.noPairs() }
    guard pairs.hireCount > 0, pairs.hireCount < pairs.count else {
      throw LinkGraphError.oneClass(pairs: pairs.count, areHires: pairs.hireCount > 0)
    }
    guard linkCount > 0 else { throw LinkGraphError.noLinks() }
    for count in [pairs.count, linkCount + 1] where count > Int(Int32.max) {
      throw LinkGraphError.option("the number of pairs and of links", count, allowed: 1...Int(Int32.max) - 1)
    }
  }
}
