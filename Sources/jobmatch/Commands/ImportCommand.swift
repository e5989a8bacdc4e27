import ArgumentParser
import Foundation
import JobMatching
import MarketStorage

/// Brings market files in.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring market files (JSONL, CSV, gzip) into the workspace's record.",
    discussion: """
      Files named seekers, jobs, requests, impressions, engagements, hires, campaigns, feedback or groups need no mapping.
      Other files need one: \(MarketMapping.shippedNames.joined(separator: ", ")), or a YAML file of your own (Guides/Import.md).
      Rows that cannot be used are set aside in rejects.jsonl in the workspace; the rest goes in.
      """)

  @Argument(help: "Files, or folders of files.")
  var paths: [String]

  @OptionGroup var workspace: WorkspaceOptions

  @Option(help: "The name of a shipped mapping, or a YAML file.")
  var mapping: String?

  @Flag(help: "Stop at the first row that cannot be used, and undo its file.")
  var strict = false

  @Flag(help: "The files name every job that is offered: close those they do not name.")
  var fullFeed = false

  @Flag(help: "Let a full feed close jobs although rows were rejected.")
  var allowRejects = false

  @Flag(help: "Print a JSON line a file.")
  var json = false

  func run() throws {
    var options = MarketImporter.Options()
    options.isStrict = strict
    options.isFullFeed = fullFeed
    options.allowsRejectsInFullFeed = allowRejects
    let opened = try Workspace.open(at: workspace.folder)
    let stage = ImportStage(
      opened, mapping: try mapping.map(ImportCommand.mapping), options: options,
      progress: TerminalProgress().handler)
    let outcome = try stage.run(paths.map { URL(filePath: $0) })
    try ImportCommand.show(outcome, json: json)
    if let refusal = outcome.refusal {
      Console.note("\nThe files are imported. \(refusal.description) (--allow-rejects closes all the same.)")
      throw ExitCode(ExitStatus.usage)
    }
    let standardizes = !opened.configuration.standardize.taxonomies.isEmpty || !opened.hasEntities
    Console.next(
      ["jobmatch check\(workspace.argument)"] + (standardizes ? ["jobmatch standardize\(workspace.argument)"] : [])
        + ["jobmatch index\(workspace.argument)"])
  }

  /// A shipped mapping by name, or one read from a file.
  static func mapping(_ name: String) throws -> MarketMapping {
    guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      return try MarketMapping.shipped(name)
    }
    guard let text = try? String(contentsOf: URL(filePath: name), encoding: .utf8) else {
      throw WorkspaceError("\(name): cannot be read as a mapping")
    }
    return try MarketMapping(yaml: text, file: name)
  }

  /// Prints what an import came to.
  static func show(_ outcome: ImportStage.Outcome, json: Bool) throws {
    if json {
      for report in outcome.reports { try Console.json(ImportLine(report)) }
    } else {
      var table = Table(headings: ["file", " read", " new", " updated", " unchanged", " rejected", " rows/s"])
      for report in outcome.reports {
        let rate = report.seconds > 0 ? Int(Double(report.read) / report.seconds) : 0
        table.rows.append(
          [URL(filePath: report.file).lastPathComponent]
            + [report.read, report.inserted, report.updated, report.unchanged, report.rejected, rate]
            .map(TerminalProgress.grouped))
      }
      table.lines.forEach(Console.result)
    }
    if outcome.closed > 0 { Console.note("closed \(outcome.closed) jobs that the feed does not name") }
    if !outcome.ignored.isEmpty { Console.note("not market files: \(outcome.ignored.joined(separator: ", "))") }
    if let file = outcome.rejectFile {
      Console.note("rows set aside are in \(file), for example:")
      for reject in outcome.rejectExamples {
        Console.note("  \(reject.location) \(reject.key): \(reject.reason)")
      }
    }
  }
}

/// A report as a line of JSON.
private struct ImportLine: Encodable {
  var file: String
  var read, inserted, updated, unchanged, rejected, closed, bytes: Int
  var seconds: Double

  init(_ report: ImportReport) {
    file = report.file
    (read, inserted, updated) = (report.read, report.inserted, report.updated)
    (unchanged, rejected, closed) = (report.unchanged, report.rejected, report.closed)
    (bytes, seconds) = (report.bytes, report.seconds)
  }
}
