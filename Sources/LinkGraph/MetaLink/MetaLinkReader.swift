import JobMarket

/// Reads the meta links of pairs, template by template.
struct MetaLinkReader: Sendable {
  let pairs: HirePairs
  private let columns: [(seeker: ValueColumn, job: ValueColumn)]

  /// Finds the templates' columns; throws for a field that the pairs do not have.
  init(_ pairs: HirePairs, templates: [LinkTemplate]) throws {
    self.pairs = pairs
    columns = try templates.map { template in
      func column(_ field: AttributeField, _ table: AttributeTable, _ side: String) throws -> ValueColumn {
        guard let column = table.column(of: field) else {
          throw LinkGraphError.unknownField(
            field.name, side: side, template: "\(template)", known: table.fields.map(\.name))
        }
        return column
      }
      return (
        try column(template.seekerField, pairs.seekers, "seeker"), try column(template.jobField, pairs.jobs, "job")
      )
    }
  }

  /// How many meta links a pair has of a template.
  @inline(__always)
  func count(_ pair: Int, template: Int) -> Int {
    columns[template].seeker.range(of: Int(pairs.seekerRows[pair])).count
      * columns[template].job.range(of: Int(pairs.jobRows[pair])).count
  }

  /// Calls a body with the keys of a pair's meta links of a template, rising.
  @inline(__always)
  func forEachKey(_ pair: Int, template: Int, _ body: (UInt64) -> Void) {
    let jobs = columns[template].job.range(of: Int(pairs.jobRows[pair]))
    for seeker in columns[template].seeker.range(of: Int(pairs.seekerRows[pair])) {
      let value = columns[template].seeker.values[seeker]
      for job in jobs { body(MetaLinkTable.key(value, columns[template].job.values[job])) }
    }
  }

  /// Adds the numbers of a pair's meta links that the table has, rising and at most `most`; says whether there were more.
  ///
  /// Of more, those of the greatest support stay, of equal ones the first.
  @inline(__always)
  func append(_ pair: Int, in table: MetaLinkTable, most: Int, to numbers: inout [UInt32]) -> Bool {
    let start = numbers.count
    for template in columns.indices {
      forEachKey(pair, template: template) { key in
        if let number = table.number(of: key, template: template) { numbers.append(number) }
      }
    }
    guard numbers.count - start > most else { return false }
    let ranked = numbers[start...].sorted { first, second in
      (table.supports[Int(second)], first) < (table.supports[Int(first)], second)
    }
    numbers.replaceSubrange(start..., with: ranked.prefix(most).sorted())
    return true
  }
}
