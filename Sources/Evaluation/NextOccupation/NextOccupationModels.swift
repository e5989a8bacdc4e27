/// The models that `NextOccupationProtocol` compares, from the plainest up.
public enum NextOccupationModels {
  /// Builds all models.
  ///
  /// - Parameters:
  ///   - training: the hires of the training years, first jobs among them.
  ///   - candidateCount: how many occupations there are.
  ///
  /// O(training + candidates²).
  public static func all(training: [ObservedHire], candidateCount: Int) -> [any RankingModel<HireHistory>] {
    let popularity = OccupationPopularity(training: training, candidateCount: candidateCount)
    return [
      PopularOccupations(popularity: popularity),
      SameOccupation(popularity: popularity),
      PreviousOccupation(training: training, popularity: popularity),
      OccupationHistory("Markov on 4-job history + degree", training: training, popularity: popularity),
      OccupationHistory(
        "Markov on 4-job history + degree, tuned", training: training, popularity: popularity, parameters: .tuned),
    ]
  }
}
