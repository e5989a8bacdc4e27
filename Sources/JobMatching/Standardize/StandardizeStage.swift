import EntityStandardization
import Foundation
import JobMarket
import MarketStorage

/// Makes an entities artifact: the mentions of every job, and everything that found them.
///
/// The plan: read the taxonomies, learn the places, then go through the jobs in the order of their keys beside the artifact
/// before this one. A job whose texts have the same checksum, found by a standardizer of the same fingerprint, keeps its
/// mentions, but for those of its list of places, which are cheap and may have become known; any other is standardized, on
/// all processors. Where no text changed, no matcher of the taxonomies is built. What people corrected is kept apart and put
/// over the mentions when they are used, so that a correction redoes nothing.
public struct StandardizeStage {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// What a run made.
  public struct Outcome: Sendable, Equatable {
    /// The artifact.
    public var manifest: Manifest
    /// What was found, and not.
    public var report: StandardizationReport
  }

  /// Standardizes and activates.
  ///
  /// - Parameters:
  ///   - full: whether unchanged texts are standardized, too.
  ///   - createdAt: the moment noted in the manifest.
  /// - Throws: `WorkspaceError` for a market without jobs and taxonomies that cannot be read; `MarketStoreError`.
  func run(full: Bool, createdAt: Instant) throws -> Outcome {
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    let sequence = try store.latestSequence()
    let places = try PlaceSurvey(store, progress)
    guard places.jobCount > 0 else {
      throw WorkspaceError("the market has no jobs yet; `jobmatch import FOLDER` brings some")
    }
    let gazetteer = try PlaceDirectory(workspace: workspace, progress: progress).gazetteer(for: places)
    // Doing everything anew is the way out of a damaged artifact, so it must not need one that can be read.
    let before = full ? try? EntityArtifact.active(in: workspace) : try EntityArtifact.active(in: workspace)
    let corpus = full ? nil : try before.map(StandardizerBook.corpus)
    let book = try StandardizerBook(
      workspace, gazetteer: gazetteer, corpus: corpus ?? titles(in: store), progress: progress)
    let reusable = full || before?.fingerprint != book.fingerprint ? nil : before
    var outcome: StandardizationReport?
    let manifest = try workspace.artifacts(.entities).publish(
      inputs: ["market": String(sequence), "standardizer": book.fingerprint],
      configuration: workspace.configuration.commentedYAML(), createdAt: createdAt
    ) { folder in
      try book.write(to: folder)
      var run = try MentionRun(book: book, before: before, reusable: reusable, folder: folder)
      try store.readJobs { batch in
        try run.add(batch)
        progress(
          StageProgress("standardize", done: run.done, of: max(run.done, places.jobCount), unit: "jobs"))
      }
      progress(StageProgress("standardize", done: run.done, of: run.done, unit: "jobs", isFinished: true))
      outcome = try run.finish(in: folder)
    }
    guard let report = outcome else { throw WorkspaceError("standardize wrote no report") }
    return Outcome(manifest: manifest, report: report)
  }

  /// How many titles the matchers learn from: every command that standardizes learns anew, and so many take 0.2 s.
  private static let corpusCount = 5_000

  /// Different titles of the market, spread evenly over it by a hash of the title: the same market, the same titles.
  private func titles(in store: MarketStore) throws -> [String] {
    var titles: [UInt64: String] = [:]
    var limit = UInt64.max
    try store.readJobs { batch in
      for stored in batch where !stored.job.title.isEmpty {
        let title = CellText.flattened(stored.job.title.prefix(bytes: TitleNormalizer.byteLimit))
        let hash = StandardizedText.checksum(of: [StandardizedText(.title, title)])
        if hash <= limit { titles[hash] = title }
      }
      // Keeps the least hashes, and looks at fewer and fewer titles.
      if titles.count > 2 * StandardizeStage.corpusCount {
        let kept = titles.keys.sorted().prefix(StandardizeStage.corpusCount)
        limit = kept.last ?? limit
        titles = titles.filter { $0.key <= limit }
      }
    }
    return titles.sorted { $0.key < $1.key }.prefix(StandardizeStage.corpusCount).map(\.value)
  }
}

extension PlaceSurvey {
  /// Gathers the places of all jobs.
  init(_ store: MarketStore, _ progress: StageProgress.Handler) throws {
    self.init()
    try store.readJobs { batch in
      for stored in batch { add(stored.job) }
      progress(StageProgress("learn places", done: jobCount, unit: "jobs"))
    }
    progress(StageProgress("learn places", done: jobCount, unit: "jobs", isFinished: true))
  }
}
