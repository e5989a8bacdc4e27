import LinkGraph

/// Which pairs some learned links join, beside those that planted ones do.
struct PlantedOverlap: Sendable {
  /// The least share of planted pairs among those of a link that counts as right, and the least overlap (pairs of both ÷ pairs of
  /// either) of a link that counts as the planted one.
  static let leastShare = 0.5

  /// How many links join planted pairs for the most part.
  private(set) var mostlyPlanted = 0
  /// How many planted links one of them joins about the same pairs as.
  private(set) var found = 0
  /// Whether one of them joins each held-out pair.
  private(set) var isJoined: [Bool]
  /// The share of held-out planted pairs that one of them joins.
  private(set) var plantedReached = 0.0

  /// Counts over all pairs, learned from or not. O(links of all pairs).
  init(of chosen: [Int], _ judge: PlantedLinkJudge) {
    isJoined = Array(repeating: false, count: judge.heldOutFeatures.pairCount)
    var places = [Int32](repeating: -1, count: judge.links.count)
    for (place, link) in chosen.enumerated() { places[link] = Int32(place) }
    let plantedCount = judge.world.planted.count
    var (joined, right) = ([Int](repeating: 0, count: chosen.count), [Int](repeating: 0, count: chosen.count))
    var both = [Int](repeating: 0, count: chosen.count * plantedCount)
    var ofPlanted = [Int](repeating: 0, count: plantedCount)
    for (part, features) in [
      (judge.world.learned, judge.learnedFeatures), (judge.world.heldOut, judge.heldOutFeatures),
    ] {
      for pair in 0..<features.pairCount {
        let planted = part.planted[pair]
        for number in planted { ofPlanted[number] += 1 }
        for link in features.links(of: pair) where places[Int(link)] >= 0 {
          let place = Int(places[Int(link)])
          joined[place] += 1
          if !planted.isEmpty { right[place] += 1 }
          for number in planted { both[place * plantedCount + number] += 1 }
        }
      }
    }
    mostlyPlanted = chosen.indices.count {
      Double(right[$0]) >= PlantedOverlap.leastShare * Double(joined[$0])
    }
    found = (0..<plantedCount).count { number in
      chosen.indices.contains { place in
        let common = both[place * plantedCount + number]
        let either = joined[place] + ofPlanted[number] - common
        return common > 0 && Double(common) >= PlantedOverlap.leastShare * Double(either)
      }
    }
    var (reached, all) = (0, 0)
    for pair in isJoined.indices {
      isJoined[pair] = judge.heldOutFeatures.links(of: pair).contains { places[Int($0)] >= 0 }
      guard !judge.world.heldOut.planted[pair].isEmpty else { continue }
      all += 1
      if isJoined[pair] { reached += 1 }
    }
    plantedReached = Double(reached) / Double(max(1, all))
  }
}

/// The features the other way round: the pairs of each link, rising.
struct PairsOfLinks: Sendable {
  private var ends: [Int]
  private var pairs: [UInt32]

  init(_ features: LinkFeatures, linkCount: Int) {
    ends = [Int](repeating: 0, count: linkCount + 1)
    for link in features.links { ends[Int(link) + 1] += 1 }
    for link in 0..<linkCount { ends[link + 1] += ends[link] }
    pairs = [UInt32](repeating: 0, count: features.links.count)
    // Each link's beginning moves to its end, which is the next one's beginning.
    for pair in 0..<features.pairCount {
      for link in features.links(of: pair) {
        pairs[ends[Int(link)]] = UInt32(pair)
        ends[Int(link)] += 1
      }
    }
  }

  func pairs(of link: Int) -> ArraySlice<UInt32> { pairs[(link == 0 ? 0 : ends[link - 1])..<ends[link]] }
}
