import EntityStandardization
import Foundation
import JobMarket

/// A user's own taxonomy: a CSV file with the columns `id,label,alternates,parent,group`.
///
/// `alternates` and `parent` hold any number of labels and ids between `|`; `group` is `true` or `1` for a concept that only
/// groups others. The order of rows is free: a parent may come after its children.
///
/// ```
/// id,label,alternates,parent,group
/// prog,Programming,,,true
/// java,Java,Java SE|J2EE,prog,
/// ```
package struct CSVTaxonomy: Sendable {
  /// The columns that a file needs.
  package static let columns = ["id", "label", "alternates", "parent", "group"]
  /// The taxonomy, named after the file.
  package let taxonomy: Taxonomy

  /// Reads a file, plain or gzipped; its name without `.csv` or `.csv.gz` names the taxonomy. O(bytes).
  ///
  /// - Throws: `WorkspaceError` of `file:line` for a missing column, an empty file, a duplicate id or label, a parent that is
  ///   not there, a concept above itself and a field that is not what it should be.
  package init(file: URL, field: AttributeField) throws {
    var rows: [(concept: Concept, line: Int)] = []
    try TaxonomyFolder.read(file, columns: Self.columns, advice: Self.advice) { fields, line throws(UnusableField) in
      rows.append((try CSVTaxonomy.concept(fields), line))
    }
    guard !rows.isEmpty else {
      throw WorkspaceError("\(file.path): holds no concept; \(Self.advice)")
    }
    if let (line, problem) = CSVTaxonomy.problem(rows) {
      throw WorkspaceError("\(file.path):\(line): \(problem)")
    }
    do {
      taxonomy = try Taxonomy(name: CSVTaxonomy.name(of: file), field: field, concepts: rows.map(\.concept))
    } catch {
      throw WorkspaceError("\(file.path): \(error)")
    }
  }

  /// A file's name without `.csv` or `.csv.gz`.
  static func name(of file: URL) -> String {
    var name = file.lastPathComponent
    for ending in [".gz", ".csv"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    return name
  }

  private static let advice =
    "a taxonomy's columns are \(columns.joined(separator: ",")), with alternates and parents between '|'"

  private static func concept(_ fields: [String]) throws(UnusableField) -> Concept {
    func list(_ text: String) -> [String] {
      text.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    let id = fields[0].trimmingCharacters(in: .whitespaces)
    guard !id.isEmpty, !id.contains(where: { $0.isWhitespace || $0 == "|" }) else {
      throw UnusableField(column: "id", found: fields[0], allowed: "an id without white space or '|'")
    }
    let label = fields[1].trimmingCharacters(in: .whitespacesAndNewlines)
    guard !label.isEmpty else {
      throw UnusableField(column: "label", found: fields[1], allowed: "a label that is not empty")
    }
    let isGroup: Bool
    switch fields[4].trimmingCharacters(in: .whitespaces).lowercased() {
    case "", "0", "false", "no": isGroup = false
    case "1", "true", "yes": isGroup = true
    default: throw UnusableField(column: "group", found: fields[4], allowed: "true, false or nothing")
    }
    return Concept(
      id: id, label: label, alternateLabels: list(fields[2]), parents: list(fields[3]), isGroup: isGroup)
  }

  /// The first row that does not fit the others, and why.
  private static func problem(_ rows: [(concept: Concept, line: Int)]) -> (line: Int, problem: String)? {
    var lines: [String: Int] = [:]
    var labels: [String: Int] = [:]
    for (concept, line) in rows {
      if let first = lines.updateValue(line, forKey: concept.id) {
        return (line, "the id '\(concept.id)' stands in line \(first) already; give each concept its own")
      }
      // A label of signs alone, such as `++`, folds to nothing: it is compared as it stands.
      let folded = Tokenizer().folded(concept.label)
      let key = folded.isEmpty ? concept.label : folded + signs(concept.label)
      if let first = labels.updateValue(line, forKey: key) {
        return (
          line, "the label '\(concept.label)' stands in line \(first) already; tell them apart or merge them"
        )
      }
    }
    for (concept, line) in rows {
      for parent in concept.parents where lines[parent] == nil {
        return (line, "the parent '\(parent)' of '\(concept.id)' is not there; parents go by id")
      }
    }
    return cycle(rows, lines)
  }

  /// What tells `C`, `C++` and `C#` apart.
  private static func signs(_ label: String) -> String { String(label.filter { $0 == "+" || $0 == "#" }) }

  /// A concept above itself: what remains after taking away, again and again, all whose parents are gone.
  private static func cycle(
    _ rows: [(concept: Concept, line: Int)], _ lines: [String: Int]
  ) -> (line: Int, problem: String)? {
    var open = Dictionary(uniqueKeysWithValues: rows.map { ($0.concept.id, Set($0.concept.parents)) })
    var children: [String: [String]] = [:]
    for (concept, _) in rows {
      for parent in open[concept.id] ?? [] { children[parent, default: []].append(concept.id) }
    }
    var ready = rows.map(\.concept.id).filter { open[$0]?.isEmpty == true }
    while let id = ready.popLast() {
      open[id] = nil
      for child in children[id] ?? [] {
        open[child]?.remove(id)
        if open[child]?.isEmpty == true { ready.append(child) }
      }
    }
    // Each that remains has a parent that remains, so that a walk upwards must come round.
    guard var id = rows.map(\.concept.id).first(where: { open[$0] != nil }) else { return nil }
    var path: [String] = []
    var seen: Set<String> = []
    while seen.insert(id).inserted {
      path.append(id)
      id = open[id]?.min() ?? id
    }
    var round = Array(path.drop { $0 != id }) + [id]
    // What comes round over hundreds of rows is told by its ends.
    if round.count > 8 { round.replaceSubrange(4..<(round.count - 3), with: ["…"]) }
    return (lines[id] ?? 1, "a concept stands above itself: \(round.joined(separator: " ⊂ "))")
  }
}
