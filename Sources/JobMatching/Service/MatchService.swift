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
/// The record has the last word: a job closed, expired or deleted after the index was built does not appear.
public struct MatchService: Sendable {
  let workspace: Workspace
  let store: MarketStore
  let searcher: CPUSearcher
  let vectors: TextVectors
  let gazetteer: PlaceGazetteer
  let facts: JobFacts
  /// What a reader should know of every answer: an index behind the market.
  let standingNotes: [String]
  /// The index artifact in use.
  public let manifest: Manifest

  /// Opens the workspace's active index for reading.
  ///
  /// - Throws: `WorkspaceError` when there is none, `IndexError` when it is damaged, `MarketStoreError`.
  public init(_ workspace: Workspace) throws {
    let artifacts = workspace.artifacts(.index)
    guard let manifest = try artifacts.active() else {
      throw WorkspaceError("\(workspace.folder.path) has no index yet; `jobmatch index` makes one")
    }
    let folder = artifacts.location(of: manifest)
    let index = try JobIndex(contentsOf: folder)
    vectors = try IndexFiles.readTextVectors(model: index.textModel, from: folder)
    guard vectors.terms.count == index.termCount else {
      throw WorkspaceError(
        "\(folder.path): the text model has \(vectors.terms.count) terms, the index \(index.termCount)")
    }
    gazetteer = try IndexFiles.readGazetteer(from: folder)
    store = try workspace.openStore(writable: false)
    let changes = try ChangesSince(manifest, in: store)
    searcher = CPUSearcher(index, closed: changes.withdrawn)
    standingNotes = changes.notes
    facts = JobFacts(configuration: workspace.configuration, gazetteer: gazetteer)
    self.workspace = workspace
    self.manifest = manifest
  }

  /// The active index.
  public var index: JobIndex { searcher.index }

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

/// What happened to jobs after an index was built.
private struct ChangesSince {
  var withdrawn: [JobKey] = []
  var notes: [String] = []

  init(_ manifest: Manifest, in store: MarketStore) throws {
    let sequence = manifest.inputs["market"].flatMap { Int64($0) } ?? 0
    let keys = Set(try store.changes(after: sequence).filter { $0.kind == .job }.map { JobKey(rawValue: $0.key) })
    var behind = 0
    for key in keys.sorted() {
      // Closed and deleted jobs vanish at once; what else changed shows when the index is next built.
      guard let stored = try store.job(key: key), stored.job.status == .open else {
        withdrawn.append(key)
        continue
      }
      behind += 1
    }
    if behind > 0 {
      notes.append("\(behind) jobs are new or changed since the index was built; `jobmatch index` takes them in")
    }
  }
}
