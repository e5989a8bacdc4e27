import EntityStandardization
import JobMarket
import MarketStorage
import Synchronization

/// What the values that conditions ask for are called, looked up once each while an answer is explained.
final class ConditionNames: Sendable {
  private let vocabulary: LiveVocabulary
  private let taxonomies: TaxonomyBook?
  private let known = Mutex<[AttributeField: [ValueID: String]]>([:])

  /// Names values as the record and, where the index has entities, its taxonomies do.
  init(_ vocabulary: LiveVocabulary, taxonomies: TaxonomyBook?) {
    (self.vocabulary, self.taxonomies) = (vocabulary, taxonomies)
  }

  /// A value by its label, else as the source wrote it, else by number. O(log values) when first asked for.
  @Sendable func name(_ field: AttributeField, _ id: ValueID) -> String {
    if let name = known.withLock({ $0[field]?[id] }) { return name }
    // A record that cannot be read now fails where the answer is made of it; a name is no reason to.
    let text = try? vocabulary.value(of: id, in: field)
    let name = text.map { taxonomies?.label(of: $0, in: field) ?? $0 } ?? "\(id)"
    known.withLock { $0[field, default: [:]][id] = name }
    return name
  }
}
