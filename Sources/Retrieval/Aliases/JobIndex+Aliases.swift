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
    for (field, successors) in aliases.canonicalValues {
      guard let column = values[field], let terms = terms[field],
        successors.keys.contains(where: { terms.count(of: $0) > 0 })
      else { continue }
      let renamed = column.canonical(aliases, in: field)
      segment.values[field] = renamed
      segment.terms[field] = TermColumn(renamed)
    }
    return segment
  }
}

extension ListColumn<ValueID> {
  /// Each row's values by what they are called now, rising, each once. O(rows + values).
  func canonical(_ aliases: ValueAliases, in field: AttributeField) -> ListColumn {
    guard let successors = aliases.canonicalValues[field], elements.contains(where: { successors[$0] != nil }) else {
      return self
    }
    var column = ListColumn()
    for row in 0..<count {
      let values = self[row]
      if values.contains(where: { successors[$0] != nil }) {
        column.append(Set(values.map { successors[$0] ?? $0 }).sorted())
      } else {
        column.append(values)
      }
    }
    return column
  }
}
