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
  /// The same where jobs are standardized.
  public static let entityEngineName = "jobmatch recommend + entities"

  private static func content(
    catalog: JobCatalog, parameters: NextJobParameters
  ) -> [any RankingModel<JobHistory>] {
    let words = SimilarWords(catalog: catalog)
    let profile = ProfileWords(catalog: catalog)
    let (baseline, engine) = (parameters.baseline, parameters.engine)
    let places = SharedPlaces(catalog: catalog, city: baseline.city, state: baseline.state)
    let nearness = NearbyPlaces(catalog: catalog, scale: engine.scale)
    let plain: [any RankingModel<JobHistory>] = [
      words,
      WeightedModels("TF-IDF + location", [(1, words), (1, places)]),
      WeightedModels("TF-IDF + location + profile", [(1, words), (1, places), (baseline.profile, profile)]),
      WeightedModels("\(engineName), no place", [(engine.history, words), (engine.profile, profile)]),
      WeightedModels("\(engineName), no profile", [(engine.history, words), (engine.nearness, nearness)]),
      WeightedModels(
        engineName, [(engine.history, words), (engine.nearness, nearness), (engine.profile, profile)]),
    ]
    guard !catalog.entities.isEmpty else { return plain }
    let entities: [(weight: Double, model: any RankingModel<JobHistory>)] = [
      (engine.occupation, SharedValues(.occupation, catalog: catalog)),
      (engine.skill, SharedValues(.skill, catalog: catalog)),
    ]
    return plain + [
      WeightedModels("entities + TF-IDF", [(1, words)] + entities),
      WeightedModels("entities + TF-IDF + location", [(1, words), (1, places)] + entities),
      WeightedModels(
        entityEngineName,
        [(engine.history, words), (engine.nearness, nearness), (engine.profile, profile)] + entities),
    ]
  }
}
