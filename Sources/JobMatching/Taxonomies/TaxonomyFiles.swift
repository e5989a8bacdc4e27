import EntityStandardization
import Foundation
import JobMarket

/// The files of a book of taxonomies within an artifact: cells between tabs, UTF-8, a row a line.
///
/// | file | cells |
/// |---|---|
/// | `taxonomies.tsv` | name, field, number of concepts |
/// | `concepts.tsv` | id, label, 1 for a group else 0, parents' ids between spaces, description, then every alternate label |
/// | `related.tsv` | occupation, then value, tier and index of each |
/// | `technologies.tsv` | occupation, then value and 1 for a hot one else 0 of each |
/// | `crosswalk.tsv` | occupation, value, confidence |
///
/// Concepts of all taxonomies follow one another. Within a cell a tab, line feed, carriage return and backslash are written
/// `\t`, `\n`, `\r` and `\\`.
package enum TaxonomyFiles {
  /// Writes a book; equal books give equal bytes. O(bytes).
  package static func write(_ book: TaxonomyBook, to folder: URL) throws {
    func write(_ rows: [[String]], _ name: String) throws {
      var text = ""
      for row in rows { text += row.map(EscapedCell.escaped).joined(separator: "\t") + "\n" }
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try write(book.taxonomies.map { [$0.name, $0.field.name, "\($0.concepts.count)"] }, "taxonomies.tsv")
    let concepts = book.taxonomies.flatMap { taxonomy in
      taxonomy.concepts.map { concept in
        [concept.id, concept.label, concept.isGroup ? "1" : "0", concept.parents.joined(separator: " ")]
          + [concept.description] + concept.alternateLabels
      }
    }
    try write(concepts, "concepts.tsv")
    try write(
      book.related.sorted { $0.key < $1.key }.map { value, list in
        [value] + list.flatMap { [$0.occupation, $0.tier.rawValue, "\($0.index)"] }
      }, "related.tsv")
    try write(
      book.technologies.sorted { $0.key < $1.key }.map { value, list in
        [value] + list.flatMap { [$0.skill, $0.isHot ? "1" : "0"] }
      }, "technologies.tsv")
    try write(
      book.crosswalk.sorted { $0.key < $1.key }.map { [$0.key, $0.value.occupation, "\($0.value.confidence)"] },
      "crosswalk.tsv")
  }

  /// Reads a book back. O(bytes).
  ///
  /// - Throws: `WorkspaceError` of `file:line` for a file that is missing or damaged.
  package static func read(from folder: URL) throws -> TaxonomyBook {
    var headers: [(name: String, field: AttributeField, count: Int)] = []
    try CellFile(folder, "taxonomies.tsv").read { cells in
      guard cells.count == 3, let field = AttributeField(cells[1]), let count = Int(cells[2]), count >= 0 else {
        return false
      }
      headers.append((cells[0], field, count))
      return true
    }
    let concepts = try readConcepts(folder)
    guard headers.reduce(0, { $0 + $1.count }) == concepts.count else {
      throw WorkspaceError("\(folder.path)/concepts.tsv: does not fit taxonomies.tsv; \(CellFile.advice)")
    }
    var start = 0
    let taxonomies = try headers.map { name, field, count in
      defer { start += count }
      do {
        return try Taxonomy(name: name, field: field, concepts: Array(concepts[start..<start + count]))
      } catch {
        throw WorkspaceError("\(folder.path)/concepts.tsv: \(error); \(CellFile.advice)")
      }
    }
    return try TaxonomyBook(
      taxonomies: taxonomies, related: readRelated(folder), technologies: readTechnologies(folder),
      crosswalk: readCrosswalk(folder))
  }

  private static func readConcepts(_ folder: URL) throws -> [Concept] {
    var concepts: [Concept] = []
    try CellFile(folder, "concepts.tsv").read { cells in
      guard cells.count >= 5, let isGroup = flag(cells[2]) else { return false }
      let parents = cells[3].isEmpty ? [] : cells[3].utf8.split(separator: 0x20).map { String(Substring($0)) }
      concepts.append(
        Concept(
          id: cells[0], label: cells[1], alternateLabels: Array(cells[5...]), parents: parents, isGroup: isGroup,
          description: cells[4]))
      return true
    }
    return concepts
  }

  private static func readRelated(_ folder: URL) throws -> [String: [RelatedOccupation]] {
    let tiers = Dictionary(uniqueKeysWithValues: RelatednessTier.allCases.map { ($0.rawValue, $0) })
    var related: [String: [RelatedOccupation]] = [:]
    try CellFile(folder, "related.tsv").read { cells in
      guard cells.count % 3 == 1 else { return false }
      var list: [RelatedOccupation] = []
      for cell in stride(from: 1, to: cells.count, by: 3) {
        guard let tier = tiers[cells[cell + 1]], let index = Int(cells[cell + 2]) else { return false }
        list.append(RelatedOccupation(occupation: cells[cell], tier: tier, index: index))
      }
      return related.updateValue(list, forKey: cells[0]) == nil
    }
    return related
  }

  private static func readTechnologies(_ folder: URL) throws -> [String: [OccupationTechnology]] {
    var technologies: [String: [OccupationTechnology]] = [:]
    try CellFile(folder, "technologies.tsv").read { cells in
      guard cells.count % 2 == 1 else { return false }
      var list: [OccupationTechnology] = []
      for cell in stride(from: 1, to: cells.count, by: 2) {
        guard let isHot = flag(cells[cell + 1]) else { return false }
        list.append(OccupationTechnology(skill: cells[cell], isHot: isHot))
      }
      return technologies.updateValue(list, forKey: cells[0]) == nil
    }
    return technologies
  }

  private static func readCrosswalk(_ folder: URL) throws -> [String: OccupationCrosswalk] {
    var crosswalk: [String: OccupationCrosswalk] = [:]
    try CellFile(folder, "crosswalk.tsv").read { cells in
      guard cells.count == 3, let confidence = Double(cells[2]) else { return false }
      let link = OccupationCrosswalk(occupation: cells[1], confidence: confidence)
      return crosswalk.updateValue(link, forKey: cells[0]) == nil
    }
    return crosswalk
  }

  private static func flag(_ cell: String) -> Bool? { cell == "1" ? true : cell == "0" ? false : nil }
}
