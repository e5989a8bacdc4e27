import ArgumentParser
import JobMatching
import Retrieval

/// Times an index that follows its record.
struct LiveBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract:
      "Time queries while changes and merges go on, how soon changes are seen, and how fast missed ones are taken in.",
    discussion: "The first jobs of the workload change, in a record of their own in a temporary folder.")

  @Argument(help: "The workload's folder.") var workload: String
  @Option(help: "Changes a second, measured one after the other: 600,6000.") var updates = "600,6000"
  @Option(help: "How many interleaved pairs, 2 to 1000.") var pairs = 10
  @Option(help: "How many queries of each pass rate a half of a pair asks.") var queries = 10
  @Option(help: "How many of the workload's jobs change, 1000 or more.") var jobs = 20_000
  @Option(help: "How many changed jobs are taken in by who starts late, 1000 or more.") var recovered = 100_000
  @Flag(help: "Leave the merges out.") var noMerges = false
  @Flag(help: "Print JSON lines.") var json = false

  func validate() throws {
    _ = try rates()
    guard (2...1000).contains(pairs) else { throw ValidationError("--pairs \(pairs): 2 to 1000") }
    guard queries >= 1 else { throw ValidationError("--queries \(queries): 1 or more") }
    for (name, count) in [("jobs", jobs), ("recovered", recovered)] where count < 1000 {
      throw ValidationError("--\(name) \(count): 1000 or more")
    }
  }

  private func rates() throws -> [Int] {
    try updates.split(separator: ",", omittingEmptySubsequences: false).map { text in
      guard let rate = Int(text), (1...1_000_000).contains(rate) else {
        throw ValidationError("--updates '\(updates)': numbers from 1 to 1000000 between commas, such as 600,6000")
      }
      return rate
    }
  }

  func run() throws {
    let progress = TerminalProgress().handler
    var options = LiveBench.Options()
    (options.pairs, options.queries, options.jobs, options.recovered) = (pairs, queries, jobs, recovered)
    let bench = try LiveBench(HybridWorkload(folder: workload, progress: progress), options: options)
    func report(_ step: String) -> (Int) -> Void {
      { progress(StageProgress(step, done: $0, of: pairs, unit: "pairs", isFinished: $0 == pairs)) }
    }
    let start = try bench.start()
    if json { try Console.json(start) }
    var lines: [LiveBench.Line] = []
    var seen: [LiveBench.Visibility] = []
    for rate in try rates() {
      let measured = try bench.changes(rate, progress: report("ask beside \(rate) changes a second"))
      lines += measured.lines
      seen.append(measured.seen)
    }
    if !noMerges { lines += try bench.merges(progress: report("ask beside merges")) }
    if json {
      try seen.forEach { try Console.json($0) }
      try lines.forEach { try Console.json($0) }
    } else {
      show(start, lines, seen)
    }
    Console.next(["jobmatch bench retrieval \(shellWord(workload))"])
  }

  private func show(_ start: LiveBench.Start, _ lines: [LiveBench.Line], _ seen: [LiveBench.Visibility]) {
    Console.result(
      "opened in \(start.open_s) s, first answer after \(start.first_query_s) s more; "
        + "\(start.recovered) changed jobs taken in within \(start.recovery_s) s: \(Int(start.recovered_per_s)) a second"
    )
    for line in seen {
      Console.result(
        "\(line.updates) changes a second (\(Int(line.achieved)) came): visible after \(line.p50_ms) ms, 99 % \(line.p99_ms) ms, "
          + "all \(line.max_ms) ms; acknowledged after \(line.acknowledged_p50_ms) ms, 99 % \(line.acknowledged_p99_ms) ms; "
          + "\(line.segments) segments, \(line.dead) dead rows")
    }
    var table = Table(headings: [
      "beside", " rate", " alone p50 ms", " beside p50 ms", " clock", " 95 %", " processor", " 95 %", " p95", " 95 %",
      " machine", " 95 %", " machine p95", " index", " 95 %", " index p95", " 95 %",
    ])
    for line in lines {
      func cells(_ ratio: PairedRatio) -> [String] { ["\(ratio.median)", "\(ratio.lower)–\(ratio.upper)"] }
      table.rows.append(
        [line.beside, "\(line.rate)", "\(line.alone_p50_ms)", "\(line.beside_p50_ms)"] + cells(line.wall)
          + cells(line.processor) + cells(line.p95) + cells(line.sharing) + ["\(line.sharingP95.median)"]
          + cells(line.index) + cells(line.indexP95))
    }
    table.lines.forEach(Console.result)
  }
}
