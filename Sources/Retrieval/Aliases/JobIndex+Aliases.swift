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
  /// Jobs keep what they had: an alias that is taken back, or leads elsewhere from now on, has the effect that it would have had
  /// from the beginning, after merges and in files, too.
  ///
  /// O(rows + values) for each field of a segment that holds an old value and whose aliases are others now; a look a value for
  /// the others.
  public func setting(aliases: ValueAliases) -> JobIndex {
    let former = schema.aliases
    guard aliases != former else { return self }
    let fields = Set(aliases.fields).union(former.fields)
      .filter { aliases.canonicalValues[$0] != former.canonicalValues[$0] }.sorted()
    var index = mapSegments { segment in
      var segment = segment
      for field in fields { segment.rename(field, aliases.canonicalValues[field] ?? [:]) }
      return segment
    }
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

  /// Puts successors in the place of the values that jobs had of one field, whatever stood there until now.
  ///
  /// O(successors) or O(values), whichever are fewer, and O(rows + values) where a row has an old value, or had one.
  mutating func rename(_ field: AttributeField, _ successors: [ValueID: ValueID]) {
    guard let column = values[field], let terms = terms[field] else { return }
    let given = givenValues[field]
    let rows = given.map { $0.rows(naming: successors) } ?? column.rows(naming: successors, by: terms)
    guard given != nil || !rows.isEmpty else { return }
    let source = given ?? column
    let renamed =
      rows.isEmpty ? source : source.replacing(rows: rows) { Set($0.map { successors[$0] ?? $0 }).sorted() }
    givenValues[field] = rows.isEmpty ? nil : source
    values[field] = renamed
    self.terms[field] = TermColumn(renamed)
  }
}

extension ListColumn<ValueID> {
  /// The rows with a value that has a successor, rising. O(values).
  fileprivate func rows(naming successors: [ValueID: ValueID]) -> [Int] {
    guard !successors.isEmpty else { return [] }
    return (0..<count).filter { row in self[row].contains { successors[$0] != nil } }
  }

  /// The same by where each value stands: O(successors + their rows) where these are fewer than values.
  fileprivate func rows(naming successors: [ValueID: ValueID], by terms: TermColumn) -> [Int] {
    guard successors.count < elements.count else { return rows(naming: successors) }
    var named: Set<UInt32> = []
    for value in successors.keys where terms.count(of: value) > 0 {
      if let bitmap = terms.bitmap(of: value) {
        bitmap.bitset.forEach { named.insert(UInt32($0)) }
      } else {
        named.formUnion(terms.list(of: value).rows)
      }
    }
    return named.sorted().map(Int.init)
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
