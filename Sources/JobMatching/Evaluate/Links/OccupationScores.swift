import Evaluation

/// Several scores an occupation, for a weighted sum: each part of what links say by itself.
package protocol OccupationScores: Sendable {
  /// What each score is called.
  var names: [String] { get }
  /// A row of candidates a score, in the order of the names.
  func scores(for history: HireHistory) -> [[Double]]
}

/// Scores an occupation by the weighted sum of scores.
struct WeightedScores: RankingModel {
  let name: String
  let scores: any OccupationScores
  /// A weight a score; 0 leaves one out.
  let weights: [Double]

  var formula: String {
    zip(weights, scores.names).filter { $0.0 != 0 }.map { "\(($0.0 * 100).rounded() / 100) · \($0.1)" }
      .joined(separator: " + ")
  }

  func scores(for history: HireHistory) -> [Double] {
    let rows = scores.scores(for: history)
    var sums = [Double](repeating: 0, count: rows.first?.count ?? 0)
    for (row, weight) in zip(rows, weights) where weight != 0 {
      for index in sums.indices { sums[index] += weight * row[index] }
    }
    return sums
  }
}
