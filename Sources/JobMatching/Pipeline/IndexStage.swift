import EntityStandardization
import Foundation
import JobMarket
import MarketStorage
import Retrieval
import VectorMath

/// Makes an index artifact of every job in the market.
///
/// The plan: learn the words of all jobs, give every attribute value its number, lay the jobs out, publish. The market is
/// read twice and never held whole; the index is.
struct IndexStage {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// Builds and activates an index as of the market's last change.
  ///
  /// - Parameter createdAt: the moment noted in the manifest.
  /// - Throws: `WorkspaceError` for a market without jobs, `MarketStoreError`, the file system's errors.
  func run(createdAt: Instant) throws -> Manifest {
    let store = try workspace.openStore()
    defer { try? store.close() }
    let sequence = try store.latestSequence()
    let jobCount = try store.counts()[.job] ?? 0
    guard jobCount > 0 else {
      throw WorkspaceError("the market has no jobs yet; `jobmatch import FOLDER` brings some")
    }
    let gazetteer = try PlaceDirectory(workspace: workspace, store: store, progress: progress).gazetteer()
    let facts = JobFacts(configuration: workspace.configuration, gazetteer: gazetteer)
    let vectors = try learnWords(store, facts, jobCount)
    let index = try layOut(store, facts, vectors, jobCount)
    return try workspace.artifacts(.index).publish(
      inputs: ["market": String(sequence)], configuration: workspace.configuration.commentedYAML(), createdAt: createdAt
    ) { folder in
      try index.write(to: folder)
      try IndexFiles.write(vectors, to: folder)
      try IndexFiles.write(gazetteer.places, to: folder)
    }
  }

  private func learnWords(_ store: MarketStore, _ facts: JobFacts, _ total: Int) throws -> TextVectors {
    var fitter = TextVectors.Fitter()
    try forEachJob(store, step: "learn words", total) { fitter.add(facts.document(of: $0.job)) }
    let unnamed = fitter.model(named: "")
    var checksum = CRC32C()
    for (term, weight) in zip(unnamed.terms, unnamed.inverseDocumentFrequencies) {
      checksum.update(Array("\(term) \(weight.bitPattern)\n".utf8))
    }
    // Named by its content: equal words and weights are one model wherever they were learned.
    return fitter.model(named: "words-" + String(checksum.value, radix: 16))
  }

  private func layOut(_ store: MarketStore, _ facts: JobFacts, _ vectors: TextVectors, _ total: Int) throws -> JobIndex
  {
    var builder = JobIndex.Builder(textModel: vectors.model, termCount: vectors.terms.count)
    var vocabularies = try VocabularyBook(store)
    try forEachJob(store, step: "lay jobs out", total) { stored in
      var job = IndexedJob(key: stored.key)
      job.values = vocabularies.intern(facts.values(of: stored.job))
      job.numbers = facts.numbers(of: stored.job)
      let points = facts.points(of: stored.job)
      if !points.isEmpty { job.points = [.place: points] }
      job.text = vectors.vector(of: facts.document(of: stored.job))
      job.expiresAt = stored.job.status == .closed ? Instant(milliseconds: .min) : stored.job.expiresAt
      job.repostGroup = facts.repostGroup(of: stored.job)
      try builder.append(job)
    }
    try vocabularies.save(to: store)
    return builder.index
  }

  private func forEachJob(_ store: MarketStore, step: String, _ total: Int, _ body: (StoredJob) throws -> Void) throws {
    var done = 0
    try store.readJobs { batch in
      for job in batch { try body(job) }
      done += batch.count
      progress(StageProgress(step, done: done, of: total, unit: "jobs"))
    }
    progress(StageProgress(step, done: done, of: total, unit: "jobs", isFinished: true))
  }
}

/// Every field's vocabulary while values are numbered; what is new goes back to the market in one write.
struct VocabularyBook {
  private var vocabularies: [AttributeField: Vocabulary] = [:]
  private var knownCounts: [AttributeField: Int] = [:]

  init(_ store: MarketStore) throws {
    for field in try store.fields() {
      let vocabulary = try store.vocabulary(field)
      vocabularies[field] = vocabulary
      knownCounts[field] = vocabulary.count
    }
  }

  /// Numbers values, new ones behind the known. Fields go by name, so that the same market gets the same numbers.
  mutating func intern(_ values: Attributes) -> [AttributeField: [ValueID]] {
    var ids: [AttributeField: [ValueID]] = [:]
    for (field, texts) in values.sorted(by: { $0.key < $1.key }) {
      ids[field] = texts.map { vocabularies[field, default: Vocabulary()].intern($0) }
    }
    return ids
  }

  /// Writes the new values to the market.
  func save(to store: MarketStore) throws {
    for (field, vocabulary) in vocabularies.sorted(by: { $0.key < $1.key }) {
      let new = vocabulary.values.dropFirst(knownCounts[field] ?? 0)
      if !new.isEmpty { try store.appendValues(Array(new), to: field, after: knownCounts[field] ?? 0) }
    }
  }
}
