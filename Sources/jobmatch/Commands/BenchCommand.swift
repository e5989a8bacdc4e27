import ArgumentParser
import Foundation
import JobMatching
import Retrieval

/// Measures.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure retrieval on a workload of vectors, attributes and queries.",
    subcommands: [
      RetrievalBenchCommand.self, PlanBenchCommand.self, FusionBenchCommand.self, FacetBenchCommand.self,
      LiveBenchCommand.self,
      CostBenchCommand.self, PlantedLinksBenchCommand.self, DerivedHiresBenchCommand.self,
    ])
}

/// A plan on a command line.
enum PlanChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case termsFirst = "terms-first"
  case vectorsFirst = "vectors-first"
  case mixed, exhaustive

  /// The library's; `nil` for the cheapest.
  var plan: QueryPlan? { QueryPlan(rawValue: rawValue) }
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
  @Option(help: "How the codes lie that a scan reads: rows, or blocks of sixteen rows.") var layout = Layout.rows
  @Option(help: "How often each query is asked; the fastest counts.") var repeats = 2
  @Option(help: "With --backend cpu: the plan to take, auto for the cheapest.") var plan = PlanChoice.auto
  @Option(help: "With --backend cpu: exact, or coarse, which leaves out rows by codes of one bit a number.")
  var mode = Mode.exact
  @Option(help: "With --mode coarse: rabitq, a bit a dimension with its error, or signs, 512 bits as in the paper.")
  var codes = Codes.rabitq
  @Option(help: "With --mode coarse: how many standard errors are added to an estimate; 2 unless said. RaBitQ alone.")
  var errors: Float?
  @Option(help: "With --mode coarse: hand on so many times k rows instead; 200 in the paper, and for signs.") var pool:
    Int?
  @Flag(help: "Count the rows that the conditions leave, and compare no vectors.") var termsOnly = false
  @Option(name: .customLong("k"), help: "How many rows every query asks for, in place of what the workload says.")
  var k: Int?
  @Option(help: "Write the rows found as .npy, i64, padded with -1.") var ids: String?
  @Option(help: "Write their scores as .npy, f32.") var scores: String?
  @Flag(help: "Print a JSON line a pass rate.") var json = false

  /// What can search.
  enum Backend: String, ExpressibleByArgument, CaseIterable {
    case cpu, inverted
  }

  /// How closely to search.
  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case exact, coarse
  }

  /// What a coarse search sieves by.
  enum Codes: String, ExpressibleByArgument, CaseIterable {
    case rabitq, signs
  }

  /// The library's mode.
  private var searchMode: SearchMode {
    guard mode == .coarse else { return .exact }
    if codes == .signs { return .coarse(kind: .signs(bits: 512), rule: .pool(pool ?? 200)) }
    if let pool { return .coarse(kind: .rabitq, rule: .pool(pool)) }
    return errors.map { .coarse(kind: .rabitq, rule: .errors($0)) } ?? .coarse
  }

  private func validateMode() throws {
    guard mode == .coarse else {
      guard pool == nil, errors == nil, codes == .rabitq else {
        throw ValidationError("--codes, --errors and --pool belong to --mode coarse")
      }
      return
    }
    guard backend == .cpu, plan == .auto, !termsOnly else {
      throw ValidationError("--mode coarse: it is --backend cpu that has it, with a plan of its own")
    }
    guard pool == nil || errors == nil else { throw ValidationError("--pool and --errors: one of them") }
    if let pool, !(1...1_000_000).contains(pool) { throw ValidationError("--pool \(pool): 1 to 1000000") }
    if let errors {
      guard codes == .rabitq else { throw ValidationError("--errors \(errors): plain signs know none") }
      guard errors.isFinite, errors >= 0 else { throw ValidationError("--errors \(errors): 0 or more") }
    }
  }

  /// An option that has no say would be printed beside figures that it had no part in.
  private func validateScan() throws {
    guard threads == 1 || (backend == .cpu && !termsOnly) else {
      throw ValidationError("--threads \(threads): only a scan of --backend cpu is split, not --terms-only")
    }
    guard layout == .rows || (backend == .cpu && !termsOnly) else {
      throw ValidationError("--layout \(layout.rawValue): only a scan of --backend cpu has one, not --terms-only")
    }
    guard plan == .auto || !termsOnly else {
      throw ValidationError("--plan \(plan.rawValue): --terms-only counts, it has no plans to choose from")
    }
  }

  /// How codes can lie.
  enum Layout: String, ExpressibleByArgument, CaseIterable {
    case rows, blocks
  }

  func validate() throws {
    try validateMode()
    try validateScan()
    guard plan == .auto || backend == .cpu else {
      throw ValidationError("--plan \(plan.rawValue): only --backend cpu has plans to choose from")
    }
    if let stopAfter {
      guard backend == .inverted else {
        throw ValidationError("--stop-after \(stopAfter): only --backend inverted stops early")
      }
      guard stopAfter >= 1 else { throw ValidationError("--stop-after \(stopAfter): 1 or more") }
    }
    guard !termsOnly || (ids == nil && scores == nil && stopAfter == nil) else {
      throw ValidationError("--terms-only counts: it finds no rows for --ids or --scores, and --stop-after has no say")
    }
    guard (1...256).contains(threads) else { throw ValidationError("--threads \(threads): 1 to 256") }
    guard (1...256).contains(batch) else { throw ValidationError("--batch \(batch): 1 to 256") }
    guard (1...1000).contains(repeats) else { throw ValidationError("--repeats \(repeats): 1 to 1000") }
    if let k, k < 0 { throw ValidationError("--k \(k): 0 or more") }
  }

  func run() throws {
    try RetrievalBench.requireApart(ids: ids, scores: scores, workload: workload)
    let progress = TerminalProgress().handler
    let read = try HybridWorkload(folder: workload, progress: progress)
    // Nothing yet: what cannot be written shows before the queries are asked, not after.
    try RetrievalBench.write([], ids: ids, scores: scores)
    var bench = RetrievalBench(read)
    (bench.options.threads, bench.options.batch, bench.options.repeats) = (threads, batch, repeats)
    bench.options.plan = plan.plan
    bench.options.k = k
    if let width = bench.truthShortOfK {
      Console.note("\(workload)/truth.scores.npy has \(width) rows a query: recall is over those, not over all of k")
    }
    bench.options.layout = layout == .rows ? .rows : .blocks
    bench.options.backend = backend == .cpu ? .cpu : .inverted(stopAfter: stopAfter)
    bench.options.termsOnly = termsOnly
    bench.options.mode = searchMode
    let (lines, results) = try bench.run { done, total in
      progress(StageProgress("ask", done: done, of: total, unit: "queries", isFinished: done == total))
    }
    try RetrievalBench.write(results, ids: ids, scores: scores)
    var table = Table(headings: [
      " rate", " p50 ms", " p95 ms", " queries/s", " recall", " score lost", "strategy of the last",
    ])
    for line in lines {
      if json { try Console.json(line) }
      // A dash where nothing was judged.
      func judged(_ value: Double?) -> String { value.map { "\($0)" } ?? "–" }
      table.rows.append([
        "\(line.rate)", "\(line.p50_ms)", "\(line.p95_ms)", "\(line.qps)", judged(line.recall), judged(line.score_lost),
        line.strategy,
      ])
    }
    if !json { table.lines.forEach(Console.result) }
  }
}
