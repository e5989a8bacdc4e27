import LinkGraph

/// Ranks learned links and compares the first ones with what was planted.
struct PlantedLinkJudge: Sendable {
  let world: PlantedWorld
  let links: LinkTable
  /// The links of the pairs learned from, and of the others.
  let learnedFeatures: LinkFeatures
  let heldOutFeatures: LinkFeatures
  /// The pairs learned from, by link.
  private let pairsOfLinks: PairsOfLinks

  init(world: PlantedWorld, links: LinkTable, learnedFeatures: LinkFeatures, heldOutFeatures: LinkFeatures) {
    (self.world, self.links) = (world, links)
    (self.learnedFeatures, self.heldOutFeatures) = (learnedFeatures, heldOutFeatures)
    pairsOfLinks = PairsOfLinks(learnedFeatures, linkCount: links.count)
  }

  /// How many planted links are among the learned ones at all, whatever their score. O(links).
  var learnable: Int {
    let metaLinks = links.metaLinks
    // A meta link that joins what no planted link joins is in no planted link; nearly all links have one.
    let isCandidate = (0..<metaLinks.count).map { number in
      let sides = LinkSides(Link([metaLinks[number]], hires: 0, noHires: 0), templates: metaLinks.templates)
      return world.planted.contains { $0.asksAll(of: sides) }
    }
    var found = Set<Int>()
    for link in 0..<links.count where links.members(of: link).allSatisfy({ isCandidate[Int($0)] }) {
      if let planted = world.planted.firstIndex(of: sides(of: link)) { found.insert(planted) }
    }
    return found.count
  }

  /// What is true of all held-out pairs.
  var base: PairTruth { truth(of: Array(repeating: true, count: world.heldOut.pairs.count)) }

  /// All links that are scored, the best first; equal scores go by support, then by number.
  func ranking(by scores: [Double?]) -> [Int] {
    (0..<links.count).lazy.compactMap { link in
      scores[link].map { (score: $0, support: links.hires[link] + links.noHires[link], link: link) }
    }
    .sorted { ($0.score, $0.support, $1.link) > ($1.score, $1.support, $0.link) }.map(\.link)
  }

  /// Judges the first links of a ranking.
  func row(_ scoring: String, _ cutoff: PlantedLinksEvaluation.Cutoff, _ ranking: [Int]) -> SeedAnswer.Row {
    let chosen =
      switch cutoff {
      case .planted(let times): distinct(ranking, most: times * world.planted.count)
      case .fresh(let times): fresh(ranking, most: times * world.planted.count)
      case .asManyHires: distinct(ranking.filter { links.hires[$0] >= links.noHires[$0] }, most: .max)
      }
    let sides = chosen.map { self.sides(of: $0) }
    let covers = sides.map { sides in world.planted.indices.filter { sides.asksAll(of: world.planted[$0]) } }
    let overlap = PlantedOverlap(of: chosen, self)
    let planted = Double(max(1, world.planted.count))
    func share(_ count: Int) -> Double { chosen.isEmpty ? 0 : Double(count) / Double(chosen.count) }
    return SeedAnswer.Row(
      scoring: scoring, cutoff: cutoff, links: chosen.count,
      asked: SeedAnswer.Asked(
        precision: share(covers.count { !$0.isEmpty }),
        recall: Double(Set(sides.compactMap { world.planted.firstIndex(of: $0) }).count) / planted,
        covered: Double(Set(covers.joined()).count) / planted),
      joined: SeedAnswer.Joined(
        precision: share(overlap.mostlyPlanted), recall: Double(overlap.found) / planted,
        pairs: truth(of: overlap.isJoined), plantedReached: overlap.plantedReached))
  }

  private func sides(of link: Int) -> LinkSides {
    LinkSides(links[link], templates: links.metaLinks.templates)
  }

  /// The first links of a ranking that ask different things.
  private func distinct(_ ranking: [Int], most: Int) -> [Int] {
    var seen = Set<LinkSides>()
    var chosen: [Int] = []
    for link in ranking {
      guard chosen.count < most else { break }
      if seen.insert(sides(of: link)).inserted { chosen.append(link) }
    }
    return chosen
  }

  /// The first links of a ranking half of whose pairs or more are joined by none of those before. O(links of all pairs).
  private func fresh(_ ranking: [Int], most: Int) -> [Int] {
    var isJoined = [Bool](repeating: false, count: learnedFeatures.pairCount)
    var chosen: [Int] = []
    for link in ranking {
      guard chosen.count < most else { break }
      let pairs = pairsOfLinks.pairs(of: link)
      guard 2 * pairs.count(where: { !isJoined[Int($0)] }) >= pairs.count else { continue }
      chosen.append(link)
      for pair in pairs { isJoined[Int(pair)] = true }
    }
    return chosen
  }

  private func truth(of isJoined: [Bool]) -> PairTruth {
    var (pairs, qualified, planted, probability) = (0, 0, 0, 0.0)
    for pair in isJoined.indices where isJoined[pair] {
      pairs += 1
      if world.heldOut.isQualified[pair] { qualified += 1 }
      if !world.heldOut.planted[pair].isEmpty { planted += 1 }
      probability += world.heldOut.probability[pair]
    }
    let divisor = Double(max(1, pairs))
    return PairTruth(
      pairs: pairs, qualified: Double(qualified) / divisor, planted: Double(planted) / divisor,
      probability: probability / divisor)
  }
}
