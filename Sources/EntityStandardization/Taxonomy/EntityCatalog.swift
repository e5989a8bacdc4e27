import JobMarket

/// All taxonomies of a market, asked by value: `onet:15-1252.00`.
///
/// Two taxonomies keep their values apart even where labels agree: `onet:python` and `esco:ccd0…` are two values of one
/// skill, and whoever wants them to meet asks `alike`.
public struct EntityCatalog: Sendable {
  /// The taxonomies, in the order given.
  public let taxonomies: [Taxonomy]
  private let numbers: [String: [Int]]

  /// Takes taxonomies; those that share a name and differ in field stand side by side.
  ///
  /// - Throws: `TaxonomyError` where two share name and field. O(1).
  public init(_ taxonomies: [Taxonomy]) throws {
    var numbers: [String: [Int]] = [:]
    for (number, taxonomy) in taxonomies.enumerated() {
      let same = numbers[taxonomy.name, default: []].contains { taxonomies[$0].field == taxonomy.field }
      guard !same else { throw TaxonomyError("two taxonomies are named '\(taxonomy.name)' for \(taxonomy.field)") }
      numbers[taxonomy.name, default: []].append(number)
    }
    (self.taxonomies, self.numbers) = (taxonomies, numbers)
  }

  /// The taxonomies of a field, in the order given.
  public func taxonomies(of field: AttributeField) -> [Taxonomy] { taxonomies.filter { $0.field == field } }

  /// A value as people read it; the value itself where no taxonomy knows it. O(1).
  public func label(of value: String, in field: AttributeField) -> String {
    concept(value, field).map { $0.taxonomy.concepts[$0.position].label } ?? value
  }

  /// The values above a value, nearest first; none where no taxonomy knows it. O(ancestors).
  public func ancestors(of value: String, in field: AttributeField) -> [String] {
    guard let (taxonomy, position) = concept(value, field) else { return [] }
    return taxonomy.ancestors(of: position).map(taxonomy.value(at:))
  }

  /// Whether a taxonomy has the value.
  public func contains(_ value: String, in field: AttributeField) -> Bool { concept(value, field) != nil }

  private func concept(_ value: String, _ field: AttributeField) -> (taxonomy: Taxonomy, position: Int)? {
    guard let colon = value.firstIndex(of: ":") else { return nil }
    let id = String(value[value.index(after: colon)...])
    for number in numbers[String(value[..<colon]), default: []] where taxonomies[number].field == field {
      if let position = taxonomies[number].position(of: id) { return (taxonomies[number], position) }
    }
    return nil
  }
}
