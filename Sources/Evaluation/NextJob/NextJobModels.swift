/// The models that `NextJobProtocol` compares, from the plainest up.
public struct NextJobModels: Sendable {
  /// Models that learn from the views in training: popularity and item-kNN.
  public let collaborative: [any RankingModel<JobHistory>]
  /// Models that read the catalog only, and so cannot know which jobs have been seen.
  public let content: [any RankingModel<JobHistory>]

  /// Builds all models.
  ///
  /// - Parameters:
  ///   - catalog: the jobs.
  ///   - training: the histories to learn from, of the same split as the cases.
  ///   - parameters: the weights.
  ///
  /// O(training + entries of the catalog's vectors).
  public init(catalog: JobCatalog, training: [[Int]], parameters: NextJobParameters = NextJobParameters()) {
    let count = catalog.jobs.count
    collaborative = [
      PopularJobs(training: training, jobCount: count), NeighboringJobs(training: training, jobCount: count),
    ]
    content = NextJobModels.content(catalog: catalog, parameters: parameters)
  }

  /// All models, from the plainest up.
  public var all: [any RankingModel<JobHistory>] { collaborative + content }

  /// What the engine itself recommends by.
  public static let engineName = "jobmatch recommend"

  private static func content(
    catalog: JobCatalog, parameters: NextJobParameters
  ) -> [any RankingModel<JobHistory>] {
    let words = SimilarWords(catalog: catalog)
    let profile = ProfileWords(catalog: catalog)
    let places = SharedPlaces(catalog: catalog, city: parameters.city, state: parameters.state)
    let nearness = NearbyPlaces(catalog: catalog, scale: parameters.scale)
    return [
      words,
      WeightedModels("TF-IDF + location", [(1, words), (1, places)]),
      WeightedModels("TF-IDF + location + profile", [(1, words), (1, places), (parameters.profile, profile)]),
      WeightedModels("\(engineName), no place", [(1, words), (parameters.profile, profile)]),
      WeightedModels("\(engineName), no profile", [(1, words), (parameters.nearness, nearness)]),
      WeightedModels(
        engineName, [(1, words), (parameters.nearness, nearness), (parameters.profile, profile)]),
    ]
  }
}
