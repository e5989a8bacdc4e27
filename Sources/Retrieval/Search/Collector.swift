import JobMarket
import VectorMath

/// Keeps the best rows of a scan.
///
/// Rows arrive in the order of their keys, so "equal scores by rising key" is "equal scores by rising row".
struct Collector {
  let k: Int
  /// Rows of one number share a place in the answer; `nil` when every row stands for itself.
  let groups: [UInt32]?

  /// The rows to return, best first. O(n + k log k) expected.
  func best(of scan: Scan) -> [(row: Int, score: Float)] {
    var top = TopK<Int>(k)
    guard let groups else {
      scan.forEachRow { row, score in top.insert(score: score, key: row) }
      return top.sorted().map { ($0.key, $0.score) }
    }
    // The best row of each group first: a row that falls out later must not have pushed another group away.
    var best: [UInt32: (row: Int, score: Float)] = [:]
    scan.forEachRow { row, score in
      if let known = best[groups[row]], known.score >= score { return }
      best[groups[row]] = (row, score)
    }
    for (_, entry) in best { top.insert(score: entry.score, key: entry.row) }
    return top.sorted().map { ($0.key, $0.score) }
  }
}
