import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// Finds the one value of a field that a person names: as the record has it, or as an answer of the workspace's index shows
/// it.
///
/// ```swift
/// let reader = ValueReader(workspace, store)
/// try reader.id(of: "golang", in: .skill)                // 17
/// try reader.id(of: "Cycle Counting", in: .skill)        // 3, the value "synthetic-skills:cycle-counting"
/// ```
public struct ValueReader {
  private let workspace: Workspace
  private let store: MarketStore

  /// Reads values of a workspace's record, whose index is opened only for what the record does not have as it is written.
  public init(_ workspace: Workspace, _ store: MarketStore) {
    (self.workspace, self.store) = (workspace, store)
  }

  /// The number of a value. O(1) for a value as the record has it, else as opening the index and O(values).
  ///
  /// - Throws: `WorkspaceError` for a field or value that is not there, with the nearest; for a text that names several
  ///   values, with their names; for a value that the market has not numbered yet. `MarketStoreError`.
  public func id(of text: String, in field: AttributeField) throws -> ValueID {
    if let id = try store.valueID(of: text, in: field) { return id }
    // An index that cannot be opened says so where it is asked; here it only knows more names.
    guard let service = try? MatchService(workspace), let index = try? service.live.current().index else {
      try requireField(field, among: store.fields())
      throw missing(text, field, NearestName.of(text, among: Array(try store.vocabulary(field).values.prefix(20_000))))
    }
    try requireField(field, among: Set(store.fields()).union(index.fields.filter { !index.isNumeric($0) }).sorted())
    return try id(of: text, in: field, service, index)
  }

  private func id(
    of text: String, in field: AttributeField, _ service: MatchService, _ index: JobIndex
  ) throws -> ValueID {
    let taxonomies = service.entities?.taxonomies
    let reader = ConditionReader(
      index: index, vocabulary: service.vocabulary, gazetteer: service.gazetteer, taxonomies: taxonomies)
    let known = try service.vocabulary.values(of: field)
    // A label as it is shown goes before another spelling of what a source wrote.
    var ids = taxonomies.map { book in known.filter { book.label(of: $0.value, in: field) == text }.map(\.id) } ?? []
    if ids.isEmpty { ids = try reader.ids(spelled: text, field, known) }
    if ids.isEmpty {
      let concepts = reader.concepts(labelled: text, field)
      ids = known.filter { concepts.contains($0.value) }.map(\.id)
    }
    guard let id = ids.first else { throw missing(text, field, reader.nearest(to: text, field, known)) }
    guard ids.count == 1 else {
      let names = try ids.prefix(5).map { "'\(shown(try service.vocabulary.value(of: $0, in: field) ?? ""))'" }
      throw WorkspaceError(
        "field '\(field)': '\(shown(text))' names \(ids.count) values: \(names.joined(separator: ", ")); write one of them so"
      )
    }
    guard id < LiveVocabulary.provisionalStart else {
      throw WorkspaceError(
        "field '\(field)': '\(shown(text))' came with jobs that are not merged into the index yet; run `jobmatch index merge`, then"
          + " name it again")
    }
    return id
  }

  private func requireField(_ field: AttributeField, among fields: [AttributeField]) throws {
    guard !fields.contains(field) else { return }
    let known = fields.isEmpty ? "none yet; import first" : fields.map(\.name).joined(separator: ", ")
    let nearest = NearestName.of(field.name, among: fields.map(\.name)).map { "did you mean '\($0)'? " } ?? ""
    throw WorkspaceError("the record has no values of field '\(field)'; \(nearest)fields with values: \(known)")
  }

  /// A text of any length as one line of a message.
  private func shown(_ text: String) -> String { String(text.prefix(200).map { $0.isNewline ? " " : $0 }) }

  private func missing(_ text: String, _ field: AttributeField, _ nearest: String?) -> WorkspaceError {
    let advice =
      nearest.map { "did you mean '\(shown($0))'?" }
      ?? "name it as `jobmatch retrieve … --facets \(field)` or the record shows it"
    return WorkspaceError("field '\(field)' has no value '\(shown(text))'; \(advice)")
  }
}
