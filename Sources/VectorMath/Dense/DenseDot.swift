/// Dot products of dense vectors in the one shape that scores have everywhere: 16 lanes, fused multiply-adds, a fixed
/// reduction tree (DESIGN rule 5). Finite inputs give the same bytes on every instruction set.
public enum DenseDot {
  /// The dot product of two vectors of the same length. O(count).
  public static func dot(_ first: Span<Float>, _ second: Span<Float>) -> Float {
    precondition(first.count == second.count, "a dot product needs vectors of one length")
    return KernelHandle.dot(first, second)
  }

  /// The dot product of two vectors of the same length. O(count).
  public static func dot(_ first: [Float], _ second: [Float]) -> Float {
    dot(first.span, second.span)
  }

  /// The dot product of each row of a matrix with a vector.
  ///
  /// - Parameters:
  ///   - rows: rows × dimension values, row-major.
  ///   - vector: dimension values, one at least.
  ///   - scores: takes one value a row.
  ///
  /// O(rows × dimension).
  public static func dotRows(_ rows: Span<Float>, _ vector: Span<Float>, into scores: inout MutableSpan<Float>) {
    precondition(
      !vector.isEmpty && rows.count == scores.count * vector.count, "rows must be scores × the vector's dimension")
    KernelHandle.dotRows(rows, vector, into: &scores)
  }
}
