import Dispatch
import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval
import Synchronization

/// An index kept in step with its record: what was written, closed, deleted or has another end since it was built.
///
/// Each request asks the record for its latest change, some microseconds; only when there are new ones are they taken in, by the
/// first who asks, while others who ask wait for the same. So whatever was acknowledged before a request is in its answer. A
/// service that lives long follows in the background too (`follow(every:)`), and finds itself in step.
///
/// What follows from the record is recomputed from the change that the index was built at: nothing of it is ever a file.
final class LiveIndex: Sendable {
  /// The index as far as it has followed.
  let live: LiveJobIndex
  /// The numbers of its values.
  let vocabulary: LiveVocabulary
  private let store: MarketStore
  private let layout: JobLayout
  private let entities: SharedEntities?
  private let progress: StageProgress.Handler
  /// Held by whoever takes changes in; whether any were.
  private let following = Mutex(false)
  private let merging = DispatchQueue(label: "merge the index's tail", qos: .utility)
  private let isMergeWaiting = Mutex(false)

  /// Follows a record from the change that an index was built at.
  ///
  /// - Parameters:
  ///   - index: at the change that its `sequence` says.
  ///   - layout: as the index's own jobs were laid out.
  ///   - entities: those that the index was built with.
  ///   - progress: told of changes taken in where they are many.
  init(
    _ index: JobIndex, store: MarketStore, layout: JobLayout, entities: SharedEntities?,
    progress: @escaping StageProgress.Handler = { _ in }
  ) {
    live = LiveJobIndex(index)
    vocabulary = LiveVocabulary(store)
    (self.store, self.layout, self.entities, self.progress) = (store, layout, entities, progress)
  }

  /// A searcher as of the record's latest change.
  ///
  /// - Throws: `MarketStoreError`, `WorkspaceError` where texts must be standardized and cannot be. O(1) when nothing changed,
  ///   else O(changes).
  func current() throws -> CPUSearcher {
    try follow()
    return CPUSearcher(live.snapshot)
  }

  /// Takes in what the record has that the index has not. As `current`.
  func follow() throws {
    guard try store.latestSequence() > live.snapshot.sequence else { return }
    try following.withLock { hasFollowed in
      let from = live.snapshot.sequence
      // Whoever held the lock before may have taken them in.
      guard try store.latestSequence() > from else { return }
      try take(after: from, isFirst: !hasFollowed)
      hasFollowed = true
    }
    mergeInBackground()
  }

  /// Jobs laid out at a time: many enough for all processors, few enough for memory.
  private static let batchSize = 2048

  private func take(after sequence: Int64, isFirst: Bool) throws {
    var reader = try ChangeReader(layout: layout, entities: entities, readsKept: isFirst)
    var changes: [IndexChange] = []
    let position = try store.readJobs(changedAfter: sequence, batchSize: LiveIndex.batchSize) { batch in
      changes += try reader.changes(batch, vocabulary.number)
      if batch.count == LiveIndex.batchSize {
        progress(StageProgress("take changed jobs in", done: changes.count, unit: "jobs"))
      }
    }
    if changes.count > LiveIndex.batchSize {
      progress(StageProgress("take changed jobs in", done: changes.count, unit: "jobs", isFinished: true))
    }
    try live.apply(changes, sequence: position.sequence)
  }

  /// Merges what the tail has grown to, beside whoever reads and writes.
  private func mergeInBackground() {
    guard live.snapshot.tailLength > 1,
      isMergeWaiting.withLock({ isWaiting in
        defer { isWaiting = true }
        return !isWaiting
      })
    else { return }
    merging.async { [weak self] in
      guard let self else { return }
      isMergeWaiting.withLock { $0 = false }
      // A file that is damaged shows in the next answer, whose reader is told; nothing was changed here.
      _ = try? live.mergeTail()
    }
  }

  /// Follows until the task is cancelled, so that requests find the index in step.
  ///
  /// - Parameter interval: how long to wait between two looks at the record.
  /// - Throws: `CancellationError`; what `follow` throws.
  func follow(every interval: Duration) async throws {
    while true {
      try follow()
      try await Task.sleep(for: interval)
    }
  }
}

/// Turns jobs that changed into changes of an index.
struct ChangeReader {
  private let layout: JobLayout
  private let entities: SharedEntities?
  private var kept: MentionFile.Cursor?

  /// - Parameter readsKept: whether to look for mentions that were found before, in a file as long as the market: worth it once,
  ///   and where matchers need not be built for jobs whose texts stayed.
  init(layout: JobLayout, entities: SharedEntities?, readsKept: Bool) throws {
    (self.layout, self.entities) = (layout, entities)
    if readsKept { kept = try entities?.keptMentions() }
  }

  /// The changes of a batch, by rising key from call to call; the same at any number of threads.
  ///
  /// - Parameter number: gives values their numbers, in the order of jobs.
  mutating func changes(
    _ batch: [ChangedJob], _ number: (Attributes) throws -> [AttributeField: [ValueID]]
  ) throws -> [IndexChange] {
    let pending = try batch.map { changed -> Pending in
      guard case .upsert(let stored) = changed, stored.job.status == .open else { return .gone(changed.key) }
      return .open(stored, try foundBefore(stored))
    }
    let needsMatchers = pending.contains { if case .open(_, nil) = $0 { true } else { false } }
    // Built before there are threads that would wait for it.
    let book = try needsMatchers ? entities?.book() : nil
    let (layout, entities) = (layout, entities)
    let laid = Concurrently.map(pending, chunk: 16) { job -> JobLayout.Laid? in
      guard case .open(let stored, let mentions) = job else { return nil }
      var memo = PlaceMemo(layout.facts.gazetteer)
      let texts = entities == nil ? [] : StandardizedText.texts(of: stored.job)
      let values = entities?.values(of: mentions ?? book?.standardizer.mentions(in: texts) ?? [], in: texts)
      return layout.layOut(stored, entities: values, &memo)
    }
    return try zip(pending, laid).map { pending, laid in
      guard var laid else { return .remove(pending.key) }
      laid.job.values = try number(laid.values)
      return .upsert(laid.job)
    }
  }

  /// A job on its way: open ones with what was found in their texts before, if it still holds.
  private enum Pending: Sendable {
    case open(StoredJob, [Mention]?)
    case gone(JobKey)

    var key: JobKey {
      switch self {
      case .open(let stored, _): stored.key
      case .gone(let key): key
      }
    }
  }

  private mutating func foundBefore(_ stored: StoredJob) throws -> [Mention]? {
    guard entities != nil else { return [] }
    guard let entry = try kept?.entry(of: stored.key) else { return nil }
    let texts = StandardizedText.texts(of: stored.job)
    return entry.checksum == StandardizedText.checksum(of: texts) ? entry.mentions : nil
  }
}
