import LinkGraph

/// How many hires links reach, and how many of the pairs they reach are no hires, as links are taken in falling quality (PAPER 2.9).
public struct LinkCurve: Hashable, Sendable, Codable {
  /// A curve a quality.
  public let scorings: [Scoring]
  /// How many pairs it was measured on.
  public let pairs: Int
  /// How many of them are hires.
  public let hires: Int

  /// A quality's curve.
  public struct Scoring: Hashable, Sendable, Codable {
    /// The quality: `ratio` or `regression`.
    public let name: String
    /// By rising number of links.
    public let points: [Point]
  }

  /// What the best links reach.
  public struct Point: Hashable, Sendable, Codable {
    /// How many links are taken.
    public let links: Int
    /// The quality of the last of them.
    public let threshold: Double
    /// The share of hired pairs that a link joins.
    public let recall: Double
    /// The share of pairs joined by a link that are no hires.
    public let falsePositiveRate: Double
  }

  /// A set of links by ratio, and the smallest set by regression that is as good.
  public struct Saving: Hashable, Sendable, Codable {
    /// The set by ratio.
    public let ratio: Point
    /// The smallest set by regression of at most 0.01 less recall and at most 0.01 more false positives; `nil` where none is.
    public let regression: Point?
    /// How many times fewer links that is.
    public var times: Double? { regression.map { Double(ratio.links) / Double($0.links) } }
  }

  /// Takes links in falling quality; those of 0 or less are never taken, equals only together.
  ///
  /// O(features + links log links + pairs).
  package init(qualities: [(name: String, values: [Double])], features: LinkFeatures, hires: [Bool]) {
    pairs = hires.count
    self.hires = hires.count { $0 }
    let hireCount = self.hires
    scorings = qualities.map { name, values in
      let taken = values.indices.filter { values[$0] > 0 }.sorted { (values[$1], $0) < (values[$0], $1) }
      // Where each link's run of equals ends.
      var ends = [Int](repeating: Int.max, count: values.count)
      var end = taken.count
      for place in taken.indices.reversed() {
        if place + 1 < taken.count, values[taken[place]] != values[taken[place + 1]] { end = place + 1 }
        ends[taken[place]] = end
      }
      var joined = [(hires: Int, noHires: Int)](repeating: (0, 0), count: taken.count + 1)
      for pair in hires.indices {
        let first = features.links(of: pair).reduce(Int.max) { min($0, ends[Int($1)]) }
        guard first <= taken.count else { continue }
        if hires[pair] { joined[first].hires += 1 } else { joined[first].noHires += 1 }
      }
      var (points, sums) = ([Point](), (hires: 0, noHires: 0))
      for count in 1..<max(1, joined.count) {
        sums.hires += joined[count].hires
        sums.noHires += joined[count].noHires
        guard ends[taken[count - 1]] == count, sums.hires + sums.noHires > 0 else { continue }
        points.append(
          Point(
            links: count, threshold: values[taken[count - 1]], recall: Double(sums.hires) / Double(max(1, hireCount)),
            falsePositiveRate: Double(sums.noHires) / Double(sums.hires + sums.noHires)))
      }
      return Scoring(name: name, points: points)
    }
  }

  /// For rising recall by ratio, the first set that reaches each of some levels and the smallest as good by regression. O(points).
  public func savings(at levels: [Double]) -> [Saving] {
    guard scorings.count == 2 else { return [] }
    return levels.compactMap { level in
      guard let ratio = scorings[0].points.first(where: { $0.recall >= level }) else { return nil }
      return Saving(
        ratio: ratio,
        regression: scorings[1].points.first {
          $0.recall >= ratio.recall - 0.01 && $0.falsePositiveRate <= ratio.falsePositiveRate + 0.01
        })
    }
  }
}
