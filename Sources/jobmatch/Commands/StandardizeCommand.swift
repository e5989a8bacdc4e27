import ArgumentParser
import Foundation
import JobMarket
import JobMatching

/// Turns texts into entities, shows what was found and takes corrections.
struct StandardizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standardize", abstract: "Turn the texts of jobs into entities: occupations, skills, places and more.",
    discussion: """
      Only texts that are new or changed are done; --full does all of them and learns the market's titles anew.
      Without a verb it runs; `show` marks the mentions of one job, `report` tells what was found, `correct` takes what
      you know better.

      Options of a run (`jobmatch standardize run --help`):
        --taxonomy NAME=PATH   onet=DIR, esco=DIR, geonames=DIR, FIELD=FILE.csv
        --without NAME         leave one out: onet, or mine for skill=mine.csv
        --exact, --fuzzy       take labels alone, or forgive typing slips again
        --full                 do unchanged texts, too
        --json                 print the report as a line of JSON
        -w, --workspace DIR    the workspace
      """,
    subcommands: [Run.self, Show.self, Report.self, Correct.self, Corrections.self], defaultSubcommand: Run.self)

  /// Standardizes.
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "run", abstract: "Standardize new and changed texts.")

    @OptionGroup var workspace: WorkspaceOptions

    @Option(
      name: .customLong("taxonomy"),
      help: "onet=DIR, esco=DIR, geonames=DIR or FIELD=FILE.csv; kept in jobmatch.yaml. May be repeated.")
    var taxonomies: [String] = []

    @Option(
      name: .customLong("without"),
      help: "A taxonomy to leave out: onet, or mine for skill=mine.csv; kept in jobmatch.yaml. May be repeated.")
    var without: [String] = []

    @Flag(help: "Only labels count: typing slips are not forgiven. Kept in jobmatch.yaml.") var exact = false
    @Flag(help: "Forgive typing slips again.") var fuzzy = false
    @Flag(help: "Do unchanged texts, too.") var full = false
    @Flag(help: "Print the report as a line of JSON.") var json = false

    func validate() throws {
      if exact, fuzzy { throw ValidationError("--exact or --fuzzy, not both") }
    }

    func run() throws {
      var opened = try Workspace.open(at: workspace.folder)
      opened = try opened.naming(taxonomies: taxonomies, without: without, exact: exact ? true : fuzzy ? false : nil)
      let pipeline = Pipeline(opened, progress: TerminalProgress().handler)
      let outcome = try pipeline.standardize(full: full, createdAt: Clock.now)
      // Only now is it known that what was named can be read.
      try opened.saveConfiguration()
      if json { try Console.json(outcome.report) } else { StandardizeCommand.show(outcome) }
      Console.next(
        "jobmatch index\(workspace.argument)", "jobmatch standardize report\(workspace.argument)",
        "jobmatch standardize show JOB\(workspace.argument)")
    }
  }

  /// Marks one job's mentions.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "One job's texts with every mention marked, and how each was found.")

    @Argument(help: "The job's id.") var job: String
    @OptionGroup var workspace: WorkspaceOptions
    @Flag(help: "Print a JSON line a mention.") var json = false

    func run() throws {
      let view = try EntityView(Workspace.open(at: workspace.folder)).mentions(ofJob: job)
      if json {
        for line in view.lines { try Console.json(line) }
      } else {
        MentionPage(view).lines.forEach(Console.result)
      }
      Console.next(
        "jobmatch standardize correct FIELD PHRASE VALUE\(workspace.argument)",
        "jobmatch standardize report\(workspace.argument)")
    }
  }

  /// Tells what the last run found.
  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "What the last run found, the most frequent phrases it did not, and what changed.")

    @OptionGroup var workspace: WorkspaceOptions
    @Flag(help: "Print the report as a line of JSON.") var json = false

    func run() throws {
      let report = try EntityView(Workspace.open(at: workspace.folder)).report
      if json { try Console.json(report) } else { StandardizationPage(report).lines.forEach(Console.result) }
      Console.next("jobmatch standardize correct FIELD PHRASE VALUE\(workspace.argument)")
    }
  }

  /// Takes a correction.
  struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "correct", abstract: "Say what a phrase means, or that it means nothing.",
      discussion: """
        A correction is kept in corrections.jsonl of the workspace and heeded by every later run. An occupation is
        corrected for titles that are the phrase, any other field wherever the phrase stands.

          jobmatch standardize correct occupation "rockstar ninja" onet:15-1252.00 --by ada --reason "means a developer"
          jobmatch standardize correct skill "go the extra mile" --none
          jobmatch standardize correct skill "go the extra mile" --withdraw
        """)

    @Argument(help: "The field: occupation, skill, place …") var field: String
    @Argument(help: "The phrase, as texts hold it.") var phrase: String
    @Argument(help: "The value it means, such as onet:15-1252.00; leave it out with --none or --withdraw.") var value:
      String?

    @Flag(help: "The phrase never names a value of the field.") var none = false
    @Flag(help: "Take the phrase's correction back.") var withdraw = false
    @Option(help: "Who says so.") var by = ""
    @Option(help: "Why.") var reason = ""
    @OptionGroup var workspace: WorkspaceOptions

    func validate() throws {
      guard [value != nil, none, withdraw].filter({ $0 }).count == 1 else {
        throw ValidationError("give a value, --none or --withdraw, one of them")
      }
    }

    func run() throws {
      let view = EntityCorrections(try Workspace.open(at: workspace.folder))
      let text = try view.add(
        field: field, phrase: phrase, value: value, isWithdrawal: withdraw, by: by, reason: reason, at: Clock.now)
      Console.result(text)
      Console.next("jobmatch standardize\(workspace.argument)", "jobmatch index\(workspace.argument)")
    }
  }

  /// Lists the corrections.
  struct Corrections: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "corrections", abstract: "Every correction ever made, oldest first.")

    @OptionGroup var workspace: WorkspaceOptions
    @Flag(help: "Print a JSON line a correction.") var json = false

    func run() throws {
      let log = try CorrectionLog(Workspace.open(at: workspace.folder)).corrections()
      var table = Table(headings: ["field", "phrase", "value", "at", "by", "reason"])
      for entry in log {
        if json {
          try Console.json(entry)
        } else {
          let value = entry.isWithdrawal ? "(withdrawn)" : entry.value ?? "(none)"
          table.rows.append([
            entry.field.name, Console.field(entry.phrase), Console.field(value), entry.at.iso8601,
            Console.field(entry.by), Console.field(entry.reason),
          ])
        }
      }
      if log.isEmpty { Console.note("nothing was corrected yet") } else if !json { table.lines.forEach(Console.result) }
    }
  }

  /// Prints what a run made.
  static func show(_ outcome: StandardizeStage.Outcome) {
    let report = outcome.report
    Console.result(
      "entities \(outcome.manifest.id) are active: \(TerminalProgress.grouped(report.jobs)) jobs, "
        + "\(TerminalProgress.grouped(report.redone)) standardized anew")
    StandardizationPage(report, examples: 3).lines.forEach(Console.result)
  }
}
