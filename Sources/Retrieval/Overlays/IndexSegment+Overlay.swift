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
      let rows = overlay.lists(column, of: keys)
      segment.values[overlay.field] = rows
      segment.terms[overlay.field] = TermColumn(rows)
      if let successors = aliases.canonicalValues[overlay.field] { segment.rename(overlay.field, successors) }
    case .numbers(let numbers):
      segment.numbers[overlay.field] = overlay.numbers(numbers, of: keys)
    }
    return segment
  }

  /// The segment without what an overlay said. O(1).
  func removingOverlay(_ field: AttributeField) -> IndexSegment {
    var segment = self
    (segment.values[field], segment.terms[field], segment.numbers[field]) = (nil, nil, nil)
    segment.givenValues[field] = nil
    segment.overlayFields.remove(field)
    return segment
  }
}

extension Overlay {
  /// A list a row of a segment.
  fileprivate func lists(_ column: ListColumn<ValueID>, of keys: [JobKey]) -> ListColumn<ValueID> {
    // One of the same jobs is the segment's column already.
    if edits.isEmpty, keys == base.keys { return column }
    let places = places(of: keys)
    var rows = ListColumn<ValueID>()
    var row = 0
    while row < keys.count {
      if !edits.isEmpty, let edit = edits[keys[row]] {
        if case .values(let values) = edit { rows.append(values) } else { rows.append([]) }
        row += 1
        continue
      }
      guard places[row] != Overlay.nowhere else {
        rows.append([])
        row += 1
        continue
      }
      // Rows that follow each other on both sides are taken together.
      let first = row
      repeat {
        row += 1
      } while row < keys.count && places[row] == places[row - 1] &+ 1
        && (edits.isEmpty || edits[keys[row]] == nil)
      rows.append(column, Int(places[first])..<Int(places[row - 1]) + 1)
    }
    return rows
  }

  /// A number a row of a segment; NaN for none.
  fileprivate func numbers(_ numbers: [Double], of keys: [JobKey]) -> [Double] {
    if edits.isEmpty, keys == base.keys { return numbers }
    var rows = places(of: keys).map { $0 == Overlay.nowhere ? .nan : numbers[Int($0)] }
    guard !edits.isEmpty else { return rows }
    for row in rows.indices {
      guard let edit = edits[keys[row]] else { continue }
      if case .number(let number) = edit { rows[row] = number } else { rows[row] = .nan }
    }
    return rows
  }

  /// The place of a job that is not there.
  private static let nowhere = Int32(-1)
  /// A segment has so few jobs of the overlay's that each is sought by itself.
  private static let soughtShare = 16

  /// Where each of a segment's jobs stands in `base`. O(rows + entries), or O(rows log entries) for few rows.
  private func places(of keys: [JobKey]) -> [Int32] {
    let known = base.keys
    guard keys.count * Overlay.soughtShare > known.count else {
      return keys.map { key in known.place(of: key).map { Int32($0) } ?? Overlay.nowhere }
    }
    var places = [Int32](repeating: Overlay.nowhere, count: keys.count)
    var place = 0
    for row in keys.indices {
      let key = keys[row].rawValue
      while place < known.count, known[place].rawValue < key { place += 1 }
      if place < known.count, known[place].rawValue == key { places[row] = Int32(place) }
    }
    return places
  }
}
