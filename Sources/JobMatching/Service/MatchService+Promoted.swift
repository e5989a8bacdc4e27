import JobMarket
import LinkGraph
import MarketStorage
import Retrieval

/// The promoted flow: jobs that are reached by links learned from hires (PAPER 2.6 and 2.7).
extension MatchService {
  /// Promoted jobs for a seeker: `link IN {the seeker's links}`, scored by the best or the mean quality of the links that join them.
  ///
  /// Links are taken best first until they reach `target.leastJobs` open jobs. Where a market has campaigns, only jobs of a running one
  /// are promoted. A seeker whom no learned link fits is served by prior knowledge, and the answer says so.
  ///
  /// - Throws: `WorkspaceError` for an unknown seeker, no links or no targets of them; `IndexError`; `LinkGraphError`;
  ///   `MarketStoreError`.
  public func recommendPromoted(toSeeker id: String, _ options: MatchOptions) throws -> MatchAnswer {
    let seeker = try seeker(id)
    let current = try promoted.current()
    var request = try conditions(options, current.searcher.index)
    request.query.hidden = try hiddenJobs(of: seeker, options, current.searcher.index)
    let campaigns = try promoted.running(asOf: options.asOf)
    request.notes += campaigns.notes
    if let clause = campaigns.clause { request.query.predicate.clauses.append(clause) }
    let nodes = try promoted.nodes(of: seeker, asOf: options.asOf, current)
    let liquidity = try chosen(nodes, request.query, current)
    request.servedBy = PromotedLinks.servedBy(all: nodes, liquidity)
    request.notes += PromotedLinks.notes(liquidity, leastJobs: workspace.configuration.target.leastJobs)
    let ids = liquidity.nodes.map { ValueID($0.node) }.sorted()
    request.query.predicate.clauses.append(.init(.anyOf(TargetFiles.field, ids)))
    let weights = Dictionary(uniqueKeysWithValues: liquidity.nodes.map { (ValueID($0.node), $0.quality) })
    request.query.scorers = [
      WeightedScorer(
        "link", weight: 1,
        .weightedTerms(
          field: TargetFiles.field, weights: weights, minimumMatches: 0,
          combining: workspace.configuration.target.score.combination))
    ]
    let words = promoted.words(current, conditionNames)
    request.valueNames[TargetFiles.field] = Dictionary(uniqueKeysWithValues: ids.map { ($0, "link \($0)") })
    var answer = try answer(request, current.searcher)
    let served = Set(ids)
    for index in answer.matches.indices {
      let own = current.searcher.index.values(of: answer.matches[index].key, field: TargetFiles.field)
      answer.matches[index].links = current.served.served(own.filter(served.contains))
        .map { MatchedLink($0.node, current.served, words) }
    }
    return answer
  }

  /// What links say of a seeker and a job; `nil` where the workspace has no links, or no targets of them.
  ///
  /// - Throws: `WorkspaceError` for an unknown seeker or job; `IndexError`; `LinkGraphError`; `MarketStoreError`.
  public func linkExplanation(seeker id: String, job jobID: String, _ options: MatchOptions) throws -> LinkExplanation?
  {
    guard try promoted.isThere else { return nil }
    let (seeker, stored) = (try seeker(id), try storedJob(jobID))
    let current = try promoted.current()
    let (own, job) = try promoted.values(seeker, stored.job, asOf: options.asOf, current)
    let words = promoted.words(current, conditionNames)
    var explanation = LinkExplanation()
    let graph = current.served.graph
    let (seekerNodes, jobNodes) = (graph.nodes(ofSeeker: own), Set(graph.nodes(ofJob: job)))
    let common = seekerNodes.filter(jobNodes.contains)
    let serving = current.served.served(common)
    let others = common.filter { current.served.quality(of: Int($0)) == nil }
    explanation.joined = (serving.map(\.node) + others.map(Int.init)).map { MatchedLink($0, current.served, words) }
    let query = try conditions(options, current.searcher.index).query
    let nodes = current.served.served(seekerNodes)
    let liquidity = try chosen(nodes, query, current)
    (explanation.seekerLinks, explanation.servedLinks) = (nodes.count, liquidity.nodes.count)
    explanation.reach = liquidity.jobs
    if common.isEmpty {
      explanation.nearest = current.served.nearest(seeker: own, job: job, limit: MatchService.nearestCount).map {
        near in
        LinkExplanation.Near(
          link: MatchedLink(near.node.node, current.served, words), words: words.sentence(of: near, in: graph),
          lacking: near.lacking)
      }
    }
    return explanation
  }

  private static let nearestCount = 3

  private var conditionNames: ConditionNames { ConditionNames(vocabulary, taxonomies: entities?.taxonomies) }

  private func chosen(
    _ nodes: [ServedNode], _ query: Query, _ current: PromotedLinks.Current
  ) throws -> Liquidity {
    try promoted.chosen(nodes, within: query.predicate, asOf: query.asOf, current)
  }

  /// Jobs that are not shown again, reposts of them among these.
  private func hiddenJobs(of seeker: Seeker, _ options: MatchOptions, _ index: JobIndex) throws -> Set<JobKey> {
    let hides = options.includesSeen ? [.apply, .dismiss] : Set(workspace.configuration.recommend.hides)
    var hidden: Set<JobKey> = []
    for engagement in try store.engagements(ofSeeker: seeker.id)
    where engagement.at <= options.asOf && hides.contains(engagement.kind) {
      if let stored = try store.job(id: engagement.job) { hidden.insert(stored.key) }
    }
    for key in hidden { hidden.formUnion(index.reposts(of: key)) }
    return hidden
  }
}

extension Configuration.Target.Score {
  /// The same in the engine's words.
  var combination: TermCombination {
    switch self {
    case .best: .best
    case .mean: .mean
    }
  }
}
