import JobMarket
import LinkGraph
import MarketStorage
import Retrieval

extension PromotedLinks {
  /// A seeker's links that serve, best first.
  func nodes(of seeker: Seeker, asOf: Instant, _ current: Current) throws -> [ServedNode] {
    current.served.seekerNodes(try ids(of: try values(of: seeker, asOf: asOf, current.attributes)))
  }

  /// The numbers of a seeker's and a job's values.
  func values(
    _ seeker: Seeker, _ job: Job, asOf: Instant, _ current: Current
  ) throws -> (seeker: [AttributeField: [ValueID]], job: [AttributeField: [ValueID]]) {
    (
      try ids(of: try values(of: seeker, asOf: asOf, current.attributes)),
      try ids(of: try values(of: job, current.attributes))
    )
  }

  /// A seeker's links, best first, until they reach enough open jobs that fulfil a condition.
  func chosen(
    _ nodes: [ServedNode], within predicate: JobPredicate, asOf: Instant, _ current: Current
  ) throws -> Liquidity {
    // Without a least number all links are taken, as one that no market reaches does.
    let least = leastJobs == 0 ? Int.max : leastJobs
    return try LiquidityTuner(leastJobs: least).chosen(
      from: nodes, counter: current.searcher, field: TargetFiles.field, within: predicate, asOf: asOf)
  }

  /// Links in plain words, as the record and the taxonomies name values.
  func words(_ current: Current, _ names: ConditionNames, emphasis: String = "*") -> LinkWords {
    LinkWords(current.served.graph.templates, emphasis: emphasis) { field, value in names.name(field, value) }
  }

  /// What an answer stands on.
  static func servedBy(all: [ServedNode], _ liquidity: Liquidity) -> [String] {
    let (chosen, prior) = (liquidity.nodes.count, liquidity.nodes.count(where: \.isPrior))
    guard chosen > 0 else { return ["prior: neither a learned link nor one of prior knowledge fits"] }
    let learned = chosen - prior
    guard learned > 0 else {
      return ["prior: no learned link fits; \(count(prior, "link")) of prior knowledge, of \(all.count)"]
    }
    var parts = ["\(count(learned, "link")) learned from hires, of \(all.count(where: { !$0.isPrior }))"]
    if prior > 0 { parts.append("\(count(prior, "link")) of prior knowledge") }
    return parts
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  static func notes(_ liquidity: Liquidity, leastJobs: Int) -> [String] {
    var notes = ["these links reach \(count(liquidity.jobs, "open promoted job"))"]
    if liquidity.isShort, leastJobs > 0 {
      notes.append("fewer than the \(leastJobs) that target.leastJobs asks for: all links that fit are taken")
    }
    return notes
  }

  /// The campaigns that run at a moment, as a condition on jobs.
  func running(asOf: Instant) throws -> (clause: JobPredicate.Clause?, notes: [String]) {
    let campaigns = try campaigns()
    guard !campaigns.isEmpty else {
      return (nil, ["the market has no campaigns: every job counts as promoted"])
    }
    let running = campaigns.enumerated().filter { _, campaign in
      campaign.start <= asOf && campaign.end.map { asOf < $0 } ?? true
    }
    return (.init(.anyOf(TargetFiles.campaignField, running.map { ValueID($0.offset) })), [])
  }
}
