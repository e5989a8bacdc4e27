import ArgumentParser
import Foundation
import JobMatching
import Retrieval

/// Measures.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure retrieval on a workload of vectors, attributes and queries.",
    subcommands: [RetrievalBenchCommand.self])
}

/// Measures retrieval.
struct RetrievalBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retrieval", abstract: "Time every query of a workload; a line a pass rate.",
    discussion: "A query's time includes the evaluation of its conditions. Guides/Retrieve.md says what a workload is.")

  @Argument(help: "The workload's folder.") var workload: String
  @Option(help: "What searches: cpu, one scan of terms and vectors, or inverted, intersected lists.")
  var backend = Backend.cpu
  @Option(
    help: "With --backend inverted: score this many matches at most, those of the lowest keys, and report the bias.")
  var stopAfter: Int?
  @Option(help: "Into how many pieces a query's rows are split, 1 to 256.") var threads = 1
  @Option(help: "How many queries of one pass rate share a scan, 1 to 256.") var batch = 1
  @Option(help: "How often each query is asked; the fastest counts.") var repeats = 2
  @Option(help: "Write the rows found as .npy, i64, padded with -1.") var ids: String?
  @Option(help: "Write their scores as .npy, f32.") var scores: String?
  @Flag(help: "Print a JSON line a pass rate.") var json = false

  /// What can search.
  enum Backend: String, ExpressibleByArgument, CaseIterable {
    case cpu, inverted
  }

  func validate() throws {
    if let stopAfter {
      guard backend == .inverted else {
        throw ValidationError("--stop-after \(stopAfter): only --backend inverted stops early")
      }
      guard stopAfter >= 1 else { throw ValidationError("--stop-after \(stopAfter): 1 or more") }
    }
    guard (1...256).contains(threads) else { throw ValidationError("--threads \(threads): 1 to 256") }
    guard (1...256).contains(batch) else { throw ValidationError("--batch \(batch): 1 to 256") }
    guard (1...1000).contains(repeats) else { throw ValidationError("--repeats \(repeats): 1 to 1000") }
  }

  func run() throws {
    let progress = TerminalProgress().handler
    let read = try HybridWorkload(contentsOf: URL(filePath: workload, directoryHint: .isDirectory)) {
      step, done, total in
      progress(StageProgress(step, done: done, of: total, unit: "rows", isFinished: done == total))
    }
    if case .built(let reason?) = read.origin { Console.note(reason) }
    var bench = RetrievalBench(read)
    (bench.options.threads, bench.options.batch, bench.options.repeats) = (threads, batch, repeats)
    bench.options.backend = backend == .cpu ? .cpu : .inverted(stopAfter: stopAfter)
    let (lines, results) = try bench.run { done, total in
      progress(StageProgress("ask", done: done, of: total, unit: "queries", isFinished: done == total))
    }
    try RetrievalBench.write(results, ids: ids, scores: scores)
    var table = Table(headings: [
      " rate", " p50 ms", " p95 ms", " queries/s", " recall", " score lost", "strategy of the last",
    ])
    for line in lines {
      if json { try Console.json(line) }
      table.rows.append([
        "\(line.rate)", "\(line.p50_ms)", "\(line.p95_ms)", "\(line.qps)", "\(line.recall)", "\(line.score_lost)",
        line.strategy,
      ])
    }
    if !json { table.lines.forEach(Console.result) }
  }
}
