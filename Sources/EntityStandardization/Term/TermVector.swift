/// A sparse vector over the terms of a `TermSpace`.
package struct TermVector: Hashable, Sendable {
  /// Terms by their row in the space, ascending.
  package var rows: [Int32] = []
  /// A value a row.
  package var values: [Float] = []

  /// The zero vector.
  package init() {}

  /// Gathers values by row into a vector; rows of value 0 are left out.
  private init(_ byRow: [Int32: Float]) {
    for row in byRow.keys.sorted() where byRow[row]! != 0 {
      rows.append(row)
      values.append(byRow[row]!)
    }
  }

  /// The sum of vectors, each times its scale. O(entries · log).
  package static func sum(_ terms: [(scale: Float, vector: TermVector)]) -> TermVector {
    var byRow: [Int32: Float] = [:]
    for (scale, vector) in terms {
      for (row, value) in zip(vector.rows, vector.values) { byRow[row, default: 0] += scale * value }
    }
    return TermVector(byRow)
  }

  /// Of each term the greatest value that any vector has; values are not negative. O(entries · log).
  package static func maximum(_ vectors: [TermVector]) -> TermVector {
    var byRow: [Int32: Float] = [:]
    for vector in vectors {
      for (row, value) in zip(vector.rows, vector.values) { byRow[row] = max(byRow[row] ?? 0, value) }
    }
    return TermVector(byRow)
  }
}
