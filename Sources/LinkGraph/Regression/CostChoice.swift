/// The cost of the fewest links among those that explain held-out seekers about as well as the best does.
struct CostChoice {
  let cost: Double
  let path: [LinkRegression.PathPoint]
  /// The pairs held out, rising.
  let heldOut: [Int]

  /// Fits the other pairs with each cost; throws when a part has too little in it.
  init(
    _ problem: borrowing RegressionProblemHandle, pairs: HirePairs, features: LinkFeatures, options: RegressionOptions
  ) throws {
    let isHeldOut = (0..<pairs.count).map {
      CostChoice.isHeldOut(seeker: pairs.seekerRows[$0], options.heldOutShare, seed: options.seed)
    }
    let (learned, heldOut) = (
      isHeldOut.indices.filter { !isHeldOut[$0] }, isHeldOut.indices.filter { isHeldOut[$0] }
    )
    let hires = learned.count { pairs.hires[$0] }
    guard !heldOut.isEmpty, hires > 0, hires < learned.count else {
      throw LinkGraphError.tooFewToChoose(heldOut: heldOut.count, hires: hires, noHires: learned.count - hires)
    }
    let costs = options.costs.sorted()
    var links: [Int] = []
    let likelihoods = costs.map { cost in
      let fitted = problem.fit(learned, cost: cost, options: options)
      links.append(fitted.linkCount)
      return heldOut.map { fitted.logLikelihood(features.links(of: $0), isHire: pairs.hires[$0]) }
    }
    let means = likelihoods.map { $0.reduce(0, +) / Double(heldOut.count) }
    var best = 0
    for index in costs.indices where means[index] > means[best] { best = index }
    let seekers = heldOut.map { pairs.seekerRows[$0] }
    let errors = likelihoods.map {
      CostChoice.standardError(zip($0, likelihoods[best]).map { $0 - $1 }, seekers: seekers)
    }
    let chosen = costs.indices.first { means[best] - means[$0] <= options.standardErrors * errors[$0] } ?? best
    cost = costs[chosen]
    path = costs.indices.map {
      LinkRegression.PathPoint(
        cost: costs[$0], heldOutLogLikelihood: means[$0], standardError: errors[$0], links: links[$0])
    }
    self.heldOut = heldOut
  }

  /// Whether a seeker's pairs are held out: decided by its row and the seed alone.
  private static func isHeldOut(seeker: UInt32, _ share: Double, seed: UInt64) -> Bool {
    Double(spread(spread(seed) &+ UInt64(seeker)) >> 11) * 0x1p-53 < share
  }

  /// The standard error of the mean of a number a pair, pairs of one seeker being drawn together; 0 for one seeker. O(pairs log pairs).
  private static func standardError(_ values: [Double], seekers: [UInt32]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let order = seekers.indices.sorted { (seekers[$0], $0) < (seekers[$1], $1) }
    var (squares, count, sum) = (0.0, 0, 0.0)
    for (place, index) in order.enumerated() {
      sum += values[index] - mean
      guard place + 1 == order.count || seekers[order[place + 1]] != seekers[index] else { continue }
      squares += sum * sum
      (sum, count) = (0, count + 1)
    }
    guard count > 1 else { return 0 }
    return (squares * Double(count) / Double(count - 1)).squareRoot() / Double(values.count)
  }
}
