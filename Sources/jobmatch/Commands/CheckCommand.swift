import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import MarketStorage

/// Judges a market's data.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check the market's data and the index's files: PASS, NOTE or FAIL, with examples.",
    discussion: "Exit code 1 when a check fails. A NOTE is often so in real data, but somebody should know.")

  @Argument(help: "What to check: market, index, or both when left out.")
  var part: Part?

  @OptionGroup var workspace: WorkspaceOptions

  @Option(help: "The moment after which an event lies in the future, with a zone. The default is now.")
  var asOf: Moment = Moment(Clock.now)

  @Option(help: "With index: an index's folder instead of the workspace's active index.")
  var folder: String?

  @Flag(help: "Print a JSON line a check.")
  var json = false

  enum Part: String, ExpressibleByArgument, CaseIterable {
    case market, index
  }

  func validate() throws {
    if folder != nil, part != .index { throw ValidationError("--folder goes with `check index`") }
    if folder?.isEmpty == true { throw ValidationError("--folder needs the name of a folder") }
  }

  func run() throws {
    if let folder {
      let check = try IndexFilesCheck(folder: CheckCommand.readable(folder))
      let isWhole = try check.show(json: json)
      Console.next(isWhole ? "jobmatch bench retrieval WORKLOAD" : check.remedy)
      if !isWhole { throw ExitCode(ExitStatus.checkFailed) }
      return
    }
    let workspace = try Workspace.open(at: workspace.folder)
    var hasFailed = false
    if part != .index {
      let results = try CheckCommand.results(of: workspace, asOf: asOf.instant)
      try CheckCommand.show(results, json: json)
      hasFailed = results.contains { $0.verdict == .fail }
    }
    if part != .market {
      hasFailed = try !checkIndex(of: workspace) || hasFailed
    }
    Console.next("jobmatch index\(self.workspace.argument)", "jobmatch recommend SEEKER\(self.workspace.argument)")
    if hasFailed { throw ExitCode(ExitStatus.checkFailed) }
  }

  /// A folder that can be listed: what is in it can then be right or wrong.
  private static func readable(_ path: String) throws -> URL {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw WorkspaceError("\(path): no such folder; --folder names an index's")
    }
    guard isFolder.boolValue else { throw WorkspaceError("\(path) is no folder; --folder names an index's") }
    guard (try? manager.contentsOfDirectory(atPath: path)) != nil else {
      throw WorkspaceError("\(path) cannot be read; --folder names an index's folder")
    }
    return URL(filePath: path, directoryHint: .isDirectory)
  }

  /// Runs every check of the market, with progress.
  static func results(of workspace: Workspace, asOf: Instant) throws -> [MarketCheck.Result] {
    let store = try workspace.openStore(writable: false)
    let progress = TerminalProgress().handler
    var results: [MarketCheck.Result] = []
    for check in MarketCheck.all {
      progress(StageProgress("check", done: results.count, of: MarketCheck.all.count, unit: "rules"))
      results += try store.check([check], asOf: asOf)
    }
    progress(StageProgress("check", done: results.count, of: results.count, unit: "rules", isFinished: true))
    return results
  }

  /// Prints what checks found.
  static func show(_ results: [MarketCheck.Result], json: Bool) throws {
    for result in results {
      if json {
        try Console.json(CheckLine(result))
        continue
      }
      let share =
        result.count == 0
        ? "" : ": \(TerminalProgress.grouped(result.count)) of \(TerminalProgress.grouped(result.total))"
      Console.result("\(result.verdict.rawValue)  \(result.name)\(share)")
      guard result.count > 0 else { continue }
      for example in result.examples.prefix(3) { Console.result("        \(example)") }
      Console.result("      → \(result.advice)")
    }
  }

  /// Compares every block of the active index's files with its checksum, and the files with their manifest; whether all is well.
  private func checkIndex(of workspace: Workspace) throws -> Bool {
    let artifacts = workspace.artifacts(.index)
    let found: IndexFilesCheck?
    do {
      found = try artifacts.openActive { manifest, _ in try IndexFilesCheck(manifest, of: artifacts) }
    } catch let error as WorkspaceError where !error.isEnvironment {
      try IndexFilesCheck.showUnreadable("\(error)", json: json)
      return false
    }
    guard let check = found else {
      if part == .index { throw WorkspaceError("there is no index yet; `jobmatch index` makes one") }
      return true
    }
    return try check.show(json: json)
  }
}

/// A check's outcome as a line of JSON.
struct CheckLine: Encodable {
  var check: String
  var verdict: String
  var count: Int
  var total: Int
  var examples: [String]
  var advice: String

  init(_ result: MarketCheck.Result) {
    (check, verdict) = (result.name, result.verdict.rawValue)
    (count, total, examples, advice) = (result.count, result.total, result.examples, result.advice)
  }
}
