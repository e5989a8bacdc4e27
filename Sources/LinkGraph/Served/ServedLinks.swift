import JobMarket

/// A graph as it serves now: which links count, how good each is, and what people decided (PAPER 2.5 to 2.8).
///
/// ```swift
/// let served = try ServedLinks(graph, by: .ratio, minimumQuality: 2, standing: log.resolve(in: graph, id: ids).standing)
/// served.quality(of: 31)                                    // 3.2
/// served.seekerNodes([.title: [4], .skill: [2]]).first?.node   // 31
/// ```
///
/// A link serves when it is pinned, or when it is not banned and good enough: at least the minimum, and above 0 where weights of the
/// regression rank. A prior link has a scale of its own: it serves unless it is banned, or its weight was set to 0. All this acts on
/// the seeker's side of a query, so that an edit shows in the next one and changes no job.
public struct ServedLinks: Sendable {
  /// The graph.
  public let graph: HireGraph
  /// Which number ranks.
  public let ranking: LinkQuality
  /// How good a learned link must be.
  public let minimumQuality: Float
  /// What was decided by hand, by node.
  public let standing: [Int: LinkStanding]
  /// By node; NaN for one that does not serve.
  private let qualities: [Float]

  /// Serves a graph. O(links).
  ///
  /// - Parameters:
  ///   - graph: the links.
  ///   - ranking: which number ranks.
  ///   - minimumQuality: the least ratio or weight of a learned link that serves, 0 or more.
  ///   - standing: what was decided by hand, by node; nodes beyond the graph count for nothing.
  /// - Throws: `LinkGraphError` for a minimum that is no such number, and for `regression` where none was fitted.
  public init(
    _ graph: HireGraph, by ranking: LinkQuality, minimumQuality: Float, standing: [Int: LinkStanding] = [:]
  ) throws {
    guard minimumQuality.isFinite, minimumQuality >= 0 else {
      throw LinkGraphError.quality("the minimum quality of a link", minimumQuality, allowed: "a number of 0 or more")
    }
    guard ranking == .ratio || graph.hasWeights else { throw LinkGraphError.noWeights() }
    (self.graph, self.ranking, self.minimumQuality, self.standing) = (graph, ranking, minimumQuality, standing)
    var qualities = (0..<graph.count).map { node in
      ServedLinks.served(graph.learnedQuality(of: node, by: ranking), node, graph, ranking, minimumQuality)
    }
    for (node, standing) in standing where qualities.indices.contains(node) {
      let quality = standing.weight ?? graph.learnedQuality(of: node, by: ranking)
      qualities[node] =
        standing.isBanned
        ? .nan : standing.isPinned ? quality : ServedLinks.served(quality, node, graph, ranking, minimumQuality)
    }
    self.qualities = qualities
  }

  private static func served(
    _ quality: Float, _ node: Int, _ graph: HireGraph, _ ranking: LinkQuality, _ minimum: Float
  ) -> Float {
    if node >= graph.learnedCount { return quality > 0 ? quality : .nan }
    return quality >= minimum && (ranking == .ratio || quality > 0) ? quality : .nan
  }

  /// How many links serve. O(links).
  public var servedCount: Int { qualities.count { !$0.isNaN } }

  /// How good a link is, or `nil` for one that does not serve, or is none. O(1).
  public func quality(of node: Int) -> Float? {
    guard qualities.indices.contains(node), !qualities[node].isNaN else { return nil }
    return qualities[node]
  }

  /// The links that serve a seeker of these values, best first (`ServedNode`). O(found · log found), and finding them.
  public func seekerNodes(_ values: [AttributeField: [ValueID]]) -> [ServedNode] {
    served(graph.nodes(ofSeeker: values))
  }

  /// The links that serve a job of these values, best first; otherwise as `seekerNodes`.
  public func jobNodes(_ values: [AttributeField: [ValueID]]) -> [ServedNode] { served(graph.nodes(ofJob: values)) }

  /// The links that join a seeker to a job, best first: those that both have.
  public func joining(
    seeker: [AttributeField: [ValueID]], job: [AttributeField: [ValueID]]
  ) -> [ServedNode] {
    let (own, others) = (graph.nodes(ofSeeker: seeker), graph.nodes(ofJob: job))
    var common: [ValueID] = []
    var place = 0
    for node in own {
      while place < others.count, others[place] < node { place += 1 }
      if place < others.count, others[place] == node { common.append(node) }
    }
    return served(common)
  }

  /// Those of some nodes that serve, best first. O(count · log count).
  public func served(_ nodes: [ValueID]) -> [ServedNode] {
    nodes.compactMap { servedNode(Int($0)) }.sorted()
  }

  /// A link as it serves, or `nil`. O(1).
  public func servedNode(_ node: Int) -> ServedNode? {
    guard let quality = quality(of: node) else { return nil }
    let isPinned = standing.isEmpty ? false : standing[node]?.isPinned ?? false
    return ServedNode(node: node, quality: quality, isPinned: isPinned, isPrior: node >= graph.learnedCount)
  }

  /// Whether and why a link serves. O(1).
  public func state(of node: Int) -> State {
    let standing = standing[node]
    if standing?.isBanned == true { return .banned }
    if standing?.isPinned == true { return .pinned }
    return quality(of: node) == nil ? .tooPoor : .served
  }

  /// Whether and why a link serves.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// It serves, as it is good enough.
    case served
    /// It serves, as somebody pinned it.
    case pinned
    /// It does not, as somebody banned it.
    case banned
    /// It does not, as it is under the minimum, or has no weight.
    case tooPoor
  }
}

extension HireGraph {
  /// The number that ranks a link, before anybody decides; a prior link's own quality. O(1).
  public func learnedQuality(of node: Int, by ranking: LinkQuality) -> Float {
    if node >= learnedCount { return columns.priorQualities[node - learnedCount] }
    switch ranking {
    case .ratio: return LinkRatio.smoothed(hires: Int(columns.hires[node]), noHires: Int(columns.noHires[node]))
    case .regression: return columns.weights.isEmpty ? 0 : columns.weights[node]
    }
  }
}
