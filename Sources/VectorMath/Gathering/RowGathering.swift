/// Which rows of several tables make a new one, in what order: stretches of rows that stand together.
///
/// ```swift
/// var rows = RowGathering()
/// rows.append(0..<2, of: 0)
/// rows.append(7..<8, of: 1)
/// rows.count  // 3
/// ```
package struct RowGathering: Sendable {
  /// Rows that stand together in one table.
  package struct Run: Hashable, Sendable {
    /// The number of the table.
    package let part: Int
    /// Its rows.
    package let rows: Range<Int>
  }

  /// The stretches in their order, none of them empty.
  package private(set) var runs: [Run] = []
  /// How many rows they have.
  package private(set) var count = 0

  /// No row.
  package init() {}

  /// Adds rows behind those before. O(1).
  package mutating func append(_ rows: Range<Int>, of part: Int) {
    guard !rows.isEmpty else { return }
    runs.append(Run(part: part, rows: rows))
    count += rows.count
  }

  /// How many rows of each table there are, of so many tables. O(runs).
  package func counts(parts: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: parts)
    for run in runs { counts[run.part] += run.rows.count }
    return counts
  }
}

extension AlignedMemoryHandle {
  /// Copies rows of other memory, `width` values each; rows of a table without memory are zeros. O(values).
  ///
  /// - Throws: `FileDamage` when rows lie in a file that is not what was written.
  package convenience init(
    gathering parts: [AlignedMemoryHandle<Element>?], _ rows: RowGathering, width: Int
  ) throws(FileDamage) {
    self.init(count: rows.count * width)
    var next = 0
    for run in rows.runs {
      if let part = parts[run.part] { try copy(part, run.rows, width: width, toRow: next) }
      next += run.rows.count
    }
  }

  /// Copies rows of other memory into this one, of which nobody else has a share yet. O(values).
  func copy(
    _ other: AlignedMemoryHandle<Element>, _ rows: Range<Int>, width: Int, toRow row: Int
  ) throws(FileDamage) {
    let range = rows.lowerBound * width..<rows.upperBound * width
    precondition(range.lowerBound >= 0 && range.upperBound <= other.count, "rows beyond their table")
    precondition(row >= 0 && row * width + range.count <= count, "more rows than there is room")
    guard other.isSound(range) else { throw other.damage ?? FileDamage("memory", "differs from its checksums") }
    withExtendedLifetime(other) {
      (elements + row * width).update(from: other.elements + range.lowerBound, count: range.count)
    }
  }
}

extension Bitset {
  /// The bits of rows of other sets; a table without a set has all bits or none. O(rows of tables with a set + runs).
  ///
  /// - Parameters:
  ///   - parts: a set a table, `nil` for one whose bits are all the same.
  ///   - filled: whether these are set, by table.
  package init(gathering parts: [Bitset?], filled: [Bool], _ rows: RowGathering) {
    self.init(capacity: rows.count)
    var next = 0
    for run in rows.runs {
      if let part = parts[run.part] {
        for row in run.rows where part.contains(row) { insert(next + row - run.rows.lowerBound) }
      } else if filled[run.part] {
        insert(next..<next + run.rows.count)
      }
      next += run.rows.count
    }
  }
}
