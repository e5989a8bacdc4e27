import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// Makes changes of an index of jobs that changed in the record.
protocol ChangeLayout: Sendable {
  /// Begins with jobs, whose keys will rise from batch to batch.
  ///
  /// - Parameter isFirst: whether all that changed since the index was built comes, and not the last moment's jobs alone.
  func reader(isFirst: Bool) throws -> any ChangeReading

  /// The market's aliases, with the numbers that values of jobs laid out here have.
  func aliases(_ market: ValueAliases) throws -> ValueAliases
}

extension ChangeLayout {
  /// Those of the market, for a layout that has the market's numbers.
  func aliases(_ market: ValueAliases) -> ValueAliases { market }
}

/// One pass over jobs that changed.
protocol ChangeReading: Sendable {
  /// The changes of a batch, in its order.
  mutating func changes(_ batch: [ChangedJob]) throws -> [IndexChange]
}

/// Lays changed jobs out by an index's own models, and numbers their values as they come.
struct MarketChangeLayout: ChangeLayout {
  let layout: JobLayout
  /// The entities that the index was built with; `nil` for an index without.
  let entities: SharedEntities?
  let vocabulary: LiveVocabulary

  func reader(isFirst: Bool) throws -> any ChangeReading {
    try ChangeReader(layout: layout, entities: entities, readsKept: isFirst) { try vocabulary.number($0) }
  }

  func aliases(_ market: ValueAliases) throws -> ValueAliases { try vocabulary.translating(market) }
}

/// Turns jobs that changed into changes of an index.
struct ChangeReader: ChangeReading {
  private let layout: JobLayout
  private let entities: SharedEntities?
  private var kept: MentionFile.Cursor?
  private let number: @Sendable (Attributes) throws -> [AttributeField: [ValueID]]

  /// - Parameters:
  ///   - readsKept: whether to look for mentions that were found before, in a file as long as the market: worth it once, and
  ///     where matchers need not be built for jobs whose texts stayed.
  ///   - number: gives values their numbers, in the order of jobs.
  init(
    layout: JobLayout, entities: SharedEntities?, readsKept: Bool,
    number: @escaping @Sendable (Attributes) throws -> [AttributeField: [ValueID]]
  ) throws {
    (self.layout, self.entities, self.number) = (layout, entities, number)
    if readsKept { kept = try entities?.keptMentions() }
  }

  /// The changes of a batch; the same at any number of threads.
  mutating func changes(_ batch: [ChangedJob]) throws -> [IndexChange] {
    let pending = try batch.map { changed -> Pending in
      guard case .upsert(let stored) = changed else { return .gone(changed.key) }
      return .held(stored, try foundBefore(stored))
    }
    let needsMatchers = pending.contains { if case .held(_, nil) = $0 { true } else { false } }
    // Built before there are threads that would wait for it.
    let book = try needsMatchers ? entities?.book() : nil
    let (layout, entities) = (layout, entities)
    let laid = Concurrently.map(pending, chunk: 16) { job -> JobLayout.Laid? in
      guard case .held(let stored, let mentions) = job else { return nil }
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

  /// A job on its way: held ones, closed or not, with what was found in their texts before, if it still holds.
  private enum Pending: Sendable {
    case held(StoredJob, [Mention]?)
    case gone(JobKey)

    var key: JobKey {
      switch self {
      case .held(let stored, _): stored.key
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
