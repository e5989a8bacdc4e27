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
  func best(of scan: some RowScores) -> [(row: Int, score: Float)] {
    var top = TopK<Int>(k)
    forEachPlace(of: scan) { row, score in top.insert(score: score, key: row) }
    return top.sorted().map { ($0.key, $0.score) }
  }

  /// The place that a row has, or shares with its group, among all of the scan; 1 is the best. `nil` when the scan leaves the
  /// row's group out. O(n).
  func place(of row: Int, in scan: some RowScores) -> Int? {
    var wanted: TopK<Int>.Entry?
    let group = reposts?.numbers[row]
    forEachPlace(of: scan) { other, score in
      let isSame = reposts.map { $0.numbers[other] == group } ?? (other == row)
      if isSame { wanted = TopK<Int>.Entry(score: score, key: other) }
    }
    guard let wanted else { return nil }
    var before = 0
    forEachPlace(of: scan) { other, score in
      if TopK<Int>.Entry(score: score, key: other).precedes(wanted) { before += 1 }
    }
    return before + 1
  }

  /// Calls `body` with every row that takes a place of its own: the best of each group, or all.
  private func forEachPlace(of scan: some RowScores, _ body: (_ row: Int, _ score: Float) -> Void) {
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
