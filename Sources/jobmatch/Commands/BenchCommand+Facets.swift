import ArgumentParser
import Foundation
import JobMatching
import Retrieval

/// Times counting.
struct FacetBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets",
    abstract:
      "Time the facets of all fields, and counts, over the conditions of a workload's queries; a line a pass rate.")

  @Argument(help: "The workload's folder.") var workload: String
  @Option(help: "How often each question is asked; the fastest counts.") var repeats = 3
  @Option(help: "How many values of each field are kept.") var limit = 20
  @Option(help: "Write each query's milliseconds and facets to this file, a JSON line a query.") var facets: String?
  @Flag(help: "Time each way of counting each field over random rows instead.") var ways = false
  @Flag(help: "Print JSON lines.") var json = false

  func validate() throws {
    guard (1...1000).contains(repeats) else { throw ValidationError("--repeats \(repeats): 1 to 1000") }
    guard limit >= 0 else { throw ValidationError("--limit \(limit): 0 or more") }
    if ways, facets != nil { throw ValidationError("--ways or --facets, not both") }
  }

  func run() throws {
    try RetrievalBench.requireApart(ids: facets, scores: nil, workload: workload)
    let progress = TerminalProgress().handler
    let read = try HybridWorkload(folder: workload, progress: progress)
    // Nothing yet: what cannot be written shows before the queries are asked, not after.
    try write([])
    var bench = FacetBench(read)
    (bench.repeats, bench.limit) = (repeats, limit)
    guard !ways else { return try show(bench.ways()) }
    let (lines, answers) = try bench.run { done, total in
      progress(StageProgress("ask", done: done, of: total, unit: "queries", isFinished: done == total))
    }
    try write(answers)
    var table = Table(headings: [
      " rate", " matching", " facets p50 ms", " p95 ms", " cpu p50 ms", " count p50 ms", " related ms each",
      " alone ms each",
    ])
    for line in lines {
      if json { try Console.json(line) }
      table.rows.append(
        [
          line.rate, line.matching, line.facets_p50_ms, line.facets_p95_ms, line.facets_cpu_p50_ms, line.count_p50_ms,
          line.related_ms,
          line.related_alone_ms,
        ].map { "\($0)" })
    }
    if !json { table.lines.forEach(Console.result) }
  }

  /// Writes facets where a file for them is named.
  private func write(_ answers: [FacetBench.Answer]) throws {
    guard let facets else { return }
    let text = try answers.map { try Console.line($0) + "\n" }.joined()
    do {
      try Data(text.utf8).write(to: URL(filePath: facets))
    } catch {
      throw ValidationError("--facets \(facets): cannot be written (\(error.localizedDescription))")
    }
  }

  private func show(_ lines: [FacetBench.WayLine]) throws {
    let ways = FacetWay.allCases.map(\.rawValue) + ["chosen"]
    var table = Table(headings: ["field", " share"] + ways.map { " \($0) ms" })
    for line in lines {
      if json { try Console.json(line) }
      table.rows.append([line.field, "\(line.share)"] + ways.map { "\(line.ms[$0] ?? 0)" })
    }
    if !json { table.lines.forEach(Console.result) }
  }
}
