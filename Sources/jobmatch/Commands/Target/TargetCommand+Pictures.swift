import ArgumentParser
import Foundation
import JobMarket
import JobMatching

extension TargetCommand {
  /// Shows the seekers' reach.
  struct Reach: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How many open jobs links reach a seeker, before and after the liquidity loop.",
      discussion: """
        As it was when the targets were made, of all seekers or a seeded sample of 2,000. The loop takes a seeker's links best first \
        until they reach θ open jobs (target.leastJobs).
        """)

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var picture: PictureFile
    @Flag(help: "Print a JSON line.") var json = false

    func run() throws {
      let (id, report) = try TargetReport.active(in: Workspace.open(at: workspace.folder))
      let curves = ReachCurves(try report.requiredReach())
      try picture.write(ReachPicture(curves).svg)
      if json { try Console.json(curves) } else { lines(curves, id).forEach(Console.result) }
      Console.next(
        "jobmatch target neighbourhood SEEKER\(workspace.argument)",
        "jobmatch recommend SEEKER --flow promoted\(workspace.argument)")
    }

    private func lines(_ curves: ReachCurves, _ id: String) -> [String] {
      func grouped(_ number: Int) -> String { TerminalProgress.grouped(number) }
      let least = curves.leastJobs > 0 ? "θ is \(grouped(curves.leastJobs))" : "no least number of jobs is asked for"
      var lines = [
        "open jobs a seeker, of \(grouped(curves.seekers)) seekers looked at for targets \(id); \(least)"
      ]
      if curves.leastJobs > 0 {
        lines.append("\(grouped(curves.short)) of them reach fewer than θ by all their links")
      }
      let names = curves.percentiles.map { $0.percent == 0 ? "least" : $0.percent == 100 ? "most" : "\($0.percent) %" }
      var table = Table(headings: [""] + names.map { " " + $0 })
      table.rows = [
        ["all links"] + curves.percentiles.map { grouped($0.before) },
        ["links taken"] + curves.percentiles.map { grouped($0.after) },
      ]
      return lines + table.lines
    }
  }

  /// Shows one seeker among the links.
  struct Neighbourhood: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One seeker among the links: their values, the best links these give, and the open jobs reached.",
      discussion: "All open jobs count, also those of no campaign and those that the seeker has seen.")

    @Argument(help: "The seeker's id.") var seeker: String
    @Option(help: "How many links, 1 to 40.") var links = 10
    @Option(help: "How many jobs, 1 to 40.") var jobs = 10
    @Option(help: "The moment to look at, with a zone: 2015-03-01T00:00:00Z. The default is now.")
    var asOf: Moment = Moment(Clock.now)
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var picture: PictureFile
    @Flag(help: "Print a JSON line.") var json = false

    func validate() throws {
      for (name, count) in [("--links", links), ("--jobs", jobs)] where !(1...40).contains(count) {
        throw ValidationError("\(name) \(count): 1 to 40 of them can be shown")
      }
    }

    func run() throws {
      let service = try MatchService(Workspace.open(at: workspace.folder), progress: TerminalProgress().handler)
      let around = try service.neighbourhood(ofSeeker: seeker, links: links, jobs: jobs, asOf: asOf.instant)
      try picture.write(NeighbourhoodPicture(around).svg)
      if json { try Console.json(around) } else { NeighbourhoodPage(around).lines.forEach(Console.result) }
      let job = around.jobs.first.map { shellWord($0.id) } ?? "JOB"
      Console.next(
        "jobmatch explain \(shellWord(seeker)) \(job)\(workspace.argument)",
        "jobmatch recommend \(shellWord(seeker)) --flow promoted\(workspace.argument)")
    }
  }
}
