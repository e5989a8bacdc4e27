import JobMarket

extension IndexSegment {
  /// The segment with an overlay as one of its fields, in place of what that field was. O(rows + values).
  ///
  /// - Parameter aliases: by which its values answer.
  func overlaid(by overlay: Overlay, aliases: ValueAliases) -> IndexSegment {
    var segment = removingOverlay(overlay.field)
    segment.overlayFields.insert(overlay.field)
    switch overlay.base.content {
    case .values(let column):
      let rows = overlay.lists(column, of: keys).canonical(aliases, in: overlay.field)
      segment.values[overlay.field] = rows
      segment.terms[overlay.field] = TermColumn(rows)
    case .numbers(let numbers):
      segment.numbers[overlay.field] = overlay.numbers(numbers, of: keys)
    }
    return segment
  }

  /// The segment without what an overlay said. O(1).
  func removingOverlay(_ field: AttributeField) -> IndexSegment {
    var segment = self
    (segment.values[field], segment.terms[field], segment.numbers[field]) = (nil, nil, nil)
    segment.overlayFields.remove(field)
    return segment
  }
}

extension Overlay {
  /// A list a row of a segment.
  fileprivate func lists(_ column: ListColumn<ValueID>, of keys: [JobKey]) -> ListColumn<ValueID> {
    // One of the same jobs is the segment's column already.
    if edits.isEmpty, keys == base.keys { return column }
    var offsets: [Int64] = []
    offsets.reserveCapacity(keys.count + 1)
    offsets.append(0)
    var elements: [ValueID] = []
    elements.reserveCapacity(column.elements.count)
    forEachRow(of: keys) { key, place in
      if !edits.isEmpty, let edit = edits[key] {
        if case .values(let values) = edit { elements += values }
      } else if let place {
        for place in Int(column.offsets[place])..<Int(column.offsets[place + 1]) {
          elements.append(column.elements[place])
        }
      }
      offsets.append(Int64(elements.count))
    }
    guard let rows = ListColumn(offsets: offsets, elements: elements) else {
      preconditionFailure("offsets that were counted fit")
    }
    return rows
  }

  /// A number a row of a segment; NaN for none.
  fileprivate func numbers(_ numbers: [Double], of keys: [JobKey]) -> [Double] {
    if edits.isEmpty, keys == base.keys { return numbers }
    var rows: [Double] = []
    rows.reserveCapacity(keys.count)
    forEachRow(of: keys) { key, place in
      if !edits.isEmpty, let edit = edits[key] {
        if case .number(let number) = edit { rows.append(number) } else { rows.append(.nan) }
      } else {
        rows.append(place.map { numbers[$0] } ?? .nan)
      }
    }
    return rows
  }

  /// A segment has so few jobs of the overlay's that each is sought by itself.
  private static let soughtShare = 16

  /// Calls a body with each of a segment's keys and where it stands in `base`. O(rows + entries), or O(rows log entries) for few
  /// rows.
  private func forEachRow(of keys: [JobKey], _ body: (JobKey, Int?) -> Void) {
    guard keys.count * Overlay.soughtShare > base.keys.count else {
      for key in keys { body(key, base.keys.place(of: key)) }
      return
    }
    var place = 0
    for key in keys {
      while place < base.keys.count, base.keys[place] < key { place += 1 }
      body(key, place < base.keys.count && base.keys[place] == key ? place : nil)
    }
  }
}
