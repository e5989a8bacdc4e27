import EntityStandardization

/// O*NET's technologies, skills and knowledge as concepts.
struct ONETSkills {
  /// Groups, skills and knowledge by element, then technologies in the file's order.
  let concepts: [Concept]
  /// Technologies by occupation id.
  let technologies: [String: [OccupationTechnology]]

  /// The parts of O*NET's content model that the elements' ids begin with.
  private static let elementGroups = [
    ("2.A", "Basic Skills"), ("2.B", "Cross-Functional Skills"), ("2.C", "Knowledge"),
  ]

  init(_ files: TaxonomyFolder, occupations: ONETOccupations) throws {
    let elements = try ONETSkills.elements(files)
    var parents: [String: LabelList] = [:]
    var commodities: [String: String] = [:]
    var examples = LabelList()
    var uses: [(occupation: String, example: String, isHot: Bool)] = []
    let columns = ["O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title", "Hot Technology"]
    try files.read("Technology_Skills.txt", columns: columns, delimiter: "\t") { fields throws(UnusableField) in
      try occupations.check(fields[0])
      guard fields[1].contains(where: { !$0.isWhitespace }) else {
        throw UnusableField(column: columns[1], found: fields[1], allowed: "the name of a technology")
      }
      guard !fields[2].isEmpty, fields[2].utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw UnusableField(column: columns[2], found: fields[2], allowed: "a commodity's digits")
      }
      let commodity = "commodity-\(fields[2])"
      commodities[commodity] = commodities[commodity] ?? fields[3]
      examples.add(fields[1])
      parents[fields[1], default: LabelList()].add(commodity)
      uses.append((fields[0], fields[1], fields[4] == "Y"))
    }
    let taken = Set(elements.map(\.id) + commodities.keys)
    let ids = TechnologyID.ids(of: examples.labels, avoiding: taken)
    var technologies: [String: [OccupationTechnology]] = [:]
    var seen: Set<[String]> = []
    for use in uses where seen.insert([use.occupation, use.example]).inserted {
      guard let id = ids[use.example] else { continue }
      technologies[use.occupation, default: []].append(.init(skill: id, isHot: use.isHot))
    }
    self.technologies = technologies
    concepts =
      elements
      + commodities.sorted { $0.key < $1.key }.map { Concept(id: $0.key, label: $0.value, isGroup: true) }
      + examples.labels.compactMap { example in
        ids[example].map {
          Concept(
            id: $0, label: example, alternateLabels: TechnologyName.alternates(of: example),
            parents: parents[example]?.labels ?? [])
        }
      }
  }

  private static func elements(_ files: TaxonomyFolder) throws -> [Concept] {
    var names: [String: String] = [:]
    for file in ["Skills_IM_LV.csv", "Knowledge_IM_LV.csv"] {
      try files.read(file, columns: ["Element ID", "Element Name"]) { fields throws(UnusableField) in
        guard ONETSkills.elementGroups.contains(where: { fields[0].hasPrefix($0.0 + ".") }) else {
          throw UnusableField(column: "Element ID", found: fields[0], allowed: "one below 2.A, 2.B or 2.C")
        }
        names[fields[0]] = fields[1]
      }
    }
    return ONETSkills.elementGroups.map { Concept(id: $0.0, label: $0.1, isGroup: true) }
      + names.sorted { $0.key < $1.key }.map {
        Concept(id: $0.key, label: $0.value, parents: [String($0.key.prefix(3))])
      }
  }
}
