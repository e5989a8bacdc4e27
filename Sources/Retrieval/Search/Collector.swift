import JobMarket
import VectorMath

/// Keeps the best rows of a scan.
///
/// Rows arrive in the order of their keys, so "equal scores by rising key" is "equal scores by rising row".
struct Collector {
  let k: Int
  /// Rows of one group share a place in the answer; `nil` when every row stands for itself.
  let reposts: RepostGroups?

  /// The rows to return, best first. O(n + k log k) expected.
  ///
  /// - Parameter leastScore: rows that score less are left out.
  func best(of scan: some RowScores, from leastScore: Float = -.infinity) -> [(row: Int, score: Float)] {
    var top = TopK<Int>(k)
    forEachPlace(of: scan) { row, score in if score >= leastScore { top.insert(score: score, key: row) } }
    return top.sorted().map { ($0.key, $0.score) }
  }

  /// Calls `body` with every row that takes a place of its own: the best of each group, or all.
  func forEachPlace(of scan: some RowScores, _ body: (_ row: Int, _ score: Float) -> Void) {
    guard let reposts else { return scan.forEachRow(body) }
    // The best of each group first: a row that falls out later must not have pushed another group away.
    var bestRows = [Int32](repeating: -1, count: reposts.count)
    var bestScores = [Float](repeating: 0, count: reposts.count)
    scan.forEachRow { row, score in
      let group = Int(reposts.numbers[row])
      if bestRows[group] < 0 || score > bestScores[group] { (bestRows[group], bestScores[group]) = (Int32(row), score) }
    }
    for (row, score) in zip(bestRows, bestScores) where row >= 0 { body(Int(row), score) }
  }
}
