/// How often something known before was followed by a hire into each occupation.
struct TransitionTable: Hashable, Sendable {
  /// Sources × candidates, row-major.
  private var counts: [Double]
  private var totals: [Double]
  private let candidateCount: Int

  init(sourceCount: Int, candidateCount: Int) {
    counts = [Double](repeating: 0, count: sourceCount * candidateCount)
    totals = [Double](repeating: 0, count: sourceCount)
    self.candidateCount = candidateCount
  }

  mutating func count(_ source: Int, followedBy occupation: Int) {
    counts[source * candidateCount + occupation] += 1
    totals[source] += 1
  }

  /// P(occupation | source): the counts and `smoothing` hires more that are spread like `shares` (Dirichlet smoothing, Zhai
  /// and Lafferty 2004, doi:10.1145/984321.984322). O(candidates).
  func probabilities(after source: Int, smoothing: Double, shares: [Double]) -> [Double] {
    let row = counts[source * candidateCount..<(source + 1) * candidateCount]
    return zip(row, shares).map { ($0 + smoothing * $1) / (totals[source] + smoothing) }
  }
}
