import EntityStandardization
import Foundation
import JobMarket
import MarketStorage

/// One pass over the jobs beside the artifact before.
struct MentionRun {
  let book: StandardizerBook
  private var before: EntityArtifact?
  private var previous: MentionFile.Cursor?
  private let isReusable: Bool
  private var counter: ReportCounter
  private var output: BufferedFile
  private var added = 0
  private var changed = 0
  private var kept = 0
  private(set) var done = 0

  init(book: StandardizerBook, before: EntityArtifact?, reusable: EntityArtifact?, folder: URL) throws {
    (self.book, self.before, isReusable) = (book, before, reusable != nil)
    counter = ReportCounter(knows: book.knownFields)
    previous = before.flatMap { try? MentionFile.Cursor(contentsOf: $0.mentionFile) }
    if previous == nil {
      guard reusable == nil else { throw WorkspaceError("\(reusable?.mentionFile.path ?? ""): cannot be read") }
      self.before = nil
    }
    output = try BufferedFile(folder.appending(path: MentionFile.name))
  }

  /// One job on its way.
  private struct Pending: Sendable {
    var stored: StoredJob
    var texts: [StandardizedText]
    var checksum: UInt64
    var old: MentionFile.Entry?
    var isSame: Bool
  }

  /// Takes jobs in the order of their keys. The result does not depend on the number of threads.
  mutating func add(_ batch: [StoredJob]) throws {
    let pending = try batch.map { stored in
      let texts = StandardizedText.texts(of: stored.job)
      let checksum = StandardizedText.checksum(of: texts)
      let old = try formerEntry(of: stored.key)
      return Pending(
        stored: stored, texts: texts, checksum: checksum, old: old,
        isSame: isReusable && old?.checksum == checksum)
    }
    let places = book.placeStandardizer
    // Asked for only where a text needs it: building it takes seconds.
    let standardizer = pending.contains { !$0.isSame } ? book.standardizer : places
    let found = Concurrently.map(pending, chunk: 32) { job in
      guard job.isSame, let old = job.old else { return standardizer.mentions(in: job.texts) }
      return job.texts.flatMap { text in
        text.part == .places ? places.mentions(in: [text]) : old.mentions.filter { $0.part == text.part }
      }
    }
    for (job, mentions) in zip(pending, found) { try add(job, mentions) }
  }

  /// What the run before found of a job. Where everything is done anew nothing depends on it but the comparison in the
  /// report, so that a file that cannot be read ends the comparison, not the run.
  private mutating func formerEntry(of key: JobKey) throws -> MentionFile.Entry? {
    do {
      return try previous?.entry(of: key)
    } catch  where !isReusable {
      (previous, before) = (nil, nil)
      return nil
    }
  }

  private mutating func add(_ job: Pending, _ found: [Mention]) throws {
    try output.write(MentionFile.line(.init(key: job.stored.key, checksum: job.checksum, mentions: found)))
    let texts = job.texts
    let mentions = book.corrected.applied(to: found, in: texts)
    let values = EntityValues.values(of: mentions, minimumConfidence: book.minimumConfidence)
    counter.add(job.stored.job, mentions, values, isNew: !job.isSame)
    if let old = job.old {
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
    report.taxonomies = book.taxonomies.taxonomies.map(StandardizationReport.Source.init)
    report.disagreements = StandardizationReport.Disagreements(book.taxonomies.disagreements())
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

extension StandardizationReport.Source {
  init(_ taxonomy: Taxonomy) {
    let found = taxonomy.concepts.filter { !$0.isGroup }
    self.init(
      name: taxonomy.name, field: taxonomy.field, concepts: found.count,
      labels: found.reduce(0) { $0 + 1 + $1.alternateLabels.count })
  }
}

extension StandardizationReport.Disagreements {
  /// How many examples are kept.
  private static let exampleCount = 20

  init(_ all: [TaxonomyDisagreement]) {
    count = all.count
    let step = max(1, (all.count + Self.exampleCount - 1) / Self.exampleCount)
    examples = stride(from: 0, to: all.count, by: step).map { index in
      let one = all[index]
      return Example(field: one.field, label: one.label, first: one.first, second: one.second)
    }
  }
}
