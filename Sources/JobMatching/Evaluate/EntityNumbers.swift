import Evaluation
import JobMarket

/// Gives numbers to the entities of an evaluation's jobs and seekers.
struct EntityNumbers {
  private let taxonomies: TaxonomyBook
  private var vocabularies: [AttributeField: Vocabulary] = [:]
  private var jobs: [[AttributeField: [ValueID]]] = []

  init(_ taxonomies: TaxonomyBook) {
    self.taxonomies = taxonomies
  }

  /// The numbers of those values that are entities and can be shared.
  mutating func ids(of values: Attributes) -> [AttributeField: [ValueID]] {
    SharedEntities.fields.reduce(into: [:]) { ids, field in
      var seen: Set<String> = []
      for value in values[field] ?? []
      where taxonomies.find(value, in: field) != nil && seen.insert(value).inserted {
        ids[field, default: []].append(vocabularies[field, default: Vocabulary()].intern(value))
      }
    }
  }

  /// Takes the next job in.
  mutating func append(jobWith values: Attributes) {
    jobs.append(ids(of: values))
  }

  /// The jobs by field; asked for when all seekers have their numbers, too.
  func columns() -> [AttributeField: CatalogEntities] {
    SharedEntities.fields.reduce(into: [:]) { columns, field in
      columns[field] = CatalogEntities(ofJob: jobs.map { $0[field] ?? [] }, related: related(field))
    }
  }

  private func related(_ field: AttributeField) -> [ValueID: [ValueID]] {
    guard field == .occupation, let vocabulary = vocabularies[field] else { return [:] }
    return vocabulary.values.enumerated().reduce(into: [:]) { related, entry in
      let near = taxonomies.nearestOccupations(to: entry.element).compactMap(vocabulary.id(of:))
      if !near.isEmpty { related[ValueID(entry.offset)] = near }
    }
  }
}
