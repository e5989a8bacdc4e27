import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("Links weighed by L1 logistic regression")
struct LinkRegressionTests {
  /// Title 1 to title 1 is hired nine times in ten, title 2 to title 2 once in ten, title 3 to title 3 every other time, as are
  /// pairs without a link.
  private static func planted() -> World {
    var world = World()
    for (title, hired) in [(1, 180), (2, 20), (3, 100)] {
      let values: [AttributeField: [ValueID]] = [.title: [ValueID(title)]]
      world.add(values, values, isHire: true, times: hired)
      world.add(values, values, isHire: false, times: 200 - hired)
    }
    for isHire in [true, false] { world.add([:], [:], isHire: isHire, times: 100) }
    return world
  }

  private static func mined(_ world: World) throws -> (pairs: HirePairs, links: LinkTable, features: LinkFeatures) {
    var options = MiningOptions()
    options.keepsMoreNoHires = true
    let pairs = try world.hirePairs()
    let links = try LinkMiner(templates: templates("title:title", "skill:skill"), options: options).mine(pairs).links
    return (pairs, links, try LinkFeatures(of: pairs, in: links))
  }

  @Test("A planted link has a positive weight, one that repels a negative one, one that says nothing 0")
  func signs() throws {
    let (pairs, links, features) = try LinkRegressionTests.mined(LinkRegressionTests.planted())
    #expect(links.count == 3)
    let regression = try LinkRegression.fit(pairs: pairs, features: features, linkCount: 3)
    // By title: 1, 2 and 3. Without a penalty the weights are ln 9, −ln 9 and 0.
    #expect(regression.weights[0] > 1.5 && regression.weights[0] < 2.2)
    #expect(regression.weights[1] < -1.5 && regression.weights[1] > -2.2)
    #expect(regression.weights[2] == 0)
    #expect(abs(regression.intercept) < 0.1)
    #expect(regression.linkCount == 2)
    #expect(regression.path.map(\.cost) == RegressionOptions().costs)
    #expect(regression.path[0].links <= 2)
    #expect(regression.heldOutPairs > 80 && regression.heldOutPairs < 240)
    let chosen = try #require(regression.path.first { $0.cost == regression.cost })
    let best = try #require(regression.path.compactMap(\.heldOutLogLikelihood).max())
    #expect(try best - #require(chosen.heldOutLogLikelihood) <= #require(chosen.standardError))
  }

  @Test("No more than a naive solver's loss, and about its weights", arguments: [0.25, 1, 4])
  func naive(cost: Double) throws {
    for seed in 0..<3 as Range<UInt64> {
      let (pairs, links, features) = try LinkRegressionTests.mined(.drawn(seed, pairs: 250, values: [0, 1, 2]))
      #expect(links.count > 10)
      var options = RegressionOptions()
      (options.costs, options.tolerance) = ([cost], 1e-5)
      let regression = try LinkRegression.fit(
        pairs: pairs, features: features, linkCount: links.count, options: options)
      let naive = NaiveRegression(pairs: pairs, features: features, linkCount: links.count, cost: cost)
      let expected = naive.minimum(steps: 2000)
      let found = naive.objective(regression.weights.map { Double($0) } + [regression.intercept])
      #expect(abs(found - expected) < 1e-3 * expected)
      #expect(regression.linkCount < links.count)
      #expect(regression.heldOutPairs == 0)
      #expect(regression.path.map(\.links) == [regression.linkCount])
      #expect(regression.path[0].heldOutLogLikelihood == nil)
    }
  }

  @Test("The likelihood of the path is the definition's, of seekers that were not fitted")
  func heldOut() throws {
    var world = LinkRegressionTests.planted()
    // All pairs of ten seekers: they are held out together or not at all.
    for index in world.pairs.indices { world.pairs[index].seeker = world.pairs[index].seeker / 80 * 80 }
    let (pairs, links, features) = try LinkRegressionTests.mined(world)
    var options = RegressionOptions()
    (options.costs, options.heldOutShare) = ([0.001, 0.0001], 0.5)
    let regression = try LinkRegression.fit(pairs: pairs, features: features, linkCount: links.count, options: options)
    #expect(regression.heldOutPairs % 80 == 0)
    // Such costs leave no link: what is left is a constant, and a likelihood of two levels.
    #expect(regression.path.map(\.links) == [0, 0])
    #expect(regression.cost == 0.0001)
    let likelihood = try #require(regression.path[0].heldOutLogLikelihood)
    #expect(likelihood < -0.69 && likelihood > -0.8)
  }

