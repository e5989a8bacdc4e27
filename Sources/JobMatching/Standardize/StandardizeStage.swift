import EntityStandardization
import Foundation
import JobMarket
import MarketStorage

/// Makes an entities artifact: the mentions of every job, and everything that found them.
///
/// The plan: read the taxonomies, learn the places, then go through the jobs in the order of their keys beside the artifact
/// before this one. A job whose texts have the same checksum, found by a standardizer of the same fingerprint, keeps its
/// mentions; any other is standardized. What people corrected is kept apart and put over the mentions when they are used, so
/// that a correction redoes nothing.
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
    let before = try EntityArtifact.active(in: workspace)
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
        for stored in batch { try run.add(stored) }
        progress(
          StageProgress("standardize", done: run.done, of: max(run.done, places.jobCount), unit: "jobs"))
      }
      progress(StageProgress("standardize", done: run.done, of: run.done, unit: "jobs", isFinished: true))
      outcome = try run.finish(in: folder)
    }
    guard let report = outcome else { throw WorkspaceError("standardize wrote no report") }
    return Outcome(manifest: manifest, report: report)
  }

  /// How many titles the matchers learn from.
  private static let corpusCount = 20_000

  /// Different titles of the market, spread evenly over it by a hash of the title: the same market, the same titles.
  private func titles(in store: MarketStore) throws -> [String] {
    var titles: [UInt64: String] = [:]
    var limit = UInt64.max
    try store.readJobs { batch in
      for stored in batch where !stored.job.title.isEmpty {
        let title = String(stored.job.title.prefix(TitleNormalizer.byteLimit)).replacing("\n", with: " ")
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

/// One pass over the jobs beside the artifact before.
private struct MentionRun {
  let book: StandardizerBook
  private let before: EntityArtifact?
  private var previous: MentionFile.Cursor?
  private let isReusable: Bool
  private var counter = ReportCounter()
  private var output: BufferedFile
  private var added = 0
  private var changed = 0
  private var kept = 0
  private(set) var done = 0

  init(book: StandardizerBook, before: EntityArtifact?, reusable: EntityArtifact?, folder: URL) throws {
    (self.book, self.before, isReusable) = (book, before, reusable != nil)
    previous = try before.map { try MentionFile.Cursor(contentsOf: $0.mentionFile) }
    output = try BufferedFile(folder.appending(path: MentionFile.name))
  }

  mutating func add(_ stored: StoredJob) throws {
    let texts = StandardizedText.texts(of: stored.job)
    let checksum = StandardizedText.checksum(of: texts)
    let old = try previous?.entry(of: stored.key)
    let isSame = isReusable && old?.checksum == checksum
    let found = isSame ? old?.mentions ?? [] : book.standardizer.mentions(in: texts)
    try output.write(MentionFile.line(.init(key: stored.key, checksum: checksum, mentions: found)))
    let mentions = book.corrected.applied(to: found, in: texts)
    let values = EntityValues.values(of: mentions, minimumConfidence: book.minimumConfidence)
    counter.add(stored.job, mentions, values, isNew: !isSame)
    if let old {
      kept += 1
      let formerly = before?.corrected.applied(to: old.mentions, in: texts) ?? old.mentions
      let former = EntityValues.values(of: formerly, minimumConfidence: book.minimumConfidence)
      if former.mapValues({ $0.map(\.value) }) != values.mapValues({ $0.map(\.value) }) { changed += 1 }
    } else {
      added += 1
    }
    done += 1
  }

  /// Closes the file and writes the report.
  mutating func finish(in folder: URL) throws -> StandardizationReport {
    try output.close()
    var report = counter.report(corrections: book.corrected.count)
    if let before {
      var changes = StandardizationReport.Changes(since: before.manifest.id)
      (changes.added, changes.changed) = (added, changed)
      changes.removed = max(0, before.report.jobs - kept)
      let former = Dictionary(uniqueKeysWithValues: before.report.fields.map { ($0.field.name, $0.coverage) })
      let now = Dictionary(uniqueKeysWithValues: report.fields.map { ($0.field.name, $0.coverage) })
      for field in Set(former.keys).union(now.keys) {
        let difference = now[field, default: 0] - former[field, default: 0]
        if abs(difference) >= 0.0005 { changes.coverage[field] = difference }
      }
      report.changes = changes
    }
    try EntityArtifact.write(report, to: folder)
    return report
  }
}

/// A file written from front to back in pieces of a mebibyte.
private struct BufferedFile {
  private let handle: FileHandle
  private var buffer = Data()

  init(_ url: URL) throws {
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 20 { try flush() }
  }

  mutating func close() throws {
    try flush()
    try handle.close()
  }

  private mutating func flush() throws {
    try handle.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
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
