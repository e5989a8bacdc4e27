import JobMarket
import VectorMath

/// Scores the rows of a walk, some at a time, and counts what it met.
///
/// A class with one owner, good for one pass: what it counted is read afterwards.
final class CandidateScan: RowScores {
  private let walk: CandidateWalk
  private let test: CandidateTest
  private let scorers: [BoundScorer]
  private let index: JobIndex
  private let hidden: Set<Int>
  private let stopAfter: Int?
  /// Rows that match, hidden ones included.
  private(set) var matching = 0
  /// Rows scored.
  private(set) var scored = 0
  /// Whether the walk ended before its last row.
  private(set) var isStopped = false

  /// Rows scored together.
  static let batch = 1024

  init(
    walk: CandidateWalk, test: CandidateTest, scorers: [BoundScorer], index: JobIndex, hidden: Set<Int>, stopAfter: Int?
  ) {
    (self.walk, self.test, self.scorers, self.index) = (walk, test, scorers, index)
    (self.hidden, self.stopAfter) = (hidden, stopAfter)
  }

  func forEachRow(_ body: (_ row: Int, _ score: Float) -> Void) {
    var rows: [UInt32] = []
    rows.reserveCapacity(CandidateScan.batch)
    func flush() {
      for (row, score) in zip(rows, scores(of: rows)) { body(Int(row), score) }
      rows.removeAll(keepingCapacity: true)
    }
    walk.forEachRow { row in
      guard test.passes(row) else { return true }
      if scored == stopAfter {
        // One more match than allowed: only now is it known that something was left out.
        isStopped = true
        return false
      }
      matching += 1
      guard hidden.isEmpty || !hidden.contains(row) else { return true }
      scored += 1
      rows.append(UInt32(row))
      if rows.count == CandidateScan.batch { flush() }
      return true
    }
    flush()
  }

  /// Weighted sums in the order of the query, as `Scan` makes them.
  private func scores(of rows: [UInt32]) -> [Float] {
    var total = [Float](repeating: 0, count: rows.count)
    for scorer in scorers {
      let part = values(of: scorer, rows: rows)
      for place in rows.indices { total[place] += scorer.weighted.weight * part[place] }
    }
    return total
  }

  private func values(of scorer: BoundScorer, rows: [UInt32]) -> [Float] {
    if case .vector(let field, _, let vector) = scorer.weighted.scorer {
      return index.vectors[field]?.search.matrix.products(with: vector, listed: rows)
        ?? [Float](repeating: 0, count: rows.count)
    }
    return rows.map { RowScore.value(of: scorer, row: Int($0), in: index) }
  }
}