  @Test("The same bits again, whatever else was fitted between; another seed holds others out")
  func deterministic() async throws {
    let (pairs, links, features) = try LinkRegressionTests.mined(.drawn(8, pairs: 900, values: [0, 1, 2, 3, 4]))
    @Sendable func fit(seed: UInt64) throws -> LinkRegression {
      var options = RegressionOptions()
      options.seed = seed
      return try LinkRegression.fit(pairs: pairs, features: features, linkCount: links.count, options: options)
    }
    let first = try fit(seed: 1)
    #expect(try fit(seed: 2).path != first.path)
    try await withThrowingTaskGroup(of: LinkRegression.self) { group in
      for seed in [1, 2, 1, 3, 1] as [UInt64] { group.addTask { try fit(seed: seed) } }
      var same = 0
      for try await other in group
      where other.weights == first.weights && other.intercept == first.intercept && other.path == first.path {
        same += 1
      }
      #expect(same >= 3)
    }
  }

  @Test("A smaller cost never leaves more links in this world, and one standard error never more than none")
  func path() throws {
    let (pairs, links, features) = try LinkRegressionTests.mined(.drawn(5, pairs: 1200, values: [0, 1, 2, 3]))
    var options = RegressionOptions()
    func fit(_ errors: Double) throws -> LinkRegression {
      options.standardErrors = errors
      return try LinkRegression.fit(pairs: pairs, features: features, linkCount: links.count, options: options)
    }
    let (best, fewest) = (try fit(0), try fit(1))
    #expect(best.path == fewest.path)
    #expect(fewest.cost <= best.cost)
    #expect(zip(best.path, best.path.dropFirst()).allSatisfy { $0.links <= $1.links })
    #expect(best.path.last!.links > 0)
    let likelihoods = best.path.compactMap(\.heldOutLogLikelihood)
    #expect(best.path.firstIndex { $0.cost == best.cost } == likelihoods.firstIndex(of: likelihoods.max()!))
  }
}

/// The definition, and its minimum by proximal gradient steps with Nesterov's momentum.
private struct NaiveRegression {
  let pairs: HirePairs
  let features: LinkFeatures
  let linkCount: Int
  let cost: Double

  func margins(_ weights: [Double]) -> [Double] {
    (0..<pairs.count).map { pair in
      let odds = features.links(of: pair).reduce(weights[linkCount]) { $0 + weights[Int($1)] }
      return pairs.hires[pair] ? odds : -odds
    }
  }

  func objective(_ weights: [Double]) -> Double {
    weights.reduce(0) { $0 + abs($1) }
      + cost * margins(weights).reduce(0) { $0 + PortableMath.log(1 + PortableMath.exp(-$1)) }
  }

  func minimum(steps: Int) -> Double {
    var (weights, ahead, momentum) = ([Double](repeating: 0, count: linkCount + 1), [Double](), 1.0)
    ahead = weights
    // No row's squared length is beyond the most features of a pair and the constant.
    let most = (0..<pairs.count).map { features.links(of: $0).count + 1 }.max() ?? 1
    let step = 4 / (cost * Double(pairs.count) * Double(most))
    var least = objective(weights)
    for _ in 0..<steps {
      var gradient = [Double](repeating: 0, count: weights.count)
      for (pair, margin) in margins(ahead).enumerated() {
        let pull = (pairs.hires[pair] ? -1 : 1) * cost * PortableMath.logistic(-margin)
        for link in features.links(of: pair) { gradient[Int(link)] += pull }
        gradient[linkCount] += pull
      }
      let next = zip(ahead, gradient).map { value, slope in
        let moved = value - step * slope
        return max(0, abs(moved) - step) * (moved < 0 ? -1 : 1)
      }
      let following = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
      ahead = zip(next, weights).map { $0 + (momentum - 1) / following * ($0 - $1) }
      (weights, momentum) = (next, following)
      least = min(least, objective(weights))
    }
    return least
  }
}
