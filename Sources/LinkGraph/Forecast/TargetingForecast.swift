import JobMarket

/// Says of a job that is not published yet whom it would reach, through which links, and how many would apply (PAPER 2.13).
///
/// ```swift
/// let forecast = try TargetingForecast(served, seekers: seekers, activity: activity, windowDays: 30)
/// let job = try forecast.forecast(job: [.title: [9], .skill: [2]], days: 14, adding: [FieldValue(.skill, 7)])
/// job.reach                   // 1_204
/// job.without[0].reach        // 310: most are reached through this value alone
/// job.with[0].reach           // 1_377
/// job.applicants.mean         // 18.4, between `lower` 11 and `upper` 27
/// forecast.audience(job: [.title: [9]], limit: 10).first?.links   // the best links of the best seeker
/// ```
///
/// Reach is counted exactly, over the links that seekers are served by. A job's values only ever give it links, hence less of them
/// never reach more. The interval of applicants holds what chance does when people go on as they did: not that the market changes, or
/// that a job is better than others.
public struct TargetingForecast: Sendable {
  /// The links as they serve.
  public let served: ServedLinks
  let seekers: SeekerNodes
  let byNode: NodeSeekers
  let activity: [SeekerActivity]
  let windowDays: Double

  /// Takes a market's seekers. O(links of all seekers).
  ///
  /// - Parameters:
  ///   - served: the links as they serve.
  ///   - seekers: the links of each seeker, as they are served by them.
  ///   - activity: how busy each seeker is, row by row.
  ///   - windowDays: how many days their applications were counted over.
  /// - Throws: `LinkGraphError` for a window that is no number above 0.
  public init(
    _ served: ServedLinks, seekers: SeekerNodes, activity: [SeekerActivity], windowDays: Double
  ) throws {
    precondition(activity.count == seekers.count, "an activity a seeker")
    try TargetingForecast.check("the number of days that applications were counted over", windowDays)
    (self.served, self.seekers, self.activity, self.windowDays) = (served, seekers, activity, windowDays)
    byNode = NodeSeekers(seekers)
  }

  private static func check(_ name: String, _ days: Double) throws {
    guard days.isFinite, days > 0, days <= 36_525 else {
      throw LinkGraphError.quality(name, Float(days), allowed: "a number above 0, at most 36525,")
    }
  }

  /// What a draft job will reach.
  ///
  /// O(seekers of the job's links) for the job and for each value left out or added, and O(seekers reached · applicants) for the
  /// interval.
  ///
  /// - Parameters:
  ///   - values: the job's values.
  ///   - days: how many days ahead applicants are counted over.
  ///   - candidates: values to try beside the job's own, one at a time.
  /// - Throws: `LinkGraphError` for days that are no number above 0.
  public func forecast(
    job values: [AttributeField: [ValueID]], days: Double, adding candidates: [FieldValue] = []
  ) throws -> JobForecast {
    try TargetingForecast.check("the number of days ahead", days)
    let nodes = served.jobNodes(values)
    var reached = ReachedSeekers(byNode)
    let links = nodes.map { node in
      JobForecast.LinkReach(
        node: node, reach: byNode.seekers(of: node.node).count, added: reached.add(node.node))
    }
    let without = linkedValues(values, nodes).map { value in
      var fewer = values
      fewer[value.field]?.removeAll { $0 == value.value }
      return changed(value, fewer, days)
    }
    let with = candidates.map { value in
      var more = values
      more[value.field, default: []].append(value.value)
      return changed(value, more, days)
    }
    return JobForecast(
      reach: reached.count, links: links, without: without, with: with,
      applicants: ExpectedApplicants(probabilities(reached, days)), days: days)
  }

  /// How many different seekers a job of these values reaches. O(seekers of the job's links).
  public func reach(job values: [AttributeField: [ValueID]]) -> Int { reached(values).count }

  private func changed(
    _ value: FieldValue, _ values: [AttributeField: [ValueID]], _ days: Double
  ) -> JobForecast.ChangedReach {
    let reached = reached(values)
    return JobForecast.ChangedReach(
      value: value, reach: reached.count, applicants: probabilities(reached, days).reduce(0, +))
  }

  func reached(_ values: [AttributeField: [ValueID]]) -> ReachedSeekers {
    var reached = ReachedSeekers(byNode)
    for node in served.graph.nodes(ofJob: values) where served.quality(of: Int(node)) != nil { reached.add(Int(node)) }
    return reached
  }

  /// The values of a job that its links ask for.
  private func linkedValues(_ values: [AttributeField: [ValueID]], _ nodes: [ServedNode]) -> [FieldValue] {
    var asked = Set<FieldValue>()
    for node in nodes {
      for number in served.graph.columns.members(of: node.node) {
        let link = served.graph.columns.metaLinks[Int(number)]
        asked.insert(FieldValue(served.graph.templates[link.template].jobField, link.jobValue))
      }
    }
    return asked.sorted()
  }

  /// How likely each reached seeker applies, those left out who never do.
  private func probabilities(_ reached: ReachedSeekers, _ days: Double) -> [Double] {
    reached.seekers.lazy.map { activity[Int($0)] }.filter { $0.applications > 0 }
      .map { $0.probability(share: days / windowDays) }
  }
}
