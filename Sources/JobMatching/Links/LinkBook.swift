import EntityStandardization
import JobMarket
import LinkGraph
import MarketStorage

/// A workspace's links as people read and adjust them.
///
/// ```swift
/// let book = try LinkBook(workspace)
/// book.list(LinkBook.Selection(contains: "cashier")).first?.words   // people who were *cashier* were hired as …
/// try book.edit([31], .pin, at: now, author: "maria", reason: "we hire them every autumn")
/// ```
public struct LinkBook: Sendable {
  /// The links, and how they were learned.
  public let artifact: LinkArtifact
  /// The links as they serve.
  public let served: ServedLinks
  /// All that people decided, the oldest first.
  public let log: LinkEditLog
  /// What people decided about links that this graph does not have.
  public let unresolved: [LinkEdit]
  private let workspace: Workspace
  private let numbers: ValueNumbers
  private let taxonomies: TaxonomyBook?

  /// Opens a workspace's active links, or those of an id.
  ///
  /// - Throws: `WorkspaceError` where there are none; `LinkGraphError`; `MarketStoreError`. O(links + values).
  public init(_ workspace: Workspace, id: String? = nil) throws {
    artifact = try id.map { try LinkArtifact($0, in: workspace) } ?? LinkArtifact.required(in: workspace)
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    numbers = try ValueNumbers(store, artifact.graph.templates)
    log = try LinkEditFile(workspace).log()
    served = try artifact.served(workspace.configuration.target, log: log, number: numbers.id)
    unresolved = log.resolve(in: artifact.graph, id: numbers.id).unresolved
    taxonomies = try EntityArtifact.active(in: workspace).map { try TaxonomyFiles.read(from: $0.folder) }
    self.workspace = workspace
  }

  /// Links in plain words, values by their labels.
  public var words: LinkWords {
    LinkWords(artifact.graph.templates) { [numbers, taxonomies] field, id in
      let text = numbers.text(field, id)
      return taxonomies?.label(of: text, in: field) ?? text
    }
  }

  /// The same with values as the record has them: what edits and sheets name links by.
  private var plainWords: LinkWords {
    LinkWords(artifact.graph.templates) { [numbers] field, id in numbers.text(field, id) }
  }

  /// Which links to list.
  public struct Selection: Sendable {
    /// Only those whose words contain this text, whatever its case; empty for all.
    public var contains = ""
    /// Only those in one of these states; empty for all.
    public var states: [ServedLinks.State] = []
    /// Only those that prior knowledge gives, or only those that were learned; `nil` for both.
    public var isPrior: Bool?
    /// What comes first.
    public var order = Order.quality
    /// How many at most.
    public var count = 20

    /// All links, the best 20.
    public init() {}

    /// What comes first.
    public enum Order: String, CaseIterable, Sendable { case quality, support, weight, node }
  }

  /// How many links there are of a selection, and the first of them. O(links log links), and words where a text is looked for.
  public func list(_ selection: Selection) -> (count: Int, links: [MatchedLink]) {
    let (graph, words) = (artifact.graph, words)
    let text = selection.contains.lowercased()
    var nodes = (0..<graph.count).filter { node in
      (selection.isPrior.map { $0 == (node >= graph.learnedCount) } ?? true)
        && (selection.states.isEmpty || selection.states.contains(served.state(of: node)))
        && (text.isEmpty || words.sentence(of: graph[node]).lowercased().contains(text))
    }
    func keys(_ key: (Int) -> Float) -> [(key: Float, node: Int)] { nodes.map { (key($0), $0) } }
    switch selection.order {
    case .node: break
    case .quality:
      // Learned links before prior ones, whose quality is another scale.
      let learned = graph.learnedCount
      nodes = keys { served.quality(of: $0) ?? -1 }.sorted {
        ($0.node >= learned ? 1 : 0, -$0.key, $0.node) < ($1.node >= learned ? 1 : 0, -$1.key, $1.node)
      }.map(\.node)
    case .support:
      nodes = keys { Float(graph[$0].support) }.sorted { (-$0.key, $0.node) < (-$1.key, $1.node) }.map(\.node)
    case .weight:
      nodes = keys { graph[$0].weight }.sorted { (-$0.key, $0.node) < (-$1.key, $1.node) }.map(\.node)
    }
    return (nodes.count, nodes.prefix(selection.count).map { MatchedLink($0, served, words) })
  }

  /// A link in words; throws for a number that no link has.
  public func link(_ node: Int) throws -> MatchedLink { MatchedLink(try checked(node), served, words) }

  /// The values that a link joins, as the record has them.
  public func named(_ node: Int) throws -> [NamedMetaLink] {
    artifact.graph.named(try checked(node)) { numbers.text($0, $1) }
  }

  private func checked(_ node: Int) throws -> Int {
    guard (0..<artifact.graph.count).contains(node) else {
      throw WorkspaceError(
        "link \(node): the links \(artifact.manifest.id) have the numbers 0 to \(artifact.graph.count - 1); "
          + "`jobmatch link list` shows them")
    }
    return node
  }

  /// Decides something about links; all of it or nothing.
  ///
  /// - Throws: `LinkGraphError` for an author, reason or weight that cannot be; `WorkspaceError` for a number that no link has.
  public func edit(
    _ nodes: [Int], _ action: LinkEdit.Action, at: Instant, author: String, reason: String
  ) throws {
    let edits = try nodes.map { try LinkEdit(action, named($0), at: at, author: author, reason: reason) }
    try LinkEditFile(workspace).append(edits)
  }

  /// The links of a selection as a sheet for a spreadsheet.
  public func sheet(_ selection: Selection) -> String {
    LinkSheet(served, words: plainWords).text(of: list(selection).links.map(\.node))
  }

  /// Takes the decisions of an edited sheet in; how many.
  ///
  /// - Throws: `LinkGraphError` naming line and column; nothing is taken then.
  public func takeSheet(_ text: String, file: String, at: Instant, author: String, reason: String) throws -> Int {
    let edits = try LinkSheet(served, words: plainWords)
      .edits(from: text, file: file, at: at, author: author, reason: reason)
    if !edits.isEmpty { try LinkEditFile(workspace).append(edits) }
    return edits.count
  }

  /// What differs between this graph and a later one.
  public func difference(to later: LinkBook) -> LinkDifference {
    LinkDifference(from: artifact.graph, to: later.artifact.graph, by: workspace.configuration.target.quality) {
      numbers.text($0, $1)
    }
  }

  /// A named link in words.
  public func words(of link: [NamedMetaLink]) -> String {
    link.map { "\($0.template.seekerField) \($0.seeker) → \($0.template.jobField) \($0.job)" }.joined(separator: ", ")
  }
}
