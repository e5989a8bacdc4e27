import EntityStandardization
import JobMarket
import LinkGraph
import MarketStorage
import Retrieval
import Synchronization

/// The links that a service answers the promoted flow with: the active graph, what people decided, and an index whose jobs have
/// their nodes.
///
/// Jobs that came or changed since the targets were made get their nodes from their attributes before the next answer; an edit of
/// links shows in the next answer, too, since it acts on the seeker's side alone and touches no column.
final class PromotedLinks: Sendable {
  private struct State {
    var links: LinkArtifact?
    var attributes: LinkAttributes?
    /// The targets whose nodes the index has.
    var targets: String?
    /// The change of the record up to which jobs have their nodes.
    var sequence: Int64 = 0
    var edits: LinkEditFile.Stamp?
    var served: ServedLinks?
    var campaigns: Campaigns?
  }

  /// The campaigns of one moment of the record.
  private struct Campaigns {
    var all: [Campaign]
    var sequence: Int64
    var readAt: ContinuousClock.Instant
  }

  /// What one request works with: all of one moment.
  struct Current {
    let searcher: CPUSearcher
    let links: LinkArtifact
    let served: ServedLinks
    let attributes: LinkAttributes
  }

  private let workspace: Workspace
  private let store: MarketStore
  private let facts: JobFacts
  private let entities: SharedEntities?
  private let vocabulary: LiveVocabulary
  private let live: LiveIndex
  private let state = Mutex(State())

  init(
    _ workspace: Workspace, store: MarketStore, facts: JobFacts, entities: SharedEntities?, vocabulary: LiveVocabulary,
    live: LiveIndex
  ) {
    (self.workspace, self.store, self.facts, self.entities) = (workspace, store, facts, entities)
    (self.vocabulary, self.live) = (vocabulary, live)
  }

  /// The links and an index in step with them and the record.
  ///
  /// - Throws: `WorkspaceError` where there are no links or no targets made of them; `LinkGraphError`; `MarketStoreError`. O(1) where
  ///   nothing changed; O(jobs + nodes) the first time, O(changed) after.
  func current() throws -> Current {
    try state.withLock { state in
      try open(&state)
      let searcher = try live.current()
      guard let links = state.links, let attributes = state.attributes else { throw PromotedLinks.noLinks(workspace) }
      try readCampaigns(at: searcher.index.sequence, &state)
      let edits = LinkEditFile(workspace)
      let stamp = edits.stamp
      let served: ServedLinks
      if let known = state.served, stamp == state.edits {
        served = known
      } else {
        served = try links.served(workspace.configuration.target, number: number)
      }
      (state.served, state.edits) = (served, stamp)
      // Whoever asks for other things takes changes in meanwhile: those are followed, too, but not for ever.
      for _ in 0..<4 where live.live.snapshot.sequence > state.sequence {
        try follow(to: live.live.snapshot.sequence, served.graph, attributes, &state)
      }
      return Current(
        searcher: CPUSearcher(live.live.snapshot), links: links, served: served, attributes: attributes)
    }
  }

  private static func noLinks(_ workspace: Workspace) -> WorkspaceError {
    WorkspaceError("\(workspace.folder.path) has no links yet; `jobmatch link` learns them from hires")
  }

  /// θ.
  var leastJobs: Int { workspace.configuration.target.leastJobs }

  /// Whether the workspace has links and targets of them.
  var isThere: Bool {
    get throws {
      guard let active = try workspace.artifacts(.links).activeID() else { return false }
      return try workspace.artifacts(.targets).active()?.inputs["links"] == active
    }
  }

  /// All campaigns, in the order of import; an index has each job's under these numbers.
  func campaigns() throws -> [Campaign] { state.withLock { $0.campaigns?.all ?? [] } }

  /// How long campaigns that were read count, while the record changes: all of them are read again each time.
  private static let campaignAge = Duration.seconds(1)

  /// Gives jobs the numbers of their campaigns, where the record changed since.
  private func readCampaigns(at sequence: Int64, _ state: inout State) throws {
    if let known = state.campaigns {
      guard known.sequence != sequence, known.readAt.duration(to: .now) > PromotedLinks.campaignAge else { return }
    }
    let all = try store.campaigns()
    defer { state.campaigns = Campaigns(all: all, sequence: sequence, readAt: .now) }
    guard !all.isEmpty, all != state.campaigns?.all else { return }
    var numbers: [JobKey: [ValueID]] = [:]
    for (number, campaign) in all.enumerated() {
      if let stored = try store.job(id: campaign.job) { numbers[stored.key, default: []].append(ValueID(number)) }
    }
    let overlay = try Overlay(TargetFiles.campaignField, id: "campaigns-\(sequence)", values: numbers)
    try live.live.update { try $0.settingOverlay(overlay) }
  }

