import EntityStandardization

/// ESCO's skills and the groups above them, as concepts.
struct ESCOSkills {
  /// The groups in order of their codes, then the skills in the file's order.
  let concepts: [Concept]

  /// The tops of the attitudes, which the files use and do not name.
  private static let attitudes = ["A": "attitudes and values", "A1": "attitudes", "A2": "values"]

  init(_ files: TaxonomyFolder) throws {
    var groups = ESCOSkills.attitudes
    var skills = Skills()
    let columns = ["id", "description", "hierarchy_levels", "type"]
    try files.read("esco_v1.1.1_skills_ojd.csv", columns: columns) { fields throws(UnusableField) in
      switch fields[3] {
      case "preferredLabel": skills.add(fields[0], label: fields[1], paths: fields[2])
      case "altLabels", "altLabel": skills.add(fields[0], alternate: fields[1])
      case let level where level.hasPrefix("level_"): groups[fields[0]] = fields[1]
      default:
        throw UnusableField(
          column: "type", found: fields[3], allowed: "preferredLabel, altLabels, level_2 or level_3")
      }
    }
    try files.read("skillGroups.csv", columns: ["ORIGINURI", "CODE", "PREFERREDLABEL"]) {
      fields throws(UnusableField) in
      // Fields of education have no code, but a URI that ends in ISCED-F's digits.
      let code = fields[1].isEmpty ? "K" + ESCOTaxonomy.lastPart(fields[0]) : fields[1]
      groups[code] = fields[2]
    }
    concepts =
      groups.sorted { $0.key < $1.key }.map { code, label in
        Concept(
          id: code, label: label, parents: ESCOSkills.known(above: code, groups).map { [$0] } ?? [], isGroup: true)
      } + (try skills.concepts(groups: groups, files: files))
  }

  /// The nearest group above a code: `S4.5.0` stands below `S4.5`, `K0613` below `K061`.
  static func known(above code: String, _ groups: [String: String]) -> String? {
    var code = code
    while let shorter = shortened(code) {
      if groups[shorter] != nil { return shorter }
      code = shorter
    }
    return nil
  }

  private static func shortened(_ code: String) -> String? {
    if let dot = code.lastIndex(of: ".") { return String(code[..<dot]) }
    return code.count > 1 ? String(code.dropLast()) : nil
  }

  /// The last code of every path of `[['S', 'S4', None], ['T']]`.
  static func lastCodes(_ paths: String) -> [String] {
    var codes = LabelList()
    for path in paths.split(separator: "]") {
      let quoted = path.split(separator: "'", omittingEmptySubsequences: false)
      // Texts within quotes stand at the odd places.
      if let last = quoted.indices.last(where: { $0 % 2 == 1 && $0 < quoted.count - 1 }) {
        codes.add(String(quoted[last]))
      }
    }
    return codes.labels
  }
}

/// Skills as the rows of the file tell of them, in the order of their first.
private struct Skills {
  private struct Skill {
    var label = ""
    var paths = ""
    var alternates = LabelList()
  }
  private var ids: [String] = []
  private var byID: [String: Skill] = [:]

  mutating func add(_ id: String, label: String, paths: String) {
    note(id)
    byID[id]?.label = label
    byID[id]?.paths = paths
  }

  mutating func add(_ id: String, alternate: String) {
    note(id)
    byID[id]?.alternates.add(alternate)
  }

  private mutating func note(_ id: String) {
    guard byID[id] == nil else { return }
    byID[id] = Skill()
    ids.append(id)
  }

  /// The concepts; a skill without a label of its own is an error of the taxonomy, which says so.
  func concepts(groups: [String: String], files: TaxonomyFolder) throws -> [Concept] {
    try ids.compactMap { id in
      guard var skill = byID[id] else { return nil }
      skill.alternates.remove(skill.label)
      let parents = try ESCOSkills.lastCodes(skill.paths).map { code in
        guard let group = groups[code] != nil ? code : ESCOSkills.known(above: code, groups) else {
          throw WorkspaceError(
            "\(files.path)/esco_v1.1.1_skills_ojd.csv: skill '\(id)' is below '\(code)', which no file names")
        }
        return group
      }
      var unique = LabelList()
      for parent in parents { unique.add(parent) }
      return Concept(
        id: id, label: skill.label, alternateLabels: skill.alternates.labels, parents: unique.labels)
    }
  }
}
