import JobMatching

/// What the jobs of an answer have of one field, as a person reads it; a tick stands before what was asked for.
struct FacetTable {
  let facet: NamedFacet

  init(_ facet: NamedFacet) { self.facet = facet }

  /// The lines of the table, an empty one first.
  var lines: [String] {
    let values = TerminalProgress.counted(facet.distinct, "value")
    let jobs = TerminalProgress.counted(facet.matching, "job")
    let missing = facet.missing == 0 ? "" : ", \(TerminalProgress.grouped(facet.missing)) without any"
    var table = Table(headings: ["", " "])
    for value in facet.values {
      table.rows.append([
        (value.isAsked ? "   ✓ " : "     ") + Console.field(value.name, limit: 60),
        TerminalProgress.grouped(value.count),
      ])
    }
    return ["", "\(facet.field): \(values) in \(jobs)\(missing)"] + table.lines.dropFirst()
  }
}
