import JobMarket
import MarketStorage
import Retrieval

/// What the jobs of an answer have of one field, with names: what a reader can narrow it down by, or widen it to.
///
/// Counts are those of `FacetCounts`: conditions on this field alone are left out of them, all others hold.
public struct NamedFacet: Sendable, Equatable, Encodable {
  /// The field.
  public var field: AttributeField
  /// How many jobs the counts are taken over.
  public var matching: Int
  /// The values of the most jobs, by falling count, equal ones by rising id.
  public var values: [Value]
  /// How many different values there are.
  public var distinct: Int
  /// How many of these jobs have none.
  public var missing: Int

  /// A value.
  public struct Value: Sendable, Equatable, Encodable {
    /// Its number in the market.
    public var id: ValueID
    /// What it is called: by its label in a taxonomy, else as the source wrote it.
    public var name: String
    /// How many jobs have it.
    public var count: Int
    /// Whether a condition on this field alone asks for it.
    public var isAsked: Bool

    private enum CodingKeys: String, CodingKey {
      case name, count
      case id = "value"
      case isAsked = "asked"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case matching, values, distinct, missing
    case field = "facet"
  }
}

extension MatchService {
  /// Values of each field that an answer shows.
  static let facetLength = 10

  /// A field whose values can be counted, by name.
  ///
  /// - Throws: `WorkspaceError` for a field that no job has or that holds numbers, with what is allowed.
  func facetField(_ name: String, _ index: JobIndex) throws -> AttributeField {
    let counted = index.fields.filter { !index.isNumeric($0) }
    guard let field = AttributeField(name), index.fields.contains(field) else {
      let advice = NearestName.advice(for: name, among: counted.map(\.name))
      throw WorkspaceError("facets of '\(name)': no job has such a field; \(advice)")
    }
    guard counted.contains(field) else {
      throw WorkspaceError(
        "facets of '\(name)': it is a number and has no values to count; allowed: "
          + counted.map(\.name).joined(separator: ", "))
    }
    return field
  }

  /// What the jobs that a query leaves have of some fields. As `CPUSearcher.facets`, with a look-up a value shown.
  func facets(_ fields: [AttributeField], of query: Query, _ searcher: CPUSearcher) throws -> [NamedFacet] {
    guard !fields.isEmpty else { return [] }
    let names = ConditionNames(vocabulary, taxonomies: entities?.taxonomies)
    let requests = fields.map { FacetRequest($0, limit: MatchService.facetLength) }
    return try searcher.facets(requests, for: query).map { facet in
      let written = query.predicate.parted(by: facet.field).own.clauses.flatMap(\.literals).flatMap {
        literal -> [ValueID] in
        if case .anyOf(_, let values) = literal { values } else { [] }
      }
      // Values are counted as what they answer as.
      let asked = searcher.index.aliases.canonical(written, in: facet.field)
      return NamedFacet(
        field: facet.field, matching: facet.matching,
        values: facet.values.map { counted in
          NamedFacet.Value(
            id: counted.value, name: names.name(facet.field, counted.value), count: counted.count,
            isAsked: asked.contains(counted.value))
        }, distinct: facet.distinct, missing: facet.missing)
    }
  }
}
