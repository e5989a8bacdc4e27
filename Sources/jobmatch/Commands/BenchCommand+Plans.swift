import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import Retrieval

extension HybridWorkload {
  /// Reads a folder for a command.
  init(folder: String, progress: @escaping (StageProgress) -> Void) throws {
    try self.init(contentsOf: URL(filePath: folder, directoryHint: .isDirectory)) { step, done, total in
      progress(StageProgress(step, done: done, of: total, unit: "rows", isFinished: done == total))
    }
    if case .built(let reason?) = origin { Console.note(reason) }
  }
}

/// Compares plans.
struct PlanBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans", abstract: "Time each plan on every query of a workload, in turn; a line a pass rate.")

  @Argument(help: "The workload's folder.") var workload: String
  @Option(help: "How often each query is asked by each plan; the fastest counts.") var repeats = 3
  @Option(help: "How many jobs a query asks for. The default is what the workload says.") var k: Int?
  @Flag(help: "Print a JSON line a pass rate.") var json = false

  func validate() throws {
    guard (1...1000).contains(repeats) else { throw ValidationError("--repeats \(repeats): 1 to 1000") }
    if let k, k < 0 { throw ValidationError("--k \(k): 0 or more") }
  }

  func run() throws {
    let progress = TerminalProgress().handler
    var bench = PlanBench(try HybridWorkload(folder: workload, progress: progress))
    (bench.repeats, bench.k) = (repeats, k)
    let lines = try bench.run { done, total in
      progress(StageProgress("ask", done: done, of: total, unit: "queries", isFinished: done == total))
    }
    var table = Table(headings: [
      " rate", " terms first ms", " mixed ms", " vectors first ms", " auto ms", " of best", "chosen",
    ])
    for line in lines {
      if json { try Console.json(line) }
      func time(_ plan: String) -> String { "\(line.p50_ms[plan] ?? 0)" }
      table.rows.append([
        "\(line.rate)", time("terms-first"), time("mixed"), time("vectors-first"), time("auto"),
        "\(line.auto_of_best)", line.chosen,
      ])
    }
    if !json { table.lines.forEach(Console.result) }
  }
}

/// Compares fused scoring with scoring every row.
struct FusionBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fusion",
    abstract: "Time queries of a vector and weighted values, sieved and in full; a line a pass rate.",
    discussion: "A query's values are those of one row and of others, with falling weights, as in a seeker's profile.")

  @Argument(help: "The workload's folder.") var workload: String
  @Option(help: "A field and what its first value's weight is a third of: skill=0.3. One or more.") var fuse: [String] =
    []
  @Option(help: "The weight of the vector.") var vectorWeight: Float = 1
  @Option(help: "How many values of each field are weighted, 1 to 1000.") var values = 12
  @Option(help: "How many of them must match to score.") var minimumMatches = 1
  @Option(help: "How often each query is asked; the fastest counts.") var repeats = 2
  @Flag(help: "Print a JSON line a pass rate.") var json = false

  private func fields() throws -> [(field: AttributeField, weight: Float)] {
    try fuse.map { text in
      let parts = text.split(separator: "=")
      guard parts.count == 2, let field = AttributeField(String(parts[0])), let weight = Float(parts[1]),
        weight.isFinite
      else { throw ValidationError("--fuse \(text): write field=weight, skill=0.3") }
      return (field, weight)
    }
  }

  func validate() throws {
    guard try !fields().isEmpty else {
      throw ValidationError("--fuse: name a field whose values are fused with the vector, skill=0.3")
    }
    guard vectorWeight.isFinite else { throw ValidationError("--vector-weight \(vectorWeight): a finite number") }
    guard (1...1000).contains(values) else { throw ValidationError("--values \(values): 1 to 1000") }
    guard (1...1000).contains(minimumMatches) else {
      throw ValidationError("--minimum-matches \(minimumMatches): 1 to 1000")
    }
    guard (1...1000).contains(repeats) else { throw ValidationError("--repeats \(repeats): 1 to 1000") }
  }

  func run() throws {
    let progress = TerminalProgress().handler
    var bench = FusionBench(try HybridWorkload(folder: workload, progress: progress))
    bench.options.fields = try fields()
    (bench.options.vectorWeight, bench.options.values) = (vectorWeight, values)
    (bench.options.minimumMatches, bench.options.repeats) = (minimumMatches, repeats)
    let lines = try bench.run { done, total in
      progress(StageProgress("ask", done: done, of: total, unit: "queries", isFinished: done == total))
    }
    var table = Table(headings: [" rate", " sieved ms", " in full ms", " times", "strategy of the last"])
    for line in lines {
      if json { try Console.json(line) }
      table.rows.append([
        "\(line.rate)", "\(line.sieved_ms)", "\(line.exhaustive_ms)", "\(line.ratio)", line.strategy,
      ])
    }
    if !json { table.lines.forEach(Console.result) }
  }
}

/// Measures what steps cost.
struct CostBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costs", abstract: "Measure the nanoseconds of each step that plans are chosen by.")

  @Argument(help: "The workload's folder: 100,000 rows of 128 dimensions or more.") var workload: String
  @Flag(help: "Print one line of JSON.") var json = false

  func run() throws {
    let progress = TerminalProgress().handler
    let read = try HybridWorkload(folder: workload, progress: progress)
    let vectors = read.queries.prefix(7).compactMap { query -> [Float]? in
      guard case .vector(_, _, let vector)? = query.query.scorers.first?.scorer else { return nil }
      return vector
    }
    guard var measurement = CostMeasurement(read.index, field: HybridWorkload.vectorField, queries: vectors) else {
      throw ValidationError("\(workload): a measurement takes 100,000 rows of 128 dimensions or more, and a query")
    }
    let (measured, standing) = (try measurement.costs(), CostModel())
    if json { return try Console.json(measured) }
    var table = Table(headings: ["step", " ns here", " ns by default"])
    for (step, cost) in measured.named {
      let usual = standing.named.first { $0.step == step }?.cost ?? 0
      table.rows.append([step, "\((cost * 1000).rounded() / 1000)", "\(usual)"])
    }
    table.lines.forEach(Console.result)
  }
}
