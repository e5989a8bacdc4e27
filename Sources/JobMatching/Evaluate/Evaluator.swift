import Evaluation
import Foundation
import VectorMath

/// Runs an evaluation from its files or its market to a report.
///
/// ```swift
/// let report = try Evaluator(seed: 1).quickhire(data: URL(filePath: "data"))
/// report.line("jobmatch recommend", .recall(10))?.value  // 0.366
/// ```
///
/// The same files, seed and number of resamples give the same report, at any number of threads. Guides/Evaluation.md
/// defines the protocols, the models and the figures.
public struct Evaluator: Sendable {
  let bootstrap: Bootstrap
  let part: EvaluationPart
  let progress: StageProgress.Handler

  /// Makes an evaluator.
  ///
  /// - Parameters:
  ///   - seed: decides the draws of the bootstrap.
  ///   - resamples: how often the cases are drawn anew for an interval, positive.
  ///   - part: the cases to judge by. The default is the test part, which is for figures; choose parameters on `tune`.
  ///   - progress: takes reports.
  public init(
    seed: UInt64, resamples: Int = 2000, part: EvaluationPart = .test,
    progress: @escaping StageProgress.Handler = { _ in }
  ) {
    bootstrap = Bootstrap(resamples: resamples, seed: seed)
    (self.part, self.progress) = (part, progress)
  }

  /// What a seeker of the Quickhire log views next, with the models' default weights.
  ///
  /// - Parameter data: the data folder, with `quickhire` and `geonames` in it, perhaps `onet` and `esco`.
  /// - Throws: `WorkspaceError` when a file or column is missing or a row cannot be used.
  public func quickhire(data: URL) throws -> EvaluationReport {
    let dataset = try QuickhireDataset(data: data, progress: progress)
    var report = try nextJob("quickhire", dataset.catalog, dataset.seekers, NextJobParameters())
    report.notes = dataset.notes
    return report
  }

  /// What a seeker of a workspace engages with next, with the weights of the workspace's configuration.
  ///
  /// - Throws: `WorkspaceError` when nobody engaged with three different jobs; what the store throws.
  public func market(_ workspace: Workspace) throws -> EvaluationReport {
    let dataset = try MarketDataset(workspace, progress: progress)
    let recommend = workspace.configuration.recommend
    var parameters = NextJobParameters()
    parameters.engine = .init(
      history: Double(recommend.historyWeight), profile: Double(recommend.profileWeight),
      nearness: Double(recommend.placeWeight), scale: recommend.placeScaleKilometers,
      occupation: Double(recommend.occupationWeight), skill: Double(recommend.skillWeight))
    return try nextJob("market", dataset.catalog, dataset.seekers, parameters)
  }

  /// Into which occupation a person of the NLSY97 survey is hired next, also by gender and race.
  ///
  /// - Parameter data: the data folder, with `nlsy97` in it, perhaps `onet`.
  /// - Throws: `WorkspaceError` when a file or column is missing or a row cannot be used.
  public func nlsy97(data: URL) throws -> EvaluationReport {
    let dataset = try NLSY97Dataset(data: data, progress: progress)
    let split = NextOccupationProtocol().split(dataset.hires, for: part)
    let trial = try trial("nlsy97", split.cases, neutralOrder: Array(dataset.occupations.indices))
    let models = NextOccupationModels.all(
      training: split.training, candidateCount: dataset.occupations.count, profiles: dataset.profiles)
    let groups = dataset.groups.flatMap { split.groups(by: $0.attribute, $0.labels) }
    var report = report(trial, models, subsets: [split.changers] + groups)
    report.notes = dataset.notes
    return report
  }

  private func nextJob(
    _ name: String, _ catalog: JobCatalog, _ seekers: [JobHistory], _ parameters: NextJobParameters
  ) throws -> EvaluationReport {
    let split = NextJobProtocol().split(seekers, for: part)
    let trial = try trial(name, split.cases, neutralOrder: catalog.neutralOrder)
    let models = NextJobModels(catalog: catalog, training: split.training, parameters: parameters)
    return report(trial, models.all, subsets: [split.coldCases])
  }

  /// A trial of cases, of which there must be one.
  func trial<Input>(
    _ name: String, _ cases: [JudgedCase<Input>], neutralOrder: [Int]
  ) throws -> ModelTrial<Input> {
    guard !cases.isEmpty else {
      throw WorkspaceError(
        "evaluate \(name): there is no case to judge by. A seeker's last job is looked for where there are three different"
          + " ones at least, a hire where it is late enough and has one before it (Guides/Evaluation.md)")
    }
    return ModelTrial(
      protocol: name, cases: cases, ranking: FullRanking(neutralOrder: neutralOrder), bootstrap: bootstrap)
  }

  /// Lets models rank the cases of a trial, and reports how far that is.
  func report<Input>(
    _ trial: ModelTrial<Input>, _ models: [any RankingModel<Input>], subsets: [CaseSubset]
  ) -> EvaluationReport {
    let total = trial.cases.count * models.count
    return trial.report(on: models, subsets: subsets) { [progress] done in
      progress(StageProgress("rank", done: done, of: total, unit: "rankings", isFinished: done == total))
    }
  }
}
