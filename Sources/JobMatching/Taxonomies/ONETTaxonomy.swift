import EntityStandardization
import Foundation
import JobMarket

/// The occupations and skills of O*NET's text files (https://www.onetcenter.org/database.html), and the links between them.
///
/// | file | becomes |
/// |---|---|
/// | `Occupation_Data.txt` | occupations `15-1252.00`, below their SOC occupation `15-1252` and major group `15` |
/// | `Alternate_Titles.txt`, `Sample_of_Reported_Titles.txt` | alternate labels: `Chief Executive Officer (CEO)` gives two |
/// | `Technology_Skills.txt` | skills, below their commodity `commodity-43232202`; technologies of occupations |
/// | `Skills_IM_LV.csv`, `Knowledge_IM_LV.csv` | skills by the id of their element, `2.A.1.a` |
/// | `Related_Occupations.txt` | related occupations |
package struct ONETTaxonomy: Sendable {
  /// Occupations; values are such as `onet:15-1252.00`.
  package let occupations: Taxonomy
  /// Skills, knowledge and technologies; values are such as `onet:2.A.1.a` and `onet:java`.
  package let skills: Taxonomy
  /// Related occupations by occupation id, nearest first.
  package let related: [String: [RelatedOccupation]]
  /// Technologies by occupation id, in the file's order.
  package let technologies: [String: [OccupationTechnology]]

  /// Reads a folder. O(bytes).
  ///
  /// - Throws: `WorkspaceError` that names file and line when one is missing, lacks a column or names an occupation that
  ///   `Occupation_Data.txt` does not have.
  package init(folder: URL) throws {
    let files = TaxonomyFolder(folder, advice: "Guides/Data.md says where O*NET's files come from")
    let occupations = try ONETOccupations(files)
    let skills = try ONETSkills(files, occupations: occupations)
    do {
      self.occupations = try Taxonomy(name: "onet", field: .occupation, concepts: occupations.concepts)
      self.skills = try Taxonomy(name: "onet", field: .skill, concepts: skills.concepts)
    } catch {
      throw WorkspaceError("\(folder.path): \(error)")
    }
    technologies = skills.technologies
    var related: [String: [RelatedOccupation]] = [:]
    let columns = ["O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"]
    try files.read("Related_Occupations.txt", columns: columns, delimiter: "\t") { fields throws(UnusableField) in
      try occupations.check(fields[0])
      try occupations.check(fields[1], column: columns[1])
      guard let tier = RelatednessTier(rawValue: fields[2]) else {
        let allowed = RelatednessTier.allCases.map(\.rawValue).joined(separator: ", ")
        throw UnusableField(column: columns[2], found: fields[2], allowed: allowed)
      }
      guard let index = Int(fields[3]), index > 0 else {
        throw UnusableField(column: columns[3], found: fields[3], allowed: "a positive number")
      }
      related[fields[0], default: []].append(.init(occupation: fields[1], tier: tier, index: index))
    }
    self.related = related.mapValues { $0.sorted { ($0.index, $0.occupation) < ($1.index, $1.occupation) } }
  }
}
