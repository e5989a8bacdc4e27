import ArgumentParser
import Foundation
import JobMatching

/// Measures the import of jobs: rows a second from a JSONL file into `market.sqlite`, through the same `ImportStage` that
/// `jobmatch import` runs.
///
/// - **Measured**: wall and processor seconds of a first load into an empty workspace, from opening the file to the last
///   page checkpointed; the same file imported once more; peak resident memory; the size of the database and the largest
///   size of its log. Durability is what users get: one transaction a file, `synchronous = FULL`.
/// - **On what data**: `JobFile`, a million jobs of ten attributes with one value each, about 870 bytes a line.
/// - **Seed**: 1, or `--seed`. The same seed and number of rows make the same bytes.
/// - **Beside it, in the same run**: a floor (the same rows copied into the same tables by bare prepared statements) and a
///   peer (Python's `json` and `sqlite3` on the same file). Each runs once a run, one after the other, each into a new file.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-benchmark", abstract: "Measures how fast jobs are imported.")

  @Option(help: "How many jobs.")
  var rows = 1_000_000
  @Option(help: "The seed of the jobs.")
  var seed: UInt64 = 1
  @Option(help: "How many times everything is measured; medians are reported.")
  var runs = 3
  @Option(help: "Where to work; a new folder in it is made and removed.")
  var folder = NSTemporaryDirectory()
  @Flag(help: "Measure the imports alone.")
  var importOnly = false
  @Flag(help: "Print a line of JSON after the table.")
  var json = false

  func validate() throws {
    guard rows > 0, runs > 0 else { throw ValidationError("--rows and --runs are at least 1") }
  }

  func run() throws {
    let folder = URL(filePath: folder).appending(path: "import-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "jobs.jsonl")
    let inputBytes = try JobFile(rows: rows, seed: seed).write(to: file)
    var rounds: [Round] = []
    for number in 1...runs {
      let round = folder.appending(path: "round-\(number)")
      rounds.append(try measure(file, in: round))
      try FileManager.default.removeItem(at: round)
    }
    let report = BenchmarkReport(
      rows: rows, seed: seed, runs: runs, inputBytes: inputBytes, load: rounds.median(\.load),
      again: rounds.median(\.again), floor: rounds.median(\.floor), python: rounds.median(\.python),
      peakResidentBytes: rounds[0].peakResidentBytes, databaseBytes: rounds[0].databaseBytes,
      logPeakBytes: rounds.map(\.logPeakBytes).max() ?? 0)
    print(report.table)
    if json { print(try report.json) }
  }

  private func measure(_ file: URL, in folder: URL) throws -> Round {
    let workspace = try Workspace.create(at: folder)
    let market = folder.appending(path: "market.sqlite")
    var round = Round()
    round.logPeakBytes = try FilePeak.of(market.path + "-wal") {
      round.load = try Measurement.of { try load(file, into: workspace, expecting: (inserted: rows, unchanged: 0)) }
    }
    round.again = try Measurement.of { try load(file, into: workspace, expecting: (inserted: 0, unchanged: rows)) }
    // Before the others run, so that it is the import's own.
    round.peakResidentBytes = Measurement.peakResidentBytes()
    round.databaseBytes = fileSize(market.path)
    if importOnly { return round }
    let floor = folder.appending(path: "floor.sqlite")
    round.floor = try Measurement.of {
      guard try FloorHandle.copy(market: market.path, to: floor.path) == rows else {
        throw BenchmarkError("the floor copied another number of jobs")
      }
    }
    try FileManager.default.removeItem(at: floor)
    round.python = try PythonPeer.load(file, into: folder.appending(path: "python.sqlite"))
    return round
  }

  private func load(
    _ file: URL, into workspace: Workspace, expecting expected: (inserted: Int, unchanged: Int)
  ) throws {
    let report = try ImportStage(workspace).run([file]).reports[0]
    guard report.inserted == expected.inserted, report.unchanged == expected.unchanged, report.rejected == 0 else {
      throw BenchmarkError("the import came to something else: \(report)")
    }
  }
}

/// What one round measured.
private struct Round {
  var load = Measurement(seconds: 0, cpuSeconds: 0)
  var again = Measurement(seconds: 0, cpuSeconds: 0)
  var floor: Measurement?
  var python: Measurement?
  var peakResidentBytes = 0
  var databaseBytes = 0
  var logPeakBytes = 0
}

extension [Round] {
  /// Wall and processor seconds each by its own median.
  fileprivate func median(_ part: (Round) -> Measurement) -> Measurement {
    let parts = map(part)
    return Measurement(seconds: parts.map(\.seconds).median, cpuSeconds: parts.map(\.cpuSeconds).median)
  }

  fileprivate func median(_ part: (Round) -> Measurement?) -> Measurement? {
    let parts = compactMap(part)
    guard !parts.isEmpty else { return nil }
    return Measurement(seconds: parts.map(\.seconds).median, cpuSeconds: parts.map(\.cpuSeconds).median)
  }
}
