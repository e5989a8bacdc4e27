extension SparseMatrix {
  /// The score of every row: its dot product with a vector of `columnCount` values. O(values).
  public func multiplied(by vector: [Float]) -> [Float] {
    multiplied(by: vector, rows: 0..<rowCount)
  }

  /// The score of each of some rows. O(values of these rows).
  public func multiplied(by vector: [Float], rows: Range<Int>) -> [Float] {
    var scores = [Float](repeating: 0, count: rows.count)
    var span = scores.mutableSpan
    multiply(by: vector.span, rows: rows, into: &span)
    return scores
  }

  /// Writes the score of each of some rows, `scores[0]` for the first: threads take disjoint ranges.
  ///
  /// - Parameters:
  ///   - vector: `columnCount` values.
  ///   - rows: a range within `0 ..< rowCount`.
  ///   - scores: takes a value a row of the range.
  ///
  /// O(values of these rows).
  public func multiply(by vector: Span<Float>, rows: Range<Int>, into scores: inout MutableSpan<Float>) {
    precondition(vector.count == columnCount, "the vector must have a value a column")
    precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount, "the rows must lie within the matrix")
    precondition(scores.count == rows.count, "the scores must have a place a row")
    KernelHandle.sparseRowsDot(
      offsets: offsets, columns: columns, values: values, firstRow: rows.lowerBound, vector: vector, into: &scores)
  }
}
