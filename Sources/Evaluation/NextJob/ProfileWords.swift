import VectorMath

/// Scores a job by the cosine between its text vector and the seeker's profile.
public struct ProfileWords: RankingModel {
  /// `profile`.
  public let name = "profile"
  /// The formula.
  public let formula = "cos(words of the profile, words of the job)"
  private let vectors: SparseMatrix

  /// Reads the catalog's vectors. O(1).
  public init(catalog: JobCatalog) {
    vectors = catalog.vectors
  }

  /// The cosines; all 0 for a seeker without a profile.
  public func scores(for history: JobHistory) -> [Double] {
    guard history.profile.count > 0 else { return [Double](repeating: 0, count: vectors.rowCount) }
    var dense = [Float](repeating: 0, count: vectors.columnCount)
    for (index, value) in zip(history.profile.indices, history.profile.values) { dense[Int(index)] = value }
    return vectors.multiplied(by: dense).map(Double.init)
  }
}