  /// The number of a value; `nil` for one that nobody numbered.
  private func number(_ field: AttributeField, _ text: String) -> ValueID? {
    try? vocabulary.id(of: text, in: field)
  }

  /// Takes in the active graph and its targets, where they are others than before.
  private func open(_ state: inout State) throws {
    guard let active = try workspace.artifacts(.links).activeID() else { throw PromotedLinks.noLinks(workspace) }
    let targets = try workspace.artifacts(.targets).active()
    guard let targets, targets.inputs["links"] == active else {
      let what = targets == nil ? "has no targets yet" : "has targets of links that are no longer active"
      throw WorkspaceError("\(workspace.folder.path) \(what); `jobmatch target` makes them of the links \(active)")
    }
    guard state.targets != targets.id else { return }
    let links = try LinkArtifact.required(in: workspace)
    let attributes = LinkAttributes(links.graph.templates, facts: facts)
    for field in attributes.seekerFields.union(attributes.jobFields) { try vocabulary.prepare(field) }
    let files = try workspace.artifacts(.targets).openActive { _, folder in try TargetFiles(contentsOf: folder) }
    guard let files else {
      throw WorkspaceError("the targets \(targets.id) are gone; `jobmatch target` makes new ones")
    }
    let overlay = try files.overlay(id: targets.id)
    try live.live.update { try $0.settingOverlay(overlay) }
    state.links = links
    state.attributes = attributes
    state.served = nil
    (state.targets, state.sequence) = (targets.id, targets.inputs["market"].flatMap { Int64($0) } ?? 0)
  }

  /// Gives jobs that changed their nodes.
  private func follow(
    to sequence: Int64, _ graph: HireGraph, _ attributes: LinkAttributes, _ state: inout State
  ) throws {
    var nodes: [JobKey: [ValueID]] = [:]
    var memo = PlaceMemo(facts.gazetteer)
    // The fields of entities need their matchers; others do not wait for them.
    let book = try attributes.needsEntities ? entities?.book() : nil
    try store.readJobs(changedAfter: state.sequence) { batch in
      for changed in batch {
        guard case .upsert(let stored) = changed else {
          nodes[changed.key] = []
          continue
        }
        let texts = book == nil ? [] : StandardizedText.texts(of: stored.job)
        let found = book.map { book in
          entities?.values(of: book.standardizer.mentions(in: texts), in: texts) ?? [:]
        }
        let values = attributes.values(of: stored.job, entities: found, &memo)
        nodes[stored.key] = graph.nodes(ofJob: try ids(of: values))
      }
    }
    if !nodes.isEmpty {
      try live.live.update {
        try $0.editingOverlay(TargetFiles.field, values: nodes, id: $0.overlay(of: TargetFiles.field)?.id ?? "")
      }
    }
    state.sequence = sequence
  }

  /// The numbers of values; those that nobody numbered are in no link.
  func ids(of values: Attributes) throws -> [AttributeField: [ValueID]] {
    try values.reduce(into: [:]) { ids, entry in
      ids[entry.key] = try entry.value.compactMap { try vocabulary.id(of: $0, in: entry.key) }
    }
  }

  /// A seeker's values at a moment.
  func values(of seeker: Seeker, asOf: Instant, _ attributes: LinkAttributes) throws -> Attributes {
    var memo = PlaceMemo(facts.gazetteer)
    let found = attributes.needsEntities ? try entities?.values(of: seeker, asOf: asOf) ?? [:] : [:]
    return attributes.values(
      of: seeker, before: Instant(milliseconds: asOf.milliseconds &+ 1), entities: found, &memo)
  }

  /// A job's values as links see them.
  func values(of job: Job, _ attributes: LinkAttributes) throws -> Attributes {
    var memo = PlaceMemo(facts.gazetteer)
    guard attributes.needsEntities, let entities else { return attributes.values(of: job, entities: nil, &memo) }
    let texts = StandardizedText.texts(of: job)
    let found = entities.values(of: try entities.book().standardizer.mentions(in: texts), in: texts)
    return attributes.values(of: job, entities: found, &memo)
  }
}
