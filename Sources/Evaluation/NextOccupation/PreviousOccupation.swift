/// Scores an occupation by how often it followed the previous one: a Markov chain of order 1.
public struct PreviousOccupation: RankingModel {
  /// `Markov on previous occupation`.
  public let name = "Markov on previous occupation"
  /// The formula.
  public var formula: String {
    "P(o | previous) = (hires(previous → o) + \(smoothing) · share(o)) / (hires(previous → any) + \(smoothing))"
  }
  private let smoothing: Double
  private let popularity: OccupationPopularity
  private let transitions: TransitionTable

  /// Counts the transitions of the training hires.
  ///
  /// - Parameters:
  ///   - training: the hires; first jobs are passed over.
  ///   - popularity: what smoothing leans on.
  ///   - smoothing: how many hires the popularity is worth, positive. The default is 10: the tuning part (1, 5, 10, 20, 50)
  ///     hardly tells 5 from 20.
  ///
  /// O(training + candidates²).
  public init(training: [ObservedHire], popularity: OccupationPopularity, smoothing: Double = 10) {
    precondition(smoothing > 0, "smoothing must be positive")
    (self.smoothing, self.popularity) = (smoothing, popularity)
    var transitions = TransitionTable(
      sourceCount: popularity.counts.count, candidateCount: popularity.counts.count)
    for hire in training {
      if let previous = hire.history.previousOccupation { transitions.count(previous, followedBy: hire.occupation) }
    }
    self.transitions = transitions
  }

  /// The probabilities; the shares of popularity before a first job.
  public func scores(for history: HireHistory) -> [Double] {
    guard let previous = history.previousOccupation else { return popularity.shares }
    return transitions.probabilities(after: previous, smoothing: smoothing, shares: popularity.shares)
  }
}
