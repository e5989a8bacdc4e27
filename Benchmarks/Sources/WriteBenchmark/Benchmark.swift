import ArgumentParser
import Foundation
import JobMarket
import MarketStorage

/// Measures writing single jobs, and following what was written.
///
/// - **Measured**: upserts a second, each acknowledged when it is on the disk: one transaction an upsert from one caller, and
///   `MarketWriter` from `--callers` tasks, each of which waits for its acknowledgement before it writes again. Half of the
///   upserts are new jobs, half change jobs that are known. Then the reading side: changed jobs a second as
///   `readJobs(changedAfter:)` hands them out, and microseconds of one `latestSequence()`.
/// - **On what data**: a market of `--jobs` jobs of ten attributes with an advert of about 250 bytes, in `--folder`: what a
///   wait for the disk costs there is most of what is measured.
/// - **Seed**: 1, or `--seed`. The jobs depend on it alone.
/// - **Interleaved**: both ways of writing run `--rounds` times in turn, in one market; medians and the median ratio are
///   reported.
@main
struct Benchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write-benchmark", abstract: "Measures single writes, shared commits and the feed of changes.")

  @Option(help: "How many jobs the market has before.")
  var jobs = 100_000
  @Option(help: "How many tasks write at once.")
  var callers = 32
  @Option(help: "Seconds of writing, each way, a round.")
  var seconds = 2.0
  @Option(help: "How many rounds.")
  var rounds = 10
  @Option(help: "The seed of the jobs.")
  var seed: UInt64 = 1
  @Option(help: "Where to work; a new folder in it is made and removed.")
  var folder = NSTemporaryDirectory()
  @Flag(help: "Print a line of JSON after the table.")
  var json = false

  func validate() throws {
    guard jobs > 0, callers > 0, rounds > 0, seconds > 0 else {
      throw ValidationError("--jobs, --callers, --seconds and --rounds are more than 0")
    }
  }

  func run() async throws {
    let folder = URL(filePath: folder).appending(path: "write-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try MarketStore(folder: folder.path)
    let feed = JobFeed(jobs: jobs, seed: seed)
    _ = try MarketImporter(store).importFile(named: "jobs") { file in
      for number in 0..<jobs {
        try file.add(MarketRecord(.job(feed.job(number, version: 0)), location: SourceLocation(file: "jobs", line: 1)))
      }
    }
    let first = try store.latestSequence()
    let writing = try await WritingRounds(store, feed, callers: callers, seconds: seconds).run(rounds)
    let reading = try FollowingRounds(store, after: first).run(rounds)
    let report = WriteReport(
      jobs: jobs, callers: callers, rounds: rounds, seed: seed, writing: writing, reading: reading)
    print(report.table)
    if json { print(try report.json) }
  }
}
