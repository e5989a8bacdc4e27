import CVectorKernels

/// Chooses the best of scored rows.
enum TopRows {
  /// The k best, by falling score, equal ones by rising row. O(count + k log k): a histogram over the bits of the scores
  /// finds the k-th, and only what reaches it is put in order.
  static func best(_ k: Int, of rows: [ScoredRow]) -> [ScoredRow] {
    guard rows.count > k else { return rows.sorted(by: ScoredRow.precedes) }
    let threshold = jm_select_greatest(rows.map(\.score), rows.count, k)
    // Ties at the threshold go by row, which the order decides.
    return Array(rows.filter { $0.score >= threshold }.sorted(by: ScoredRow.precedes).prefix(k))
  }
}
