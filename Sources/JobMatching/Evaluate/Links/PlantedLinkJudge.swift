import LinkGraph

/// Ranks learned links and compares the first ones with what was planted.
struct PlantedLinkJudge: Sendable {
  let world: PlantedWorld
  let links: LinkTable
  let heldOutFeatures: LinkFeatures
  /// The number of each link's sides, from 0 in the order of the links.
  private let sideOfLink: [Int]
  /// By sides, the planted links that they ask all of, and whether they are exactly one.
  private let covers: [[Int]]
  private let exact: [Int?]

  /// How many different sides the links have.
  var sideCount: Int { covers.count }

  init(world: PlantedWorld, links: LinkTable, heldOutFeatures: LinkFeatures) {
    (self.world, self.links, self.heldOutFeatures) = (world, links, heldOutFeatures)
    var numbers: [LinkSides: Int] = [:]
    var (sideOfLink, covers, exact) = ([Int](), [[Int]](), [Int?]())
    for link in 0..<links.count {
      let sides = LinkSides(links[link], templates: links.metaLinks.templates)
      if let number = numbers[sides] {
        sideOfLink.append(number)
        continue
      }
      numbers[sides] = covers.count
      sideOfLink.append(covers.count)
      covers.append(world.planted.indices.filter { sides.asksAll(of: world.planted[$0]) })
      exact.append(world.planted.firstIndex(of: sides))
    }
    (self.sideOfLink, self.covers, self.exact) = (sideOfLink, covers, exact)
  }

  /// Planted links that are among the learned ones at all, whatever their score.
  var learnable: Int { Set(exact.compactMap(\.self)).count }

  /// What is true of all held-out pairs.
  var base: PairTruth { truth(of: Array(repeating: true, count: world.heldOut.pairs.count)) }

  /// Links of different sides, the best first; equal scores go by support, then by number.
  func ranking(by scores: [Double?]) -> [Int] {
    let order = (0..<links.count).filter { scores[$0] != nil }.sorted { first, second in
      let (one, other) = (scores[first] ?? 0, scores[second] ?? 0)
      if one != other { return one > other }
      let supports = [first, second].map { links.hires[$0] + links.noHires[$0] }
      return supports[0] == supports[1] ? first < second : supports[0] > supports[1]
    }
    var seen = Set<Int>()
    return order.filter { seen.insert(sideOfLink[$0]).inserted }
  }

  /// Judges the first links of a ranking.
  func row(_ scoring: String, _ cutoff: PlantedLinksEvaluation.Cutoff, _ ranking: [Int]) -> SeedAnswer.Row {
    let chosen =
      switch cutoff {
      case .planted(let times): Array(ranking.prefix(times * world.planted.count))
      case .asManyHires: ranking.filter { links.hires[$0] >= links.noHires[$0] }
      }
    let sides = chosen.map { sideOfLink[$0] }
    let right = sides.count { !covers[$0].isEmpty }
    let planted = Double(max(1, world.planted.count))
    return SeedAnswer.Row(
      scoring: scoring, cutoff: cutoff, links: chosen.count,
      precision: chosen.isEmpty ? 0 : Double(right) / Double(chosen.count),
      recall: Double(Set(sides.compactMap { exact[$0] }).count) / planted,
      covered: Double(Set(sides.flatMap { covers[$0] }).count) / planted,
      joined: truth(of: joined(by: Set(sides))))
  }

  private func joined(by sides: Set<Int>) -> [Bool] {
    (0..<heldOutFeatures.pairCount).map { pair in
      heldOutFeatures.links(of: pair).contains { sides.contains(sideOfLink[Int($0)]) }
    }
  }

  private func truth(of isJoined: [Bool]) -> PairTruth {
    var (pairs, qualified, planted, probability) = (0, 0, 0, 0.0)
    for pair in isJoined.indices where isJoined[pair] {
      pairs += 1
      if world.heldOut.isQualified[pair] { qualified += 1 }
      if world.heldOut.isPlanted[pair] { planted += 1 }
      probability += world.heldOut.probability[pair]
    }
    let divisor = Double(max(1, pairs))
    return PairTruth(
      pairs: pairs, qualified: Double(qualified) / divisor, planted: Double(planted) / divisor,
      probability: probability / divisor)
  }
}
