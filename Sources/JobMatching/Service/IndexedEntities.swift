import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval
import VectorMath

/// The values of one field as an index holds them: what each number means, how rare it is, what stands beside it.
struct IndexedEntities: Sendable {
  /// The field.
  let field: AttributeField
  private let vocabulary: Vocabulary
  private let taxonomies: TaxonomyBook
  private let frequencies: [ValueID: Int]
  private let jobCount: Int
  /// Values of the seeker that no job has ever had, numbered behind the vocabulary: what is related to them may count.
  private var additional: [String] = []

  /// Values of jobs that the market has not numbered yet.
  private let provisional: @Sendable (ValueID) -> String?

  /// Reads what an index's values were counted to be. O(values).
  init(
    _ field: AttributeField, _ statistics: IndexStatistics, _ vocabulary: Vocabulary, _ taxonomies: TaxonomyBook,
    provisional: @escaping @Sendable (ValueID) -> String?
  ) {
    (self.field, self.vocabulary, self.taxonomies, self.provisional) = (field, vocabulary, taxonomies, provisional)
    (frequencies, jobCount) = (statistics.frequencies[field] ?? [:], statistics.jobs)
  }

  /// The text of a value.
  private func text(_ id: ValueID) -> String {
    if id >= LiveVocabulary.provisionalStart { return provisional(id) ?? "" }
    return Int(id) < vocabulary.count ? vocabulary[id] : additional[Int(id) - vocabulary.count]
  }

  /// What a number stands for, where it is an entity and no text that a source wrote.
  func concept(_ id: ValueID) -> Concept? {
    taxonomies.find(text(id), in: field).map { $0.taxonomy.concepts[$0.position] }
  }

  /// What a value is called.
  func label(_ id: ValueID) -> String { concept(id)?.label ?? text(id) }

  /// How much a value tells, `ln((jobs + 1) / jobs with it)`; `nil` for what is no entity and for one without a job.
  func rarity(_ id: ValueID) -> Double? {
    guard let frequency = frequencies[id], concept(id) != nil else { return nil }
    return PortableMath.log(Double(jobCount + 1) / Double(frequency))
  }

  /// What a seeker's values are worth; those that no job ever had get numbers that only this copy knows.
  ///
  /// - Parameters:
  ///   - history: of each job engaged with, the oldest first, as the index numbers them.
  ///   - profile: values as texts.
  mutating func interest(history: [[ValueID]], profile: [String]) -> EntityInterest {
    additional = []
    var ids: [ValueID] = []
    for value in profile {
      if let id = vocabulary.id(of: value) ?? additional.firstIndex(of: value).map({ ValueID(vocabulary.count + $0) }) {
        ids.append(id)
      } else {
        ids.append(ValueID(vocabulary.count + additional.count))
        additional.append(value)
      }
    }
    return EntityInterest(
      history: history.map { $0.filter { concept($0) != nil } }, profile: ids, related: related, rarity: rarity)
  }

  private func related(to id: ValueID) -> [ValueID] {
    field == .occupation ? taxonomies.nearestOccupations(to: text(id)).compactMap(vocabulary.id(of:)) : []
  }
}

extension TaxonomyBook {
  /// The occupations beside one that count for who had it, nearest first.
  func nearestOccupations(to value: String) -> [String] {
    relatedOccupations(to: value).prefix(EntityInterest.relatedCount).map(\.occupation)
  }
}
