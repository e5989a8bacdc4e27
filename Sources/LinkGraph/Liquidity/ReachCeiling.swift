/// Takes as many of a job's links as it needs to reach enough seekers: the job's side of liquidity (PAPER 2.12).
///
/// ```swift
/// let ceiling = try ReachCeiling(seekersAnOpening: 500)
/// let kept = ceiling.kept(from: served.jobNodes(values), openings: 2, seekers: seekers)
/// kept.reach         // 1_040
/// kept.reachBefore   // 18_233
/// ```
///
/// Too many applications for few openings serve nobody: a job that more qualified seekers reach than it has room for keeps its best
/// links and yields the others, so that those seekers are shown jobs that need them.
public struct ReachCeiling: Hashable, Sendable {
  /// How many seekers are enough for one opening.
  public let seekersAnOpening: Int

  /// Makes a ceiling; throws for fewer than 1 seeker.
  public init(seekersAnOpening: Int) throws {
    guard seekersAnOpening >= 1 else {
      throw LinkGraphError.option("the number of seekers an opening", seekersAnOpening, allowed: 1...Int.max)
    }
    self.seekersAnOpening = seekersAnOpening
  }

  /// The fewest of a job's links, best first, that reach enough seekers; all of them where all do not. Links of equal quality are
  /// taken together, pinned ones always. O(seekers ÷ 64 + seekers of the links).
  ///
  /// - Parameters:
  ///   - nodes: what the job has, best first, as `ServedLinks` gives them.
  ///   - openings: how many people are sought; fewer than 1 counts as 1.
  ///   - seekers: the seekers of each link, as they are served.
  public func kept(from nodes: [ServedNode], openings: Int, seekers: NodeSeekers) -> KeptReach {
    let (enough, isBeyond) = max(1, openings).multipliedReportingOverflow(by: seekersAnOpening)
    var reached = ReachedSeekers(seekers)
    var (start, kept, reach) = (0, nodes.count, Int?.none)
    for end in tiedEnds(nodes) {
      for node in nodes[start..<end] { reached.add(node.node) }
      start = end
      if reach == nil, !isBeyond, reached.count >= enough { (kept, reach) = (end, reached.count) }
    }
    return KeptReach(
      kept: Array(nodes[..<kept]), yielded: Array(nodes[kept...]), reach: reach ?? reached.count,
      reachBefore: reached.count)
  }
}

/// Which of a job's links it keeps, and how many seekers they reach.
public struct KeptReach: Hashable, Sendable {
  /// The links kept, best first.
  public let kept: [ServedNode]
  /// The others, best first.
  public let yielded: [ServedNode]
  /// How many seekers the kept ones reach.
  public let reach: Int
  /// How many all reached.
  public let reachBefore: Int
}
