import JobMarket

/// How many open jobs links reach a seeker before and after the liquidity loop, as curves (PAPER 2.6).
///
/// ```swift
/// let curves = ReachCurves(reach)
/// curves.percentiles[3].before   // 204: half of the seekers reach fewer by all their links
/// curves.percentiles[3].after    // 103: the loop stops soon after θ
/// ```
public struct ReachCurves: Sendable, Equatable, Encodable {
  /// How many seekers were looked at.
  public let seekers: Int
  /// θ, the number of jobs at which the loop stops; 0 for none.
  public let leastJobs: Int
  /// Seekers whom all their links reach fewer than θ jobs.
  public let short: Int
  /// The least, the percentiles 10, 25, 50, 75 and 90, and the most.
  public let percentiles: [Percentile]
  /// By all links that serve: how many seekers reach at most so many jobs, jobs rising.
  public let before: [Step]
  /// The same by the links that the loop takes.
  public let after: [Step]

  /// A percentile of both.
  public struct Percentile: Sendable, Equatable, Encodable {
    /// The percent of seekers that reach fewer, or as many.
    public var percent: Int
    /// Jobs by all links that serve, and by those that are taken.
    public var before, after: Int
  }

  /// A step of a curve.
  public struct Step: Sendable, Equatable, Encodable {
    /// A number of jobs that a seeker reaches.
    public var jobs: Int
    /// How many seekers reach at most so many.
    public var seekers: Int
  }

  /// Counts what was measured. O(seekers · log seekers).
  public init(_ reach: TargetReport.Reach) {
    let pairs = reach.pairs.filter { $0.count == 2 }
    let (before, after) = (pairs.map { $0[0] }.sorted(), pairs.map { $0[1] }.sorted())
    (seekers, leastJobs, short) = (pairs.count, reach.leastJobs, reach.short)
    percentiles =
      pairs.isEmpty
      ? []
      : [0, 10, 25, 50, 75, 90, 100].map { percent in
        // As the report takes them.
        let place = min(pairs.count - 1, pairs.count * percent / 100)
        return Percentile(percent: percent, before: before[place], after: after[place])
      }
    (self.before, self.after) = (ReachCurves.steps(before), ReachCurves.steps(after))
  }

  private static func steps(_ sorted: [Int]) -> [Step] {
    sorted.indices.filter { $0 + 1 == sorted.count || sorted[$0] != sorted[$0 + 1] }.map {
      Step(jobs: sorted[$0], seekers: $0 + 1)
    }
  }
}
