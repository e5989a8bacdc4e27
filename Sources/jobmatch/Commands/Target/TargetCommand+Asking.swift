import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import LinkGraph

extension TargetCommand {
  /// Foresees what a draft reaches.
  struct Forecast: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Whom a draft of a job would reach, what each requirement costs, and how many would apply.",
      discussion: """
        Applicants are foreseen from how often the reached seekers applied lately, spread evenly over the jobs that their links \
        reach; the interval holds chance alone, not that a job is better than others.
        """)

    @Option(help: "The draft's title.") var title: String
    @Option(name: .customLong("skill"), help: "A skill it asks for; repeatable.") var skills: [String] = []
    @Option(help: "The employer.") var company: String?
    @Option(help: "The line of business.") var industry: String?
    @Option(help: "The level.") var seniority: String?
    @Option(help: "Where it is.") var place: String?
    @Option(name: .customLong("value"), help: "A further value, field=value as the record has it; repeatable.")
    var values: [String] = []
    @Option(help: "How many days ahead applicants are counted over.") var days = 30.0
    @Option(name: [.customShort("k"), .long], help: "How many links are shown.") var count = 10
    @Flag(help: "Print a JSON line.") var json = false
    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let book = try TargetBook(Workspace.open(at: workspace.folder), progress: TerminalProgress().handler)
      let forecast = try book.forecast(draft(), days: days)
      let page = ForecastPage(forecast, book, count: count)
      if json { try Console.json(page.line) } else { page.lines.forEach(Console.result) }
      Console.next(
        "jobmatch target audience JOB\(workspace.argument)",
        "jobmatch link list --contains \(shellWord(title))\(workspace.argument)"
      )
    }

    private func draft() throws -> Job {
      var job = Job(id: "draft", title: title)
      (job.skills, job.company, job.industry) = (skills, company ?? "", industry ?? "")
      job.seniority = seniority ?? ""
      if let place { job.places = [Place(place)] }
      for value in values {
        let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let field = AttributeField(parts[0]) else {
          throw ValidationError("--value '\(value)': write FIELD=VALUE, such as --value occupation=onet:41-1011")
        }
        job.attributes[field, default: []].append(parts[1])
      }
      return job
    }
  }

  /// Lists whom a job reaches.
  struct Audience: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The seekers whom a job's links reach, best first, with the links that say why.")

    @Argument(help: "The job's id.") var job: String
    @Option(name: [.customShort("k"), .long], help: "How many seekers.") var count = 10
    @Flag(help: "Print a JSON line a seeker.") var json = false
    @OptionGroup var workspace: WorkspaceOptions

    func validate() throws {
      guard count >= 1 else { throw ValidationError("-k \(count): 1 or more seekers can be shown") }
    }

    func run() throws {
      let book = try TargetBook(Workspace.open(at: workspace.folder), progress: TerminalProgress().handler)
      let (reach, members) = try book.audience(job: job, count: count)
      if json {
        for member in members { try Console.json(member) }
      } else {
        Console.result("\(TerminalProgress.counted(reach, "seeker")) reached by job \(Console.field(job))")
        for (index, member) in members.enumerated() {
          Console.result(
            "\(index + 1)  \(Console.field(member.seeker)), \(TerminalProgress.counted(member.linkCount, "link"))")
          for link in member.links { LinkLines(link).lines.forEach(Console.result) }
        }
      }
      let seeker = members.first.map { shellWord($0.seeker) } ?? "SEEKER"
      Console.next(
        "jobmatch explain \(seeker) \(shellWord(job))\(workspace.argument)",
        "jobmatch target forecast --title TITLE\(workspace.argument)")
    }
  }
}

/// A forecast, for people and programs.
private struct ForecastPage {
  let forecast: JobForecast
  let book: TargetBook
  let count: Int

  init(_ forecast: JobForecast, _ book: TargetBook, count: Int) {
    (self.forecast, self.book, self.count) = (forecast, book, max(0, count))
  }

  var lines: [String] {
    let applicants = forecast.applicants
    var lines = [
      "\(TerminalProgress.counted(forecast.reach, "seeker")) reached through \(TerminalProgress.counted(forecast.links.count, "link"))",
      "\(Float(applicants.mean).rounded(to: 1)) applicants expected in \(Float(forecast.days).rounded(to: 1)) days, between "
        + "\(applicants.lower) and \(applicants.upper) in 95 of 100 cases",
    ]
    for link in forecast.links.prefix(count) {
      let shown = LinkLines(book.link(link.node.node)).lines
      lines.append(shown[0])
      lines.append(
        "           \(TerminalProgress.counted(link.reach, "seeker")), \(TerminalProgress.grouped(link.added)) of them by no better link"
      )
    }
    func change(_ verb: String, _ changes: [JobForecast.ChangedReach]) {
      for change in changes {
        let difference = change.reach - forecast.reach
        lines.append(
          "\(verb) \(Console.field(book.text(change.value))): \(TerminalProgress.counted(change.reach, "seeker")) "
            + "(\(difference < 0 ? "−" : "+")\(TerminalProgress.grouped(abs(difference)))), \(Float(change.applicants).rounded(to: 1)) applicants"
        )
      }
    }
    change("without", forecast.without)
    change("with", forecast.with)
    return lines
  }

  var line: Line {
    Line(
      reach: forecast.reach, days: forecast.days, applicants: forecast.applicants.mean,
      lower: forecast.applicants.lower, upper: forecast.applicants.upper,
      links: forecast.links.prefix(count).map {
        Line.Link(link: book.link($0.node.node), reach: $0.reach, added: $0.added)
      }, without: forecast.without.map(changed), with: forecast.with.map(changed))
  }

  private func changed(_ change: JobForecast.ChangedReach) -> Line.Change {
    Line.Change(value: book.text(change.value), reach: change.reach, applicants: change.applicants)
  }

  struct Line: Encodable {
    var reach: Int
    var days, applicants: Double
    var lower, upper: Int
    var links: [Link]
    var without, with: [Change]

    struct Link: Encodable {
      var link: MatchedLink
      var reach, added: Int
    }

    struct Change: Encodable {
      var value: String
      var reach: Int
      var applicants: Double
    }
  }
}
