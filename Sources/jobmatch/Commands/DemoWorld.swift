import Evaluation
import Foundation
import JobMarket
import JobMatching
import MarketStorage

/// What a demo runs on: the Quickhire log where a data folder has it, else a synthetic market.
struct DemoWorld {
  /// A data folder with Quickhire; `nil` for the synthetic market.
  let data: URL?
  let synthetic: SyntheticFiles

  /// The file that marks a folder as a demo's.
  static let marker = ".demo"
  /// A fixed moment, so that the synthetic market is the same whenever the demo runs.
  static let syntheticEnd = Instant(milliseconds: 1_751_328_000_000)

  init(data: URL?, synthetic: SyntheticFiles) throws {
    self.synthetic = synthetic
    guard let data else {
      self.data = nil
      return
    }
    guard FileManager.default.fileExists(atPath: data.appending(path: "quickhire").path) else {
      throw WorkspaceError(
        "\(data.path) has no folder quickhire; Guides/Data.md says where it comes from. Without --data and JOBMATCH_DATA the"
          + " demo makes a synthetic market.")
    }
    self.data = data
  }

  var title: String {
    data == nil
      ? "a synthetic market of \(synthetic.configuration.jobs) jobs and \(synthetic.configuration.seekers) seekers, seed \(synthetic.seed)"
      : "the Quickhire job-board log of 2014-15 and GeoNames"
  }

  var configuration: Configuration {
    var configuration = Configuration()
    if let data { configuration.places.geonames = data.appending(path: "geonames").standardizedFileURL.path }
    return configuration
  }

  var mapping: MarketMapping? {
    get throws { data == nil ? nil : try MarketMapping.shipped("quickhire") }
  }

  /// Taxonomies as `--taxonomy` has them: O*NET and ESCO where the data folder has them, else those of the synthetic world.
  ///
  /// - Parameters:
  ///   - folder: the workspace, in which the synthetic ones are written.
  func taxonomies(in folder: URL) throws -> [String] {
    guard let data else { return try synthetic.writeTaxonomies(to: folder.appending(path: "taxonomies")) }
    return ["esco", "onet"].compactMap { name in
      let path = data.appending(path: name).path
      return FileManager.default.fileExists(atPath: path) ? "\(name)=\(path)" : nil
    }
  }

  var initArguments: String {
    data.map { " --geonames \(shellWord($0.appending(path: "geonames").path))" } ?? ""
  }

  var mappingArgument: String { data == nil ? "" : " --mapping quickhire" }

  var dataArgument: String { data.map { " --data \(shellWord($0.path))" } ?? "" }

  /// What a command needs to look at the same moment as the demo; nothing where that is now.
  var asOfArgument: String { data == nil ? " --as-of \(asOf)" : "" }

  /// A seeker to try next.
  var otherSeeker: String { data == nil ? "seeker-2" : "10000" }

  /// The folder that is imported, as a person names it.
  func importedFolder(in workspace: String) -> String {
    data.map { $0.appending(path: "quickhire").path } ?? workspace + "/market"
  }

  /// The real log is of the past, the synthetic market ends at a moment of its own.
  var asOf: Instant { data == nil ? DemoWorld.syntheticEnd : Clock.now }

  var search: String { data == nil ? "registered nurse in chicago" : "cashier near newark" }
  var otherPlace: String { data == nil ? "Chicago" : "Brooklyn, NY" }
  var protocolName: String { data == nil ? "market" : "quickhire" }

  /// What to import; the synthetic market is written beside the workspace's own files.
  func files(in workspace: URL, progress: @escaping StageProgress.Handler) throws -> [URL] {
    try Data().write(to: workspace.appending(path: DemoWorld.marker))
    if let data { return [data.appending(path: "quickhire")] }
    let folder = workspace.appending(path: "market")
    try synthetic.write(to: folder, progress: progress)
    // The truth beside the market is for judging, not for importing.
    return [folder]
  }
}

extension DemoWorld {
  /// Judges the baselines and the recommender on this world.
  func evaluate(_ workspace: Workspace, progress: @escaping StageProgress.Handler) throws -> EvaluationReport {
    let settings = workspace.configuration.evaluate
    let evaluator = Evaluator(seed: settings.seed, resamples: settings.resamples, progress: progress)
    return try data.map(evaluator.quickhire) ?? evaluator.market(workspace)
  }
}
