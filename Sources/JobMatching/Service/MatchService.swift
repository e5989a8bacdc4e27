import EntityStandardization
import Foundation
import JobMarket
import MarketStorage
import Retrieval

/// Answers seekers and searches from a workspace's active index and its record.
///
/// ```swift
/// let service = try MatchService(Workspace.open(at: folder))
/// let answer = try service.recommend(toSeeker: "10000", MatchOptions(asOf: now))
/// answer.matches.first?.explanation
/// ```
///
/// The record has the last word: what was written, closed, expired or deleted before a request is so in its answer, also of a
/// service that was opened long before. What an answer shows is computed from the configuration that the index
/// was built with, so that words are always compared with words of the same kind.
public struct MatchService: Sendable {
  let workspace: Workspace
  let store: MarketStore
  let live: LiveIndex
  /// The numbers of values.
  let vocabulary: LiveVocabulary
  let vectors: TextVectors
  let gazetteer: PlaceGazetteer
  let facts: JobFacts
  /// How often values stood in jobs when the index was built whole.
  let statistics: IndexStatistics
  /// The entities that the index was built with; `nil` for an index without.
  let entities: SharedEntities?
  /// What the promoted flow is answered with.
  let promoted: PromotedLinks
  /// What searches are read with.
  let searches = LazyValue<QueryUnderstanding>()
  /// What a reader should know of every answer until the service is opened anew.
  let standingNotes: [String]
  /// The index artifact in use.
  public let manifest: Manifest

  /// Opens the workspace's active index for reading.
  ///
  /// - Parameter progress: told of what takes longer than an answer: the first text that is standardized waits for the
  ///   matchers of the taxonomies.
  /// - Throws: `WorkspaceError` when there is none, `IndexError` when it is damaged, `MarketStoreError`.
  public init(_ workspace: Workspace, progress: @escaping StageProgress.Handler = { _ in }) throws {
    let opened = try OpenedIndex.active(in: workspace)
    (manifest, vectors, gazetteer, statistics) = (opened.manifest, opened.words, opened.gazetteer, opened.statistics)
    let layout = opened.layout
    facts = layout.facts
    store = try workspace.openStore(writable: false)
    entities = try SharedEntities(workspace, index: manifest, progress: progress)
    // Asked while the record is read, which one opened market cannot do twice at once.
    vocabulary = LiveVocabulary(try workspace.openStore(writable: false))
    let changes = MarketChangeLayout(layout: layout, entities: entities, vocabulary: vocabulary)
    live = LiveIndex(opened.index, store: store, layout: changes, progress: progress)
    promoted = PromotedLinks(
      workspace, store: store, facts: facts, entities: entities, vocabulary: vocabulary, live: live)
    let built = opened.configuration
    let changed = built.indexedKeys(differingFrom: workspace.configuration)
    var notes: [String] = []
    if !changed.isEmpty {
      notes.append("\(changed.joined(separator: ", ")) changed since the index was built; run `jobmatch index`")
    }
    if let latest = try workspace.artifacts(.entities).active() {
      let made = try Configuration(yaml: latest.configuration, file: "the manifest of entities \(latest.id)")
      let keys = made.standardizedKeys(differingFrom: workspace.configuration)
      if !keys.isEmpty {
        notes.append(
          "\(keys.joined(separator: ", ")) changed since texts were standardized; run `jobmatch standardize`, then "
            + "`jobmatch index`")
      } else if latest.id != manifest.inputs["entities"] {
        notes.append("texts were standardized anew since the index was built; run `jobmatch index`")
      }
    }
    standingNotes = notes
    self.workspace = workspace
  }

  /// A job by the source's id.
  ///
  /// - Throws: `WorkspaceError` when the market does not know it.
  func storedJob(_ id: String) throws -> StoredJob {
    guard let job = try store.job(id: id) else { throw WorkspaceError("the market knows no job '\(id)'") }
    return job
  }

  /// A seeker by the source's id.
  func seeker(_ id: String) throws -> Seeker {
    guard let stored = try store.seeker(id: id) else { throw WorkspaceError("the market knows no seeker '\(id)'") }
    return stored.seeker
  }
}

extension Configuration {
  /// The keys that shape an index and differ between two configurations.
  func indexedKeys(differingFrom other: Configuration) -> [String] {
    [
      attributes == other.attributes ? nil : "attributes", text == other.text ? nil : "text",
      places.geonames == other.places.geonames ? nil : "places.geonames",
    ].compactMap { $0 }
  }

  /// The keys that decide what texts are found to name and differ between two configurations.
  func standardizedKeys(differingFrom other: Configuration) -> [String] {
    let (mine, others) = (standardize, other.standardize)
    return [
      mine.taxonomies == others.taxonomies ? nil : "standardize.taxonomies",
      mine.exact == others.exact ? nil : "standardize.exact",
      mine.minimumConfidence == others.minimumConfidence ? nil : "standardize.minimumConfidence",
    ].compactMap { $0 }
  }
}
