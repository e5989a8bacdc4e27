import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval
import VectorMath

/// The values of one field as an index holds them: what each number means, how rare it is, what stands beside it.
struct IndexedEntities: Sendable {
  /// The field.
  let field: AttributeField
  /// What numbers the values of jobs, those that follow too: a number has one meaning for whoever gives it and whoever names it.
  private let numbers: LiveVocabulary
  private let taxonomies: TaxonomyBook
  private let frequencies: [ValueID: Int]
  private let jobCount: Int
  /// Which values answer as others, and how many jobs had these when they were counted.
  private var aliases = ValueAliases()
  private var inherited: [ValueID: Int] = [:]
  /// Values of the seeker that no job has ever had, numbered from `additionalStart` on: what is related to them may count.
  private var additional: [String] = []

  /// The first number of a value that no job has: behind those of the market and the provisional ones, whatever comes.
  static let additionalStart: ValueID = 3 << 30

  /// Reads what an index's values were counted to be. O(values).
  ///
  /// - Throws: `MarketStoreError`.
  init(
    _ field: AttributeField, _ statistics: IndexStatistics, _ numbers: LiveVocabulary, _ taxonomies: TaxonomyBook
  ) throws {
    (self.field, self.numbers, self.taxonomies) = (field, numbers, taxonomies)
    (frequencies, jobCount) = (statistics.frequencies[field] ?? [:], statistics.jobs)
    // From here on numbers of the field are looked up without the record.
    try numbers.prepare(field)
  }

  /// The text of a value; empty for a number that nobody gave.
  private func text(_ id: ValueID) -> String {
    guard id >= IndexedEntities.additionalStart else { return numbers.knownValue(of: id, in: field) ?? "" }
    let place = Int(id - IndexedEntities.additionalStart)
    return place < additional.count ? additional[place] : ""
  }

  /// What a number stands for, where it is an entity and no text that a source wrote.
  func concept(_ id: ValueID) -> Concept? {
    taxonomies.find(text(id), in: field).map { $0.taxonomy.concepts[$0.position] }
  }

  /// What a value is called.
  func label(_ id: ValueID) -> String { concept(id)?.label ?? text(id) }

  /// How much a value tells, `ln((jobs + 1) / jobs with it)`; `nil` for what is no entity and for one without a job. Jobs with a
  /// value that answers as this one count too, one that has both twice.
  func rarity(_ id: ValueID) -> Double? {
    let frequency = min(jobCount, frequencies[id, default: 0] + inherited[id, default: 0])
    guard frequency > 0, concept(id) != nil else { return nil }
    return PortableMath.log(Double(jobCount + 1) / Double(frequency))
  }

  /// What a seeker's values are worth; those that no job ever had get numbers that only this copy knows.
  ///
  /// - Parameters:
  ///   - history: of each job engaged with, the oldest first, as the index numbers them.
  ///   - profile: values as texts.
  ///   - aliases: which values answer as others, in jobs and so in the seeker: whoever has the old one has its successor.
  /// O(values + aliases of the field).
  mutating func interest(history: [[ValueID]], profile: [String], aliases: ValueAliases) -> EntityInterest {
    (self.aliases, inherited, additional) = (aliases, [:], [])
    for (value, successor) in aliases.canonicalValues[field] ?? [:] {
      if let count = frequencies[value] { inherited[successor, default: 0] += count }
    }
    var ids: [ValueID] = []
    for value in profile {
      let place = additional.firstIndex(of: value) ?? additional.count
      if let id = numbers.knownID(of: value, in: field) {
        ids.append(aliases.canonical(id, in: field))
      } else {
        ids.append(IndexedEntities.additionalStart + ValueID(place))
        if place == additional.count { additional.append(value) }
      }
    }
    return EntityInterest(
      history: history.map { aliases.canonical($0, in: field).filter { concept($0) != nil } }, profile: ids,
      related: related, rarity: rarity)
  }

  private func related(to id: ValueID) -> [ValueID] {
    guard field == .occupation else { return [] }
    let ids = taxonomies.nearestOccupations(to: text(id)).compactMap { numbers.knownID(of: $0, in: field) }
    return aliases.canonical(ids, in: field)
  }
}

extension TaxonomyBook {
  /// The occupations beside one that count for who had it, nearest first.
  func nearestOccupations(to value: String) -> [String] {
    relatedOccupations(to: value).prefix(EntityInterest.relatedCount).map(\.occupation)
  }
}
