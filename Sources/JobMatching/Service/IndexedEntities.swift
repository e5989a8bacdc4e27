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

  /// Counts the values of an index. O(values of all jobs).
  init(_ field: AttributeField, in index: JobIndex, _ vocabulary: Vocabulary, _ taxonomies: TaxonomyBook) {
    (self.field, self.vocabulary, self.taxonomies) = (field, vocabulary, taxonomies)
    (frequencies, jobCount) = (index.frequencies(of: field), index.count)
  }

  /// The number of a value that a job of the index has or had.
  func id(of value: String) -> ValueID? { vocabulary.id(of: value) }

  /// What a number stands for, where it is an entity and no text that a source wrote.
  func concept(_ id: ValueID) -> Concept? {
    guard Int(id) < vocabulary.count, let found = taxonomies.find(vocabulary[id], in: field) else { return nil }
    return found.taxonomy.concepts[found.position]
  }

  /// What a value is called.
  func label(_ id: ValueID) -> String { concept(id)?.label ?? (Int(id) < vocabulary.count ? vocabulary[id] : "\(id)") }

  /// How much a value tells, `ln((jobs + 1) / jobs with it)`; `nil` for what is no entity and for one without a job.
  func rarity(_ id: ValueID) -> Double? {
    guard let frequency = frequencies[id], concept(id) != nil else { return nil }
    return PortableMath.log(Double(jobCount + 1) / Double(frequency))
  }

  /// What a seeker's values are worth.
  ///
  /// - Parameters:
  ///   - history: of each job engaged with, the oldest first, as the index numbers them.
  ///   - profile: values as texts.
  func interest(history: [[ValueID]], profile: [String]) -> EntityInterest {
    EntityInterest(
      history: history.map { $0.filter { concept($0) != nil } }, profile: profile.compactMap(id(of:)),
      related: { related(to: $0) }, rarity: rarity)
  }

  private func related(to id: ValueID) -> [ValueID] {
    guard field == .occupation, Int(id) < vocabulary.count else { return [] }
    return taxonomies.nearestOccupations(to: vocabulary[id]).compactMap(self.id(of:))
  }
}

extension TaxonomyBook {
  /// The occupations beside one that count for who had it, nearest first.
  func nearestOccupations(to value: String) -> [String] {
    relatedOccupations(to: value).prefix(EntityInterest.relatedCount).map(\.occupation)
  }
}
