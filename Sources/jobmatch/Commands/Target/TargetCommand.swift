import ArgumentParser
import Foundation
import JobMarket
import JobMatching

/// Applies links to seekers and jobs, and foresees what they reach.
struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target", abstract: "Give every job and seeker their links, so that promoted jobs find their seekers.",
    discussion: """
      What comes later gets its links from its attributes when it is asked for. `target forecast` says whom a draft of a job \
      would reach, `target audience` whom a job does.
      """,
    subcommands: [Apply.self, Forecast.self, Audience.self, Reach.self, Neighbourhood.self],
    defaultSubcommand: Apply.self)
}

extension TargetCommand {
  /// Applies links.
  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "apply", abstract: "Give every job and seeker their links and make these the active targets.")

    @OptionGroup var workspace: WorkspaceOptions

    @Option(help: "What seekers had worked as at this moment, with a zone: 2015-03-01T00:00:00Z. The default is now.")
    var asOf: Moment = Moment(Clock.now)
    @Flag(help: "End with a line of JSON.") var json = false

    func run() throws {
      let opened = try Workspace.open(at: workspace.folder)
      let outcome = try Pipeline(opened, progress: TerminalProgress().handler)
        .target(asOf: asOf.instant, createdAt: Clock.now)
      if json {
        try Console.json(outcome.report)
      } else {
        TargetPage(outcome).lines.forEach(Console.result)
      }
      Console.next(
        "jobmatch recommend SEEKER --flow promoted\(workspace.argument)",
        "jobmatch target audience JOB\(workspace.argument)")
    }
  }
}
