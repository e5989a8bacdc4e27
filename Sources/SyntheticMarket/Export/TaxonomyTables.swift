/// The taxonomies of the synthetic world: what its adverts can be standardized against.
///
/// Each is a table of CSV with the columns `id,label,alternates,parent,group`, the form of a user's own taxonomy. Nothing in
/// them depends on a seed.
public enum TaxonomyTables {
  /// Every occupation below its family: `registered-nurse,Registered Nurse,RN|Staff Nurse|…,healthcare,`.
  public static var occupations: String {
    var table = header
    for family in OccupationCatalog.families {
      let group = "family-" + id(of: family.name)
      table += line(group, family.name, isGroup: true)
      for occupation in family.occupations {
        table += line(id(of: occupation.title), occupation.title, occupation.alternates, parent: group)
      }
    }
    return table
  }

  /// Every skill: `vital-signs,Vital Signs,,,`.
  public static var skills: String {
    OccupationCatalog.skillNames.reduce(header) { $0 + line(id(of: $1), $1) }
  }

  private static let header = "id,label,alternates,parent,group\n"

  private static func line(
    _ id: String, _ label: String, _ alternates: [String] = [], parent: String = "", isGroup: Bool = false
  ) -> String {
    [id, quoted(label), quoted(alternates.joined(separator: "|")), parent, isGroup ? "true" : ""]
      .joined(separator: ",") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    text.utf8.contains { $0 == 0x2C || $0 == 0x22 } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// `C++` becomes `c-plus-plus`: letters and digits in lower case between dashes.
  private static func id(of name: String) -> String {
    let spelled = name.replacing("+", with: " plus ").replacing("#", with: " sharp ").replacing("&", with: " and ")
    return spelled.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "-")
  }
}
