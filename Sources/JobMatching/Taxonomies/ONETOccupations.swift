import EntityStandardization

/// O*NET's occupations with their titles and groups, as concepts.
struct ONETOccupations {
  /// Major groups, SOC occupations, then the occupations in the file's order.
  let concepts: [Concept]
  private let ids: Set<String>

  init(_ files: TaxonomyFolder) throws {
    var labels: [(id: String, label: String)] = []
    var descriptions: [String: String] = [:]
    try files.read(
      "Occupation_Data.txt", columns: ["O*NET-SOC Code", "Title"], optional: ["Description"], delimiter: "\t"
    ) {
      fields throws(UnusableField) in
      guard ONETOccupations.isCode(fields[0]) else {
        throw UnusableField(column: "O*NET-SOC Code", found: fields[0], allowed: "a code such as 15-1252.00")
      }
      labels.append((fields[0], fields[1]))
      descriptions[fields[0]] = fields[2]
    }
    ids = Set(labels.map(\.id))
    var alternates = try ONETOccupations.alternates(files, ids: ids)
    for (id, label) in labels { alternates[id]?.remove(label) }
    concepts =
      ONETOccupations.groups(of: labels)
      + labels.map { id, label in
        Concept(
          id: id, label: label, alternateLabels: alternates[id]?.labels ?? [],
          parents: [String(id.prefix(7))], description: descriptions[id] ?? "")
      }
  }

  /// Refuses a code that is no occupation of the file.
  func check(_ code: String, column: String = "O*NET-SOC Code") throws(UnusableField) {
    try ONETOccupations.check(code, column: column, ids: ids)
  }

  private static func check(_ code: String, column: String, ids: Set<String>) throws(UnusableField) {
    guard ids.contains(code) else {
      throw UnusableField(column: column, found: code, allowed: "a code of Occupation_Data.txt, of the same release")
    }
  }

  private static func alternates(_ files: TaxonomyFolder, ids: Set<String>) throws -> [String: LabelList] {
    var alternates: [String: LabelList] = [:]
    let code = "O*NET-SOC Code"
    try files.read("Alternate_Titles.txt", columns: [code, "Alternate Title", "Short Title"], delimiter: "\t") {
      fields throws(UnusableField) in
      try check(fields[0], column: code, ids: ids)
      let short = fields[2] == "n/a" ? "" : fields[2]
      alternates[fields[0], default: LabelList()].add(withoutShortForm(fields[1], short))
      alternates[fields[0], default: LabelList()].add(short)
    }
    try files.read("Sample_of_Reported_Titles.txt", columns: [code, "Reported Job Title"], delimiter: "\t") {
      fields throws(UnusableField) in
      try check(fields[0], column: code, ids: ids)
      let (label, short) = splitShortForm(fields[1])
      alternates[fields[0], default: LabelList()].add(label)
      alternates[fields[0], default: LabelList()].add(short)
    }
    return alternates
  }

  /// `Chief Executive Officer (CEO)` without the short form that follows it, if it does.
  private static func withoutShortForm(_ title: String, _ short: String) -> String {
    let (label, found) = splitShortForm(title)
    return short.isEmpty || found == short ? label : title
  }

  /// A title and the short form in parentheses that ends it: capitals, such as `(CEO)` or `(R.N.)`; else an empty one.
  static func splitShortForm(_ title: String) -> (label: String, short: String) {
    guard title.hasSuffix(")"), let open = title.lastIndex(of: "("), open > title.startIndex else { return (title, "") }
    let short = title[title.index(after: open)...].dropLast()
    guard (2...10).contains(short.count), short.contains(where: \.isUppercase),
      !short.contains(where: { $0.isWhitespace }), short.filter(\.isLowercase).count <= 1
    else { return (title, "") }
    let end = title[..<open].lastIndex { !$0.isWhitespace }
    return (end.map { String(title[...$0]) } ?? title, String(short))
  }

  /// The major groups and SOC occupations above the occupations, each in order of its code.
  private static func groups(of labels: [(id: String, label: String)]) -> [Concept] {
    var majors: Set<String> = []
    var detailed: [String: String] = [:]
    for (id, label) in labels {
      let soc = String(id.prefix(7))
      majors.insert(String(id.prefix(2)))
      // The occupation .00 bears the SOC occupation's own title; where it is missing, the first below has to do.
      if id.hasSuffix(".00") || detailed[soc] == nil { detailed[soc] = label }
    }
    return majors.sorted().map { Concept(id: $0, label: SOCMajorGroup.title($0), isGroup: true) }
      + detailed.sorted { $0.key < $1.key }.map {
        Concept(id: $0.key, label: $0.value, parents: [String($0.key.prefix(2))], isGroup: true)
      }
  }

  private static func isCode(_ text: String) -> Bool {
    let pattern = "00-0000.00".utf8
    return text.utf8.count == pattern.count
      && zip(text.utf8, pattern).allSatisfy { byte, form in
        form == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == form
      }
  }
}

/// Labels in the order found, each once.
struct LabelList {
  private(set) var labels: [String] = []
  private var seen: Set<String> = []

  /// Adds a label unless it is there or empty.
  mutating func add(_ label: String) {
    guard label.contains(where: { !$0.isWhitespace }), seen.insert(label).inserted else { return }
    labels.append(label)
  }

  /// Takes a label out.
  mutating func remove(_ label: String) {
    if seen.remove(label) != nil { labels.removeAll { $0 == label } }
  }
}
