/// The models that `NextOccupationProtocol` compares, from the plainest up.
public enum NextOccupationModels {
  /// Builds all models.
  ///
  /// - Parameters:
  ///   - training: the hires of the training years, first jobs among them.
  ///   - candidateCount: how many occupations there are.
  ///   - profiles: what a taxonomy says of them; without it, the models that need it are left out.
  ///
  /// O(training + candidates²).
  public static func all(
    training: [ObservedHire], candidateCount: Int, profiles: OccupationProfiles? = nil
  ) -> [any RankingModel<HireHistory>] {
    let popularity = OccupationPopularity(training: training, candidateCount: candidateCount)
    let tuned = OccupationHistory(
      "Markov on 4-job history + degree, tuned", training: training, popularity: popularity, parameters: .tuned)
    let plain: [any RankingModel<HireHistory>] = [
      PopularOccupations(popularity: popularity),
      SameOccupation(popularity: popularity),
      PreviousOccupation(training: training, popularity: popularity),
      OccupationHistory("Markov on 4-job history + degree", training: training, popularity: popularity),
      tuned,
    ]
    guard let profiles else { return plain }
    let beside = OccupationEntities(profiles, training: training, popularity: popularity, parameters: .beside)
    return plain + [
      OccupationEntities(profiles, training: training, popularity: popularity),
      WeightedModels("Markov, tuned + entities", [(1, tuned), (1, beside)]),
    ]
  }
}
