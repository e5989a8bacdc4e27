import JobMarket

/// Takes as many of a seeker's links as it needs to reach enough jobs, best first (PAPER 2.6).
///
/// ```swift
/// let tuner = try LiquidityTuner(leastJobs: 50)
/// let liquidity = try tuner.chosen(
///   from: served.seekerNodes(values), counter: index, field: linkField, within: .all, asOf: now)
/// liquidity.nodes.count   // 7
/// liquidity.jobs          // 61
/// ```
///
/// Few links of high quality are better than all of them, as long as there is enough to show.
public struct LiquidityTuner: Hashable, Sendable {
  /// How many open jobs a seeker should reach: the paper's θ.
  public let leastJobs: Int

  /// Makes a tuner; throws for fewer than 1 job.
  public init(leastJobs: Int) throws {
    guard leastJobs >= 1 else {
      throw LinkGraphError.option("the least number of jobs a seeker reaches", leastJobs, allowed: 1...Int.max)
    }
    self.leastJobs = leastJobs
  }

  /// The fewest of a seeker's links, best first, that reach enough jobs; all of them where all do not.
  ///
  /// Links of equal quality are taken together, so that no number decides that means nothing, and pinned ones always. Each number
  /// of jobs is counted exactly, of the union of the links taken. It grows with them: the place is found by counting 1, 2, 4, …
  /// groups of equals and halving between the last two, O(log groups) counts in all.
  ///
  /// - Parameters:
  ///   - nodes: what the seeker has, best first, as `ServedLinks` gives them.
  ///   - counter: counts offered jobs.
  ///   - field: the field whose values are the jobs' nodes.
  ///   - within: which jobs count at all, such as those of the seeker's country.
  ///   - asOf: when jobs must be offered.
  /// - Throws: what the counter throws.
  public func chosen(
    from nodes: [ServedNode], counter: any JobCounter, field: AttributeField, within: JobPredicate, asOf: Instant
  ) throws -> Liquidity {
    let ends = tiedEnds(nodes)
    guard !ends.isEmpty else { return Liquidity(nodes: [], jobs: 0, isShort: true, counts: 0) }
    var counts = 0
    func jobs(_ end: Int) throws -> Int {
      counts += 1
      let clause = JobPredicate.Clause(.anyOf(field, nodes[..<end].map { ValueID($0.node) }.sorted()))
      return try counter.count(JobPredicate([clause]).and(within), asOf: asOf)
    }
    // Groups before `low` are too few; `high`, once it is known, is enough, or all there is.
    var (low, high, found) = (0, 0, 0)
    var step = leastJobs == .max ? ends.count : 1
    while true {
      high = min(low + step, ends.count) - 1
      found = try jobs(ends[high])
      if found >= leastJobs || high == ends.count - 1 { break }
      (low, step) = (high + 1, step * 2)
    }
    while low < high, found >= leastJobs {
      let middle = (low + high) / 2
      let jobs = try jobs(ends[middle])
      if jobs >= leastJobs { (high, found) = (middle, jobs) } else { low = middle + 1 }
    }
    return Liquidity(nodes: Array(nodes[..<ends[high]]), jobs: found, isShort: found < leastJobs, counts: counts)
  }
}

/// Which of a seeker's links serve, and how many jobs they reach.
public struct Liquidity: Hashable, Sendable {
  /// The links, best first.
  public let nodes: [ServedNode]
  /// How many open jobs they reach together, exactly.
  public let jobs: Int
  /// Whether these are all there are and still too few jobs.
  public let isShort: Bool
  /// How often jobs were counted.
  public let counts: Int
}

/// Where groups of nodes end that only their numbers tell apart, the nodes best first; pinned ones are one group.
func tiedEnds(_ nodes: [ServedNode]) -> [Int] {
  nodes.indices.filter { index in
    guard index + 1 < nodes.count else { return true }
    if nodes[index].isPinned && nodes[index + 1].isPinned { return false }
    return !nodes[index].isTied(with: nodes[index + 1])
  }.map { $0 + 1 }
}
