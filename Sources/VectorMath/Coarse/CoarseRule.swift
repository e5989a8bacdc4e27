/// Which rows an approximate search hands on to the exact one.
public enum CoarseRule: Hashable, Sendable {
  /// Those whose estimate, with so many of its standard errors added, reaches the k-th best score, which is told from a sample
  /// of the rows. RaBitQ alone knows its errors.
  ///
  /// How many rows these are follows from the data, the filter and k; the share of the right answer that is lost hardly does:
  /// a row at the edge is lost about as often as a normal deviate falls below minus `errors`.
  case errors(Float)
  /// So many times k, those with the greatest estimates: the paper's quantK, 200.
  case pool(Int)

  /// Two standard errors: recall .995 or more at every pass rate, dimension, k and filter that was measured.
  public static let standard = CoarseRule.errors(2)
}
