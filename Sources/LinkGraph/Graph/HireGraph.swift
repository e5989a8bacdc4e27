import JobMarket

/// The graph of links (PAPER 2, Algorithm 1): which seekers are joined to which jobs, and how well.
///
/// A link's number here is its **node** (the paper's collapsed three-layer graph, PAPER 2.7): a seeker has the nodes of the links
/// whose seeker side they have, a job those whose job side it has, and both are joined by the nodes in common.
///
/// ```swift
/// let graph = HireGraph(links: mined.links, weights: fitted.weights, prior: related)
/// graph.nodes(ofSeeker: [.title: [4], .skill: [2, 7]])   // [0, 31, 40]
/// graph.nodes(ofJob: [.title: [9], .skill: [2]])         // [31, 55]
/// graph[31].hires                                        // 31
/// ```
///
/// Learned links come first, in the order of their table, then prior ones in order of their meta links. A prior link that was
/// learned, too, is left out, since what hires say counts; of two equal prior links the better stays. The same links give the
/// same graph, to the byte.
///
/// It takes 45 bytes a link where links have two or three meta links, files 30.
public struct HireGraph: Hashable, Sendable {
  /// Which fields the meta links join: the templates of the table, then further ones of prior links.
  public let templates: [LinkTemplate]
  let columns: GraphColumns
  let seekerSide: LinkSide
  let jobSide: LinkSide

  /// Joins learned links and prior ones. O(members + meta links · log).
  ///
  /// - Parameters:
  ///   - links: what was learned.
  ///   - weights: what the regression gave each learned link; `nil` when nothing was fitted.
  ///   - prior: what is known beforehand; a meta link's `template` counts in the table's templates, then in the further ones.
  ///   - furtherTemplates: templates that links were not learned with; none may be one of those that they were.
  public init(
    links: LinkTable, weights: [Float]? = nil, prior: [PriorLink] = [], furtherTemplates: [LinkTemplate] = []
  ) {
    let templates = links.metaLinks.templates + furtherTemplates
    precondition(weights.map { $0.count == links.count && $0.allSatisfy(\.isFinite) } ?? true, "a finite weight a link")
    precondition(Set(templates).count == templates.count, "each template stands once")
    precondition(
      prior.allSatisfy { $0.metaLinks.allSatisfy { templates.indices.contains($0.template) } },
      "a prior link's templates are the graph's")
    self.init(GraphColumns(links, weights: weights, prior: prior), templates: templates)
  }

  init(_ columns: GraphColumns, templates: [LinkTemplate]) {
    (self.columns, self.templates) = (columns, templates)
    seekerSide = LinkSide(columns) { (templates[$0.template].seekerField, $0.seekerValue) }
    jobSide = LinkSide(columns) { (templates[$0.template].jobField, $0.jobValue) }
  }

  /// How many links there are: nodes are the numbers below.
  public var count: Int { columns.count }

  /// How many of them were learned from hires.
  public var learnedCount: Int { columns.learnedCount }

  /// Whether a regression was fitted.
  public var hasWeights: Bool { !columns.weights.isEmpty || learnedCount == 0 }

  /// The most members of a link.
  public var mostMembers: Int { (0..<count).reduce(0) { max($0, columns.members(of: $1).count) } }

  /// A link. O(size).
  public subscript(node: Int) -> GraphLink {
    precondition((0..<count).contains(node), "a node lies below the count")
    let metaLinks = columns.members(of: node).map { columns.metaLinks[Int($0)] }
    guard node < learnedCount else {
      let quality = columns.priorQualities[node - learnedCount]
      let source = columns.sources[Int(columns.priorSources[node - learnedCount])]
      return GraphLink(
        metaLinks: metaLinks, origin: .prior(source), hires: 0, noHires: 0, ratio: quality, weight: quality)
    }
    let (hires, noHires) = (Int(columns.hires[node]), Int(columns.noHires[node]))
    return GraphLink(
      metaLinks: metaLinks, origin: .learned, hires: hires, noHires: noHires,
      ratio: LinkRatio.smoothed(hires: hires, noHires: noHires),
      weight: columns.weights.isEmpty ? 0 : columns.weights[node])
  }

  /// The node of the link with just these meta links, in any order; or `nil`. O(size · log links).
  public func node(of metaLinks: [MetaLink]) -> Int? {
    guard !metaLinks.isEmpty, let numbers = columns.memberNumbers(of: metaLinks) else { return nil }
    return columns.node(of: numbers, in: 0..<learnedCount) ?? columns.node(of: numbers, in: learnedCount..<count)
  }

  /// The links whose seeker side somebody has who has these values, rising.
  ///
  /// Values may stand in any order and twice; fields and values that no link asks for change nothing. All of a seeker's values
  /// count, also where mining combined only the most frequent meta links of a pair (`MiningOptions.mostMetaLinksAPair`).
  /// O(found + values · log), and at most values^size steps, each to a beginning of a side that the values have.
  public func nodes(ofSeeker values: [AttributeField: [ValueID]]) -> [ValueID] { seekerSide.nodes(of: values) }

  /// The links whose job side a job has that has these values, rising; otherwise as `nodes(ofSeeker:)`.
  public func nodes(ofJob values: [AttributeField: [ValueID]]) -> [ValueID] { jobSide.nodes(of: values) }

  /// The links of `nodes(ofSeeker:)`, those that ask the same of a seeker together: the seeker's **segments** (PAPER 2.6), in no
  /// promised order; the links of each rise.
  public func segments(ofSeeker values: [AttributeField: [ValueID]]) -> [[ValueID]] {
    seekerSide.nodesBySide(of: values).map(Array.init)
  }
}
