import EntityStandardization

/// ESCO's occupations and the ISCO groups above them, as concepts.
struct ESCOOccupations {
  /// The groups in order of their codes, then the occupations in the file's order.
  let concepts: [Concept]
  /// The occupations' ids.
  let ids: Set<String>

  init(_ files: TaxonomyFolder) throws {
    /// Ids of concepts by the key that the files' rows know each other by.
    var keys: [String: String] = [:]
    var groups: [(id: String, label: String)] = []
    try files.read("ISCOGroups.csv", columns: ["ID", "CODE", "PREFERREDLABEL"]) { fields throws(UnusableField) in
      guard !fields[1].isEmpty else { throw UnusableField(column: "CODE", found: "", allowed: "a code of ISCO-08") }
      keys[fields[0]] = "isco-\(fields[1])"
      groups.append(("isco-\(fields[1])", fields[2]))
    }
    let groupIDs = Set(groups.map(\.id))
    var occupations: [(concept: Concept, group: String)] = []
    let columns = ["ORIGINURI", "ID", "ISCOGROUPCODE", "PREFERREDLABEL", "ALTLABELS"]
    try files.read("occupations.csv", columns: columns, optional: ["DESCRIPTION"]) { fields throws(UnusableField) in
      let id = ESCOTaxonomy.lastPart(fields[0])
      let group = "isco-\(fields[2])"
      guard groupIDs.contains(group) else {
        throw UnusableField(column: "ISCOGROUPCODE", found: fields[2], allowed: "a CODE of ISCOGroups.csv")
      }
      keys[fields[1]] = id
      var labels = LabelList()
      for label in fields[4].split(whereSeparator: \.isNewline) { labels.add(String(label)) }
      labels.remove(fields[3])
      occupations.append(
        (Concept(id: id, label: fields[3], alternateLabels: labels.labels, description: fields[5]), group))
    }
    ids = Set(occupations.map(\.concept.id))
    let parents = try ESCOOccupations.parents(files, keys: keys)
    concepts =
      groups.sorted { $0.id < $1.id }.map {
        Concept(id: $0.id, label: $0.label, parents: parents[$0.id]?.labels ?? [], isGroup: true)
      }
      + occupations.map { occupation, group in
        var concept = occupation
        concept.parents = parents[concept.id]?.labels ?? [group]
        return concept
      }
  }

  private static func parents(_ files: TaxonomyFolder, keys: [String: String]) throws -> [String: LabelList] {
    var parents: [String: LabelList] = [:]
    let columns = ["PARENTID", "CHILDID"]
    try files.read("occupations_hierarchy.csv", columns: columns) { fields throws(UnusableField) in
      var ends: [String] = []
      for (column, key) in zip(columns, fields) {
        guard let id = keys[key] else {
          throw UnusableField(column: column, found: key, allowed: "an ID of occupations.csv or ISCOGroups.csv")
        }
        ends.append(id)
      }
      parents[ends[1], default: LabelList()].add(ends[0])
    }
    return parents
  }
}
