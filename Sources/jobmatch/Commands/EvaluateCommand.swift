import ArgumentParser
import Evaluation
import Foundation
import JobMatching

/// Judges models by a protocol.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Judge the baselines and jobmatch itself: full ranking, splits by time, intervals.",
    discussion: """
      quickhire  what a seeker of the Quickhire log views next (needs --data)
      nlsy97     into which occupation a person of the NLSY97 survey is hired next (needs --data)
      links      the same by links learned from hires, as ranking and as candidate selection (needs --data)
      market     what a seeker of this workspace engages with next
      standardize  which entities texts name: titles, series, skills, places (needs --data)

      Every figure is a mean over cases with a 95 % interval: a bootstrap's, and Wilson's for the shares of skills.
      Guides/Evaluation.md defines everything.
      """)

  @Argument(help: "quickhire, nlsy97, links, market or standardize.")
  var `protocol`: EvaluationProtocolName

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var data: DataOptions

  @Option(help: "The seed of the resampling. The default is the workspace's evaluate.seed, without one 1.")
  var seed: UInt64?

  @Option(help: "How often cases are resampled. The default is the workspace's evaluate.resamples, without one 2000.")
  var resamples: Int?

  @Option(
    help:
      "The cases to judge by: test, which is for figures, or tune, on which parameters are chosen; the skills and places of standardize have no such parts."
  )
  var part = EvaluationPart.test

  @Option(help: "standardize: a CSV of titles and URIs of ESCO to judge by (columns vacancyTitle, conceptUri).")
  var titles: String?

  @Option(help: "standardize: judge this alone: titles, series, skills or places.")
  var only: StandardizationPart?

  @Option(help: "links: a file to draw recall against false positive rate into.")
  var svg: String?

  @Flag(help: "Print a JSON line a model, metric and k.")
  var json = false

  @Flag(help: "Print paired comparisons of the models, too.")
  var compare = false

  func run() throws {
    let evaluator = try evaluator()
    switch `protocol` {
    case .quickhire: try show(evaluator.quickhire(data: dataFolder()))
    case .nlsy97: try show(evaluator.nlsy97(data: dataFolder()))
    case .links: try LinksPage(evaluator.links(data: dataFolder())).show(json: json, comparisons: compare, svg: svg)
    case .market: try show(evaluator.market(Workspace.open(at: workspace.folder)))
    case .standardize:
      for part in only.map({ [$0] }) ?? StandardizationPart.allCases {
        // A file of titles is about titles alone.
        if only == nil, titles != nil, part != .titles { continue }
        try show(part.report(evaluator, data: dataFolder(), titles: titles.map { URL(filePath: $0) }))
      }
    }
    if !compare {
      let named = data.data.map { " --data \(shellWord($0))" } ?? ""
      Console.next("jobmatch evaluate \(`protocol`.rawValue) --compare\(named)\(workspace.argument)")
    }
  }

  func validate() throws {
    guard `protocol` == .standardize || titles == nil && only == nil else {
      throw ValidationError("--titles and --only are for `evaluate standardize`")
    }
    guard `protocol` == .links || svg == nil else { throw ValidationError("--svg is for `evaluate links`") }
    guard titles == nil || only == nil || only == .titles else {
      throw ValidationError("--titles judges titles, not \(only!.rawValue): leave --only out")
    }
  }

  private func show(_ report: EvaluationReport) throws {
    if `protocol` == .standardize, !json { Console.result("\(report.protocol)\n") }
    try EvaluateCommand.show(report, json: json, comparisons: compare)
    if `protocol` == .standardize, !json { Console.result("") }
  }

  private func evaluator() throws -> Evaluator {
    // The protocols on data sets need no workspace, but heed one that is named.
    let isNamed = workspace.workspace != nil || `protocol` == .market
    var settings = isNamed ? try Workspace.open(at: workspace.folder).configuration : Configuration()
    settings.evaluate.seed = seed ?? settings.evaluate.seed
    settings.evaluate.resamples = resamples ?? settings.evaluate.resamples
    try settings.validate()
    return Evaluator(
      seed: settings.evaluate.seed, resamples: settings.evaluate.resamples, part: part,
      progress: TerminalProgress().handler)
  }

  private func dataFolder() throws -> URL {
    guard let folder = data.folder else {
      throw WorkspaceError(
        "evaluate \(`protocol`.rawValue) needs a data folder: --data DIR or JOBMATCH_DATA (see Guides/Data.md)")
    }
    return folder
  }

  /// Prints a report.
  static func show(_ report: EvaluationReport, json: Bool, comparisons: Bool) throws {
    if json {
      for line in report.lines { try Console.json(line) }
      if comparisons { for comparison in report.comparisons { try Console.json(comparison) } }
      return
    }
    EvaluationPage(report).lines.forEach(Console.result)
    if comparisons { EvaluationPage(report).comparisonLines.forEach(Console.result) }
  }
}

extension EvaluationPart: ExpressibleByArgument {}

/// The protocols there are.
enum EvaluationProtocolName: String, ExpressibleByArgument, CaseIterable {
  case quickhire, nlsy97, links, market, standardize
}

/// What `evaluate standardize` judges, in the order of its tables.
enum StandardizationPart: String, ExpressibleByArgument, CaseIterable {
  case titles, series, skills, places

  func report(_ evaluator: Evaluator, data: URL, titles: URL?) throws -> EvaluationReport {
    switch self {
    case .titles: try evaluator.standardizeTitles(data: data, titles: titles)
    case .series: try evaluator.standardizeSeries(data: data)
    case .skills: try evaluator.standardizeSkills(data: data)
    case .places: try evaluator.standardizePlaces(data: data)
    }
  }
}
