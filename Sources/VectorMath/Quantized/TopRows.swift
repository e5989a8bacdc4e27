import CVectorKernels

/// Chooses the best of scored rows: a histogram over the bits of the scores finds the k-th, and only what reaches it is put in
/// order.
///
/// ```swift
/// TopRows.best(2, of: [0.5, 0.25, 1, 0.5]).map(\.row)  // [2, 0]
/// ```
///
/// Bounds of the scores need not be known, unlike for bucket counting (PAPER 5.5). `Benchmarks` has it beside a sort, a heap
/// and a partial sort.
public enum TopRows {
  /// The k best, by falling score, equal ones by rising row; no score may be NaN. O(count + k log k).
  static func best(_ k: Int, of rows: [ScoredRow]) -> [ScoredRow] {
    guard rows.count > k else { return rows.sorted(by: ScoredRow.precedes) }
    let threshold = jm_select_greatest(rows.map(\.score), rows.count, k)
    // Ties at the threshold go by row, which the order decides.
    return Array(rows.filter { $0.score >= threshold }.sorted(by: ScoredRow.precedes).prefix(k))
  }

  /// The k best of all rows, whose scores stand at their numbers; the same order. O(count + k log k), more where many rows
  /// have the k-th score: only the first of these are kept, in the order of rows.
  ///
  /// - Parameter scores: none may be NaN.
  public static func best(_ k: Int, of scores: [Float]) -> [ScoredRow] {
    precondition(k >= 0, "k must not be negative")
    guard k > 0, !scores.isEmpty else { return [] }
    let wanted = min(k, scores.count)
    let threshold = jm_select_greatest(scores, scores.count, wanted)
    var (above, tied): ([ScoredRow], [ScoredRow]) = ([], [])
    above.reserveCapacity(wanted)
    for row in scores.indices where scores[row] >= threshold {
      let scored = ScoredRow(row: row, score: scores[row])
      if scored.score > threshold { above.append(scored) } else if tied.count < wanted { tied.append(scored) }
    }
    return above.sorted(by: ScoredRow.precedes) + tied.prefix(wanted - above.count)
  }
}
