import JobMarket

extension JobIndex {
  /// Which values answer as others: those of entities that were renamed or merged.
  public var aliases: ValueAliases { schema.aliases }

  /// The index in which old values answer as their successors: in jobs, those to come too, in conditions, weights and counts.
  ///
  /// A job that has an old value and its successor has one value; whoever asks for the one asks for the other.
  ///
  /// ```swift
  /// let aliases = ValueAliases(successors: [.skill: [3: 7]]) ?? ValueAliases()
  /// try CPUSearcher(index.setting(aliases: aliases)).count(JobPredicate([.init(.anyOf(.skill, [3]))]), asOf: now)
  /// // as many as have 3 or 7
  /// ```
  ///
  /// What a value was before is not kept: taking an alias back has an effect on jobs that come, on queries, and on an index opened
  /// anew from files that no merge has written since.
  ///
  /// O(rows + values) for each field of a segment that holds an old value; a look a value for the others.
  public func setting(aliases: ValueAliases) -> JobIndex {
    var index = mapSegments { $0.canonical(aliases) }
    index.schema.aliases = aliases
    return index
  }
}

extension IndexSegment {
  /// The segment with successors in the place of old values; columns that hold none stay as they are.
  func canonical(_ aliases: ValueAliases) -> IndexSegment {
    var segment = self
    for (field, successors) in aliases.canonicalValues { segment.rename(field, successors) }
    return segment
  }

  /// Puts successors in the place of old values of one field. O(successors), and O(rows + values) where a row has one.
  mutating func rename(_ field: AttributeField, _ successors: [ValueID: ValueID]) {
    guard let column = values[field], let terms = terms[field] else { return }
    var named: Set<UInt32> = []
    for value in successors.keys where terms.count(of: value) > 0 {
      if let bitmap = terms.bitmap(of: value) {
        bitmap.bitset.forEach { named.insert(UInt32($0)) }
      } else {
        named.formUnion(terms.list(of: value).rows)
      }
    }
    guard !named.isEmpty else { return }
    let renamed = column.replacing(rows: named.sorted().map(Int.init)) { values in
      Set(values.map { successors[$0] ?? $0 }).sorted()
    }
    values[field] = renamed
    self.terms[field] = TermColumn(renamed)
  }
}

extension ListColumn {
  /// The column with other elements in some rows, rising. O(rows + elements).
  func replacing(rows: [Int], by body: (ArraySlice<Element>) -> [Element]) -> ListColumn {
    var column = ListColumn()
    var next = 0
    for row in rows {
      column.append(self, next..<row)
      column.append(body(self[row]))
      next = row + 1
    }
    column.append(self, next..<count)
    return column
  }
}
