import JobMarket
import MarketStorage

/// Gives values their numbers while something is laid out, and saves what is new.
///
/// The market is read without the writing lock; only the new values' numbers are written, under the lock, once all is laid out.
struct ValueNumbering {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// Runs a body that lays things out, and saves the values that it numbered. Should an import have given numbers of its own
  /// meanwhile, ours mean something else: it is run again, and the third time nobody else may write.
  ///
  /// - Parameter store: the market, opened for reading.
  /// - Throws: what the body throws; `MarketStoreError`.
  func run<Result>(
    _ store: MarketStore, _ body: (MarketStore, inout VocabularyBook) throws -> Result
  ) throws -> Result {
    for _ in 0..<2 {
      var vocabularies = try VocabularyBook(store)
      let result = try body(store, &vocabularies)
      guard vocabularies.hasNewValues else { return result }
      let writer = try openWriter()
      defer { try? writer.close() }
      if try vocabularies.isCurrent(in: writer) {
        try vocabularies.save(to: writer)
        return result
      }
    }
    let writer = try openWriter()
    defer { try? writer.close() }
    var vocabularies = try VocabularyBook(writer)
    let result = try body(writer, &vocabularies)
    try vocabularies.save(to: writer)
    return result
  }

  /// Opens the market for writing. An import may hold the lock for minutes; after as long laying out jobs, waiting is
  /// cheaper than doing it again.
  private func openWriter() throws -> MarketStore {
    let step = "wait for the writing lock"
    progress(StageProgress(step, done: 0, of: 1, unit: "locks"))
    var options = MarketStore.Options()
    options.lockWait = .seconds(600)
    let store = try MarketStore(folder: workspace.folder.path, options: options)
    progress(StageProgress(step, done: 1, of: 1, unit: "locks", isFinished: true))
    return store
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

  /// Whether any value is not in the market yet.
  var hasNewValues: Bool {
    vocabularies.contains { $0.value.count > knownCounts[$0.key, default: 0] }
  }

  /// Whether the market still has the values, and no others, that it had when this was made.
  func isCurrent(in store: MarketStore) throws -> Bool {
    let stored = try VocabularyBook(store).knownCounts
    return vocabularies.keys.allSatisfy { stored[$0, default: 0] == knownCounts[$0, default: 0] }
  }

  /// Writes the new values to the market.
  func save(to store: MarketStore) throws {
    for (field, vocabulary) in vocabularies.sorted(by: { $0.key < $1.key }) {
      let new = vocabulary.values.dropFirst(knownCounts[field] ?? 0)
      if !new.isEmpty { try store.appendValues(Array(new), to: field, after: knownCounts[field] ?? 0) }
    }
  }
}
