import JobMarket
import VectorMath

/// Scores the rows of a walk, some at a time, and counts what it met.
///
/// A class with one owner, good for one pass: what it counted is read afterwards.
final class CandidateScan: RowScores {
  private let walk: CandidateWalk
  private let test: CandidateTest
  private let scorer: RowScorer
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
    walk: CandidateWalk, test: CandidateTest, scorers: [BoundScorer], index: IndexSegment, hidden: Set<Int>,
    stopAfter: Int?
  ) {
    (self.walk, self.test, scorer) = (walk, test, RowScorer(scorers, rows: nil, in: index))
    (self.hidden, self.stopAfter) = (hidden, stopAfter)
  }

  func forEachRow(_ body: (_ row: Int, _ score: Float) -> Void) {
    var rows: [UInt32] = []
    rows.reserveCapacity(CandidateScan.batch)
    func flush() {
      for (row, score) in zip(rows, scorer.scores(of: rows)) { body(Int(row), score) }
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
}
