import EntityStandardization
import Foundation
import JobMarket

/// The occupations and skills of ESCO (https://esco.ec.europa.eu), as its CSV files in Tabiya's form hold them.
///
/// | file | becomes |
/// |---|---|
/// | `occupations.csv` | occupations by the last part of their URI |
/// | `ISCOGroups.csv` | groups of occupations `isco-2654` |
/// | `occupations_hierarchy.csv` | which stands above which, groups and occupations |
/// | `esco_v1.1.1_skills_ojd.csv` | skills with their other labels and places in the hierarchy |
/// | `skillGroups.csv` | groups of skills `S4.5.0`, `K0613` |
/// | `esco_onet_crosswalk_Nov2020.csv` | the crosswalk, if the file is there |
package struct ESCOTaxonomy: Sendable {
  /// Occupations; values are such as `esco:00030d09-2b3a-4efd-87cc-c4ea39d27c34`.
  package let occupations: Taxonomy
  /// Skills.
  package let skills: Taxonomy
  /// The occupation of O*NET that means about the same, by ESCO's id; the ids are of the O*NET release of 2020.
  package let crosswalk: [String: OccupationCrosswalk]

  /// Reads a folder. O(bytes).
  ///
  /// - Throws: `WorkspaceError` that names file and line when one is missing, lacks a column or does not fit another.
  package init(folder: URL) throws {
    let files = TaxonomyFolder(folder, advice: "Guides/Data.md says where ESCO's files come from")
    let occupations = try ESCOOccupations(files)
    let skills = try ESCOSkills(files)
    do {
      self.occupations = try Taxonomy(name: "esco", field: .occupation, concepts: occupations.concepts)
      self.skills = try Taxonomy(name: "esco", field: .skill, concepts: skills.concepts)
    } catch {
      throw WorkspaceError("\(folder.path): \(error)")
    }
    var crosswalk: [String: OccupationCrosswalk] = [:]
    let columns = ["concept_uri", "onet_code", "onet_occupation", "confidence"]
    try files.read("esco_onet_crosswalk_Nov2020.csv", columns: columns) { fields throws(UnusableField) in
      guard let confidence = Double(fields[3]), confidence > 0 else {
        throw UnusableField(column: columns[3], found: fields[3], allowed: "a positive number")
      }
      let id = ESCOTaxonomy.lastPart(fields[0])
      // The crosswalk is of an earlier release: an occupation that is gone is no error.
      guard occupations.ids.contains(id) else { return }
      crosswalk[id] = OccupationCrosswalk(occupation: fields[1], label: fields[2], confidence: confidence)
    }
    self.crosswalk = crosswalk
  }

  /// What follows the last slash of a URI.
  static func lastPart(_ uri: String) -> String {
    uri.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(uri[uri.utf8.index(after: $0)...]) } ?? uri
  }
}
