/// How many training hires each occupation had, and what share that makes.
public struct OccupationPopularity: Hashable, Sendable {
  /// Hires a candidate.
  public let counts: [Double]
  /// Shares that sum to 1, none of them 0: half a hire is added to every candidate (Krichevsky and Trofimov 1981,
  /// doi:10.1109/TIT.1981.1056331), so that an occupation nobody was hired into can still be ranked.
  public let shares: [Double]

  /// Counts the training hires, first jobs among them. O(training + candidates).
  public init(training: [ObservedHire], candidateCount: Int) {
    var counts = [Double](repeating: 0, count: candidateCount)
    for hire in training { counts[hire.occupation] += 1 }
    let total = counts.reduce(0, +) + 0.5 * Double(candidateCount)
    self.counts = counts
    shares = counts.map { ($0 + 0.5) / total }
  }
}
