import ArgumentParser
import Foundation
import JobMarket
import JobMatching

/// What the commands that answer with jobs have in common.
struct MatchArguments: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions

  @Option(name: [.customShort("k"), .long], help: "How many jobs. The default is the configuration's recommend.count.")
  var count: Int?

  @Option(name: .customLong("where"), help: "A condition: field=value,value or field!=value. May be repeated.")
  var conditions: [String] = []

  @Option(help: "A place to be near to: \"Newark, NJ\".")
  var near: String?

  @Option(help: "How near, in kilometres; farther jobs are left out.")
  var within: Double?

  @Option(help: "The moment to answer for, with a zone: 2015-03-01T00:00:00Z. The default is now.")
  var asOf: Moment = Moment(Clock.now)

  @Flag(help: "Show jobs that the seeker has looked at already, too.")
  var includeSeen = false

  @Option(help: "Fields, by commas, whose values are counted over all jobs that match: country,skill.")
  var facets: String?

  @Flag(help: "Print a JSON line a job, and one a facet.")
  var json = false

  /// The library's options.
  var options: MatchOptions {
    var options = MatchOptions(
      count: count, asOf: asOf.instant, conditions: conditions, near: near, withinKilometers: within)
    options.includesSeen = includeSeen
    options.facets = facets.map { $0.split(separator: ",").map { String($0.trimmingPrefix(" ")) } } ?? []
    return options
  }

  /// The service over the workspace.
  func service() throws -> MatchService {
    try MatchService(Workspace.open(at: workspace.folder), progress: TerminalProgress().handler)
  }

  /// Prints an answer as a page or as JSON lines.
  func show(_ answer: MatchAnswer) throws {
    if json {
      for (index, match) in answer.matches.enumerated() { try Console.json(MatchLine(match, rank: index + 1)) }
      for facet in answer.facets { try Console.json(facet) }
      for note in answer.notes { Console.note(note) }
      // To the other stream: standard output has a line a job and one a facet.
      try Console.note(Console.line(answer.strategy))
      return
    }
    MatchPage(answer).lines.forEach(Console.result)
    for facet in answer.facets { FacetTable(facet).lines.forEach(Console.result) }
  }
}

/// Recommends jobs to a seeker.
struct RecommendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend", abstract: "Jobs for a seeker, from their history, profile and places.")

  @Argument(help: "The seeker's id.")
  var seeker: String

  @Option(help: "Which flow: organic, or promoted, by links learned from hires.")
  var flow: Flow = .organic

  @OptionGroup var arguments: MatchArguments

  func run() throws {
    let service = try arguments.service()
    let answer =
      switch flow {
      case .organic: try service.recommend(toSeeker: seeker, arguments.options)
      case .promoted: try service.recommendPromoted(toSeeker: seeker, arguments.options)
      }
    try arguments.show(answer)
    let job = answer.matches.first.map { shellWord($0.job.id) } ?? "JOB"
    Console.next(
      "jobmatch explain \(shellWord(seeker)) \(job)\(arguments.workspace.argument)",
      "jobmatch retrieve \"cashier near newark\"\(arguments.workspace.argument)")
  }
}

extension Flow: ExpressibleByArgument {}

/// Explains one job to one seeker.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Why a job is recommended to a seeker, or why it is not: every part of its score."
  )

  @Argument(help: "The seeker's id.") var seeker: String
  @Argument(help: "The job's id.") var job: String
  @OptionGroup var arguments: MatchArguments

  func validate() throws {
    if let facets = arguments.facets {
      throw ValidationError("--facets \(facets): one job has none to count; retrieve and recommend have")
    }
  }

  func run() throws {
    let service = try arguments.service()
    let answer = try service.explain(seeker: seeker, job: job, arguments.options)
    let links = try service.linkExplanation(seeker: seeker, job: job, arguments.options)
    if arguments.json {
      for match in answer.matches { try Console.json(match.explanation) }
      if let links { try Console.json(links) }
    } else {
      MatchPage(answer, isRanking: false).lines.forEach(Console.result)
      for match in answer.matches {
        ExplanationTree(match.explanation).lines.forEach(Console.result)
        ConditionList(match.explanation.conditions).lines.forEach(Console.result)
      }
      if let links { LinkExplanationPage(links).lines.forEach(Console.result) }
    }
    Console.next("jobmatch recommend \(shellWord(seeker))\(arguments.workspace.argument)")
  }
}
