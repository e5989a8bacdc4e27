import Foundation
import JobMarket
import MarketStorage
import Retrieval
import Synchronization

/// Merges what the record changed since the index was built into its segments, and publishes the result as the next index.
///
/// The plan: open the index, take the changes in as a live index does but with numbers of the market, merge segments where the
/// policy says so, publish. Segments that stay as they are are not written: the new artifact shares their files. Models stay,
/// too, the words' weights among them: the same query gives the same answer before and after.
public struct MergeStage {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// What a merge made.
  public struct Outcome: Sendable, Equatable {
    /// The artifact; the one there was where there was nothing to merge.
    public var manifest: Manifest
    /// How many jobs had changed.
    public var changedJobs: Int
    /// How many segments there were, and how many there are.
    public var segmentsBefore: Int
    /// How many segments there are now.
    public var segmentsAfter: Int
    /// How many jobs the index holds.
    public var jobs: Int
    /// Bytes of files that are shared with the index before.
    public var sharedBytes: Int
    /// Whether an artifact was made.
    public var isNew: Bool
    /// How many changes were taken out of the record's log since later ones of the same thing say all that they said.
    public var removedChanges = 0
  }

  /// Merges and activates.
  ///
  /// - Parameters:
  ///   - isWhole: whether all segments become one, whatever the policy says.
  ///   - createdAt: the moment noted in the manifest.
  /// - Throws: `WorkspaceError` where there is no index, another was made meanwhile, or the record ends before it; `IndexError`; `MarketStoreError`. The
  ///   active index then stays.
  func run(isWhole: Bool, createdAt: Instant) throws -> Outcome {
    let opened = try OpenedIndex.active(in: workspace)
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    _ = try store.latestSequence(from: opened.index.sequence)
    let followed = try follow(opened, store)
    let before = opened.index.segments.count
    let isUneven = before > 1 || opened.index.status.deadShare > 0
    report(0)
    let index = try MergeStage.merged(followed.index, isWhole: isWhole)
    report(1)
    guard followed.index.sequence != opened.index.sequence || index.segments.count != before || isWhole && isUneven
    else {
      return Outcome(
        manifest: opened.manifest, changedJobs: 0, segmentsBefore: before, segmentsAfter: before, jobs: index.count,
        sharedBytes: 0, isNew: false)
    }
    let (manifest, sharedBytes) = try publish(index, opened, createdAt: createdAt)
    report(2)
    return Outcome(
      manifest: manifest, changedJobs: followed.changed, segmentsBefore: before, segmentsAfter: index.segments.count,
      jobs: index.count, sharedBytes: sharedBytes, isNew: true, removedChanges: try compactLog())
  }

  /// A log of fewer changes is not worth the look.
  static let leastChanges = 100_000

  /// Takes superseded changes out of a long log, unless somebody else writes: then the next merge does.
  private func compactLog() throws -> Int {
    do {
      let store = try workspace.openStore()
      defer { try? store.close() }
      return try store.compactChanges(whereMoreThan: MergeStage.leastChanges)
    } catch let error as MarketStoreError where error.code == .locked || error.code == .busy {
      return 0
    }
  }

  /// Merged; then written and checked.
  private func report(_ done: Int) {
    progress(StageProgress("merge segments", done: done, of: 2, unit: "parts", isFinished: done == 2))
  }

  /// The index as of the market's last change, values numbered by the market.
  private func follow(_ opened: OpenedIndex, _ store: MarketStore) throws -> (index: JobIndex, changed: Int) {
    let entities = try SharedEntities(workspace, index: opened.manifest, progress: progress)
    return try ValueNumbering(workspace: workspace, progress: progress).run(store) { store, vocabularies in
      // The reader numbers values while this body runs, and no longer.
      let numbers = NumberedBook(vocabularies)
      let reader = try ChangeReader(
        layout: opened.layout, entities: entities, readsKept: true, number: numbers.intern)
      defer { vocabularies = numbers.book }
      let (changes, position) = try LayoutAhead.changes(in: store, after: opened.index.sequence, by: reader) {
        progress(StageProgress("take changed jobs in", done: $0, unit: "jobs"))
      }
      if !changes.isEmpty {
        progress(StageProgress("take changed jobs in", done: changes.count, unit: "jobs", isFinished: true))
      }
      let renamed = position.hasNewAliases ? opened.index.setting(aliases: try store.aliases()) : opened.index
      return (try renamed.applying(changes, sequence: position.sequence), changes.count)
    }
  }

  private static func merged(_ index: JobIndex, isWhole: Bool) throws -> JobIndex {
    if isWhole { return try index.merged() }
    let live = LiveJobIndex(index)
    while case .merged = try live.merge() {}
    return live.snapshot
  }

  private func publish(
    _ index: JobIndex, _ opened: OpenedIndex, createdAt: Instant
  ) throws -> (manifest: Manifest, sharedBytes: Int) {
    let artifacts = workspace.artifacts(.index)
    let home = artifacts.location(of: opened.manifest).standardizedFileURL.path + "/"
    var sharedBytes = 0
    var inputs = opened.manifest.inputs
    inputs["market"] = String(index.sequence)
    let manifest = try artifacts.publishDraft(
      inputs: inputs, configuration: opened.manifest.configuration, createdAt: createdAt
    ) { draft in
      guard try artifacts.active()?.id == opened.manifest.id else {
        throw WorkspaceError("another index was made meanwhile; run `jobmatch index merge` again if it is behind")
      }
      var shared: Set<String> = []
      func share(_ name: String, as newName: String) throws {
        try draft.share(name, of: opened.manifest, as: newName)
        shared.insert(newName)
        sharedBytes += opened.manifest.files.filter { $0.key == name || $0.key.hasPrefix(name + "/") }
          .reduce(0) { $0 + $1.value.bytes }
      }
      try index.write(to: draft.folder) { source, name in
        let path = source.standardizedFileURL.path
        guard path.hasPrefix(home) else { return false }
        try share(String(path.dropFirst(home.count)).trimmingSuffix("/"), as: name)
        return true
      }
      for name in ["terms.txt", "terms.weights.npy", "places.tsv", IndexStatistics.name] { try share(name, as: name) }
      try MergeStage.check(draft.folder, sparing: shared)
    }
    return (manifest, sharedBytes)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

/// A book of vocabularies that a closure writes in.
private final class NumberedBook: Sendable {
  private let held: Mutex<VocabularyBook>

  init(_ book: VocabularyBook) { held = Mutex(book) }

  var book: VocabularyBook { held.withLock { $0 } }

  @Sendable func intern(_ values: Attributes) -> [AttributeField: [ValueID]] { held.withLock { $0.intern(values) } }
}
