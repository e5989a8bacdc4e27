import EntityStandardization
import JobMarket
import LinkGraph
import MarketStorage

/// What values of seekers and jobs are read with.
struct LinkMaterials {
  let attributes: LinkAttributes
  let gazetteer: PlaceGazetteer
  /// `nil` for a workspace that standardized nothing.
  let entities: OpenedEntities?

  /// Opens what templates need.
  ///
  /// - Throws: `WorkspaceError`, `MarketStoreError`. O(jobs) where places are needed.
  init(
    _ workspace: Workspace, _ store: MarketStore, _ templates: [LinkTemplate],
    progress: @escaping StageProgress.Handler
  ) throws {
    let configuration = workspace.configuration
    gazetteer =
      LinkAttributes.needsPlaces(templates)
      ? try PlaceDirectory(workspace: workspace, progress: progress).gazetteer(
        for: JobSurvey(store, configuration, progress).places) : PlaceGazetteer(folded: [])
    attributes = LinkAttributes(templates, facts: JobFacts(configuration: configuration, gazetteer: gazetteer))
    entities = attributes.needsEntities ? try OpenedEntities(workspace) : nil
  }

  /// A seeker's values just before a moment.
  func values(of seeker: Seeker, before moment: Instant, _ memo: inout PlaceMemo) -> Attributes {
    attributes.values(of: seeker, before: moment, entities: entityValues(of: seeker, before: moment), &memo)
  }

  private func entityValues(of seeker: Seeker, before moment: Instant) -> Attributes {
    guard let entities else { return [:] }
    let texts = StandardizedText.texts(of: seeker, asOf: Instant(milliseconds: moment.milliseconds &- 1))
    return texts.isEmpty ? [:] : entities.book.values(of: texts)
  }
}

/// The numbers that a market gave the values of some fields.
struct ValueNumbers {
  private let vocabularies: [AttributeField: Vocabulary]

  init(_ store: MarketStore, _ templates: [LinkTemplate]) throws {
    var vocabularies: [AttributeField: Vocabulary] = [:]
    for field in Set(templates.flatMap { [$0.seekerField, $0.jobField] }) {
      vocabularies[field] = try store.vocabulary(field)
    }
    self.vocabularies = vocabularies
  }

  /// The numbers of values; a value that nobody numbered is in no link.
  func ids(of values: Attributes) -> [AttributeField: [ValueID]] {
    values.reduce(into: [:]) { ids, entry in
      ids[entry.key] = entry.value.compactMap { vocabularies[entry.key]?.id(of: $0) }
    }
  }

  /// The number of a value.
  func id(_ field: AttributeField, _ text: String) -> ValueID? { vocabularies[field]?.id(of: text) }

  /// What a number stands for.
  func text(_ field: AttributeField, _ id: ValueID) -> String {
    guard let values = vocabularies[field]?.values, Int(id) < values.count else { return "\(field) \(id)" }
    return values[Int(id)]
  }

  /// The values of a field.
  func vocabulary(_ field: AttributeField) -> Vocabulary { vocabularies[field] ?? Vocabulary() }
}
