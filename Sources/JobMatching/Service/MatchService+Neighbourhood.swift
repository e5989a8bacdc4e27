import JobMarket
import LinkGraph
import MarketStorage
import Retrieval

extension MatchService {
  /// A seeker among the links, as they serve now: their values, the best links that these give, and the open jobs reached.
  ///
  /// All open jobs count, also those of no campaign and those that the seeker has seen: this shows what links do, not what an answer
  /// of the promoted flow leaves of it.
  ///
  /// - Parameters:
  ///   - linkCount: the most links shown, 1 to 40.
  ///   - jobCount: the most jobs shown, 1 to 40.
  ///   - asOf: what the seeker had worked as at this moment, and when jobs must be open.
  /// - Throws: `WorkspaceError` for an unknown seeker, no links, no targets of them, or such a count; `IndexError`; `LinkGraphError`;
  ///   `MarketStoreError`. A count of jobs a link shown, and a query.
  public func neighbourhood(
    ofSeeker id: String, links linkCount: Int = 10, jobs jobCount: Int = 10, asOf: Instant
  ) throws -> SeekerNeighbourhood {
    for (what, count) in [("links", linkCount), ("jobs", jobCount)] where !(1...40).contains(count) {
      throw WorkspaceError("\(count) \(what): 1 to 40 of them can be shown")
    }
    let seeker = try seeker(id)
    let current = try promoted.current()
    let ids = try promoted.ids(of: promoted.values(of: seeker, asOf: asOf, current.attributes))
    let nodes = current.served.seekerNodes(ids)
    let shown = Array(nodes.prefix(linkCount))
    let taken = try promoted.chosen(nodes, within: .all, asOf: asOf, current)
    var around = SeekerNeighbourhood(seeker: id, asOf: asOf)
    around.leastJobs = promoted.leastJobs
    around.valueCount = ids.reduce(0) { $0 + $1.value.count }
    (around.servingLinks, around.takenLinks, around.takenReach) = (nodes.count, taken.nodes.count, taken.jobs)
    let names = ConditionNames(vocabulary, taxonomies: entities?.taxonomies)
    let values = MatchService.askedValues(shown, current.served.graph)
      .map { (value: $0, shown: SeekerNeighbourhood.Value($0.field, names.name($0.field, $0.value))) }
      .sorted { first, second in
        if first.value.field != second.value.field { return first.value.field < second.value.field }
        return (first.shown.name, first.value.value) < (second.shown.name, second.value.value)
      }
    around.values = values.map(\.shown)
    let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1.value, $0) })
    let reaches = try current.searcher.counts(of: shown.map { MatchService.reached(by: [$0]) }, asOf: asOf)
    let (words, plain) = (promoted.words(current, names), promoted.words(current, names, emphasis: ""))
    around.links = shown.enumerated().map { place, node in
      let metaLinks = current.served.graph[node.node].metaLinks
      return SeekerNeighbourhood.Link(
        MatchedLink(node.node, current.served, words), seekerSide: plain.seekerSide(of: metaLinks),
        jobSide: "hired" + plain.jobSide(of: metaLinks),
        values: MatchService.askedValues([node], current.served.graph).compactMap { places[$0] }.sorted(),
        jobs: reaches[place], isTaken: place < taken.nodes.count)
    }
    (around.jobs, around.shownReach) = try reachedJobs(shown, count: jobCount, asOf: asOf, current)
    return around
  }

  /// The values that links ask of a seeker, rising, each once.
  private static func askedValues(_ nodes: [ServedNode], _ graph: HireGraph) -> [FieldValue] {
    Set(
      nodes.flatMap { node in
        graph[node.node].metaLinks.map { FieldValue(graph.templates[$0.template].seekerField, $0.seekerValue) }
      }
    ).sorted()
  }

  private static func reached(by nodes: [ServedNode]) -> JobPredicate {
    JobPredicate([.init(.anyOf(TargetFiles.field, nodes.map { ValueID($0.node) }.sorted()))])
  }

  /// The best open jobs of some links, and how many there are.
  private func reachedJobs(
    _ shown: [ServedNode], count: Int, asOf: Instant, _ current: PromotedLinks.Current
  ) throws -> (jobs: [SeekerNeighbourhood.Job], reach: Int) {
    guard !shown.isEmpty else { return ([], 0) }
    let weights = Dictionary(uniqueKeysWithValues: shown.map { (ValueID($0.node), $0.quality) })
    let scorer = Scorer.weightedTerms(
      field: TargetFiles.field, weights: weights, minimumMatches: 0,
      combining: workspace.configuration.target.score.combination)
    let result = try current.searcher.retrieve(
      Query(
        predicate: MatchService.reached(by: shown), scorers: [WeightedScorer("link", weight: 1, scorer)], k: count,
        asOf: asOf))
    let jobs = try result.jobs.compactMap { found -> SeekerNeighbourhood.Job? in
      guard let stored = try store.job(key: found.key) else { return nil }
      let own = Set(current.searcher.index.values(of: found.key, field: TargetFiles.field))
      return SeekerNeighbourhood.Job(
        id: stored.job.id, title: stored.job.title, company: stored.job.company, score: found.score,
        links: shown.indices.filter { own.contains(ValueID(shown[$0].node)) })
    }
    return (jobs, result.matching)
  }
}
