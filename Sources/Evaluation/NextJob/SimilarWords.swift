import VectorMath

/// Scores a job by the cosine between its text vector and the sum of the vectors of the jobs in the history.
public struct SimilarWords: RankingModel {
  /// `TF-IDF on titles`.
  public let name = "TF-IDF on titles"
  /// The formula.
  public let formula = "cos(words of the history, words of the job)"
  private let vectors: SparseMatrix

  /// Reads the catalog's vectors. O(1).
  public init(catalog: JobCatalog) {
    vectors = catalog.vectors
  }

  /// The cosines; all 0 for a history without words.
  public func scores(for history: JobHistory) -> [Double] {
    var sum = [Float](repeating: 0, count: vectors.columnCount)
    for job in history.jobs {
      let row = vectors[job]
      for (column, value) in zip(row.columns, row.values) { sum[Int(column)] += value }
    }
    let length = sum.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    if length > 0 {
      for column in sum.indices { sum[column] = Float(Double(sum[column]) / length) }
    }
    return vectors.multiplied(by: sum).map(Double.init)
  }
}
