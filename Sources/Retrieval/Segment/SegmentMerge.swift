import JobMarket
import VectorMath

/// The living rows of several segments in the order of their keys, gathered a column at a time.
///
/// Rows that stand together in a segment and in the result are copied together: where few rows of a great segment are dead and
/// few are added, nearly all of it is.
struct SegmentMerge {
  let segments: [IndexSegment]
  /// Which rows, in what order.
  let rows: RowGathering

  /// Orders the living rows. O(rows + segments × stretches).
  ///
  /// - Parameter segments: of one text model; a key is alive once at most.
  init(_ segments: [IndexSegment]) {
    precondition(!segments.isEmpty, "a segment at least")
    self.segments = segments
    var rows = RowGathering()
    var next = segments.map { $0.firstLivingRow(from: 0) }
    while true {
      // The segment with the least key, and the least key of the others.
      var (first, second): (Int?, JobKey?) = (nil, nil)
      for (number, row) in next.enumerated() {
        guard row < segments[number].count else { continue }
        let key = segments[number].keys[row]
        if let known = first, segments[known].keys[next[known]] < key {
          second = min(second ?? key, key)
        } else {
          second = first.map { segments[$0].keys[next[$0]] }
          first = number
        }
      }
      guard let first else { break }
      let segment = segments[first]
      var end = next[first] + 1
      while end < segment.count, segment.isAlive(end), second.map({ segment.keys[end] < $0 }) ?? true { end += 1 }
      rows.append(next[first]..<end, of: first)
      next[first] = segment.firstLivingRow(from: end)
    }
    self.rows = rows
  }

  /// The key that is alive in two segments, if any is. O(stretches).
  var repeatedKey: JobKey? {
    var last: JobKey?
    for run in rows.runs {
      let key = segments[run.part].keys[run.rows.lowerBound]
      if let last, last >= key { return key }
      last = segments[run.part].keys[run.rows.upperBound - 1]
    }
    return nil
  }

  /// The keys, rising. O(rows).
  func keys() -> [JobKey] { gathered(segments.map { $0.keys }) }

  /// Every column but vectors, in the order of the rows; orders of values, points and offers are not made yet. O(size).
  func columns() -> IndexSegment {
    var segment = IndexSegment(
      keys: keys(), textModel: segments[0].textModel,
      text: SparseMatrix(
        gathering: segments.map(\.text), rows, columnCount: segments.reduce(0) { max($0, $1.termCount) }),
      values: fields(\.values) { ListColumn(gathering: $0, rows) },
      numbers: fields(\.numbers) { numbers($0) }, points: fields(\.points) { ListColumn(gathering: $0, rows) },
      expiry: gathered(segments.map(\.expiry)), reposts: RepostGroups(gathering: segments.map(\.reposts), rows))
    for part in segments { segment.overlayFields.formUnion(part.overlayFields) }
    for field in Set(segments.flatMap(\.givenValues.keys)) {
      segment.givenValues[field] = ListColumn(
        gathering: segments.map { $0.givenValues[field] ?? $0.values[field] }, rows)
    }
    return segment
  }

  /// What there is of any column, by field; a segment that lacks it has `nil`.
  private func fields<Column>(
    _ columns: (IndexSegment) -> [AttributeField: Column], _ gather: ([Column?]) -> Column
  ) -> [AttributeField: Column] {
    let fields = segments.reduce(into: Set()) { $0.formUnion(columns($1).keys) }
    return Dictionary(
      uniqueKeysWithValues: fields.map { field in (field, gather(segments.map { columns($0)[field] })) })
  }

  private func gathered<Element>(_ columns: [[Element]]) -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(rows.count)
    for run in rows.runs { elements += columns[run.part][run.rows] }
    return elements
  }

  private func numbers(_ columns: [[Double]?]) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(rows.count)
    for run in rows.runs {
      if let column = columns[run.part] {
        numbers += column[run.rows]
      } else {
        numbers += repeatElement(.nan, count: run.rows.count)
      }
    }
    return numbers
  }
}

extension IndexSegment {
  /// The first living row from one on; the count of rows where there is none.
  fileprivate func firstLivingRow(from row: Int) -> Int {
    guard let dead else { return row }
    var row = row
    while row < count, dead.contains(row) { row += 1 }
    return row
  }
}

extension ListColumn {
  /// The rows of several columns; those of a table without a column are empty. O(rows + elements).
  init(gathering parts: [ListColumn?], _ rows: RowGathering) {
    self.init()
    reserveCapacity(
      rows: rows.count,
      elements: rows.runs.reduce(0) { $0 + (parts[$1.part]?.elementCount(of: $1.rows) ?? 0) })
    for run in rows.runs {
      if let part = parts[run.part] { append(part, run.rows) } else { appendEmptyRows(run.rows.count) }
    }
  }
}

extension RepostGroups {
  /// The groups of rows of several tables, numbered anew in the order of their first rows; groups of one name become one. O(rows).
  init(gathering parts: [RepostGroups], _ rows: RowGathering) {
    var known = parts.map { [UInt32](repeating: .max, count: $0.count) }
    var named: [RepostIdentity: UInt32] = [:]
    var numbers: [UInt32] = []
    var identities: [RepostIdentity] = []
    numbers.reserveCapacity(rows.count)
    identities.reserveCapacity(rows.count)
    for run in rows.runs {
      let part = parts[run.part]
      for row in run.rows {
        let group = Int(part.numbers[row])
        if known[run.part][group] == .max {
          let identity = part.identity(of: row)
          let number = identity == .alone ? nil : named[identity]
          known[run.part][group] = number ?? UInt32(identities.count)
          if number == nil {
            if identity != .alone { named[identity] = UInt32(identities.count) }
            identities.append(identity)
          }
        }
        numbers.append(known[run.part][group])
      }
    }
    // Where all stand alone there is nothing to name.
    self.init(numbers, identities: named.isEmpty ? [] : identities)
  }
}
