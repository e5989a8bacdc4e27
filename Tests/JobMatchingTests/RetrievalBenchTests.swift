import Foundation
import JobMarket
import JobMatching
import Retrieval
import Testing
import VectorMath

/// Measuring retrieval: every backend on one small workload whose truth the naive search knows.
@Suite("Benchmark of retrieval")
struct RetrievalBenchTests {
  /// A workload of two queries at each of two pass rates; truth by scoring every row.
  private func workload(_ folder: TemporaryFolder, rows: Int = 600) throws -> HybridWorkload {
    var random = SeededRandom(seed: 8)
    func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.normal()) } }
    let (dimension, k) = (8, 20)
    let (embeddings, queries) = (numbers(rows * dimension), numbers(4 * dimension))
    try NPYFile(shape: [rows, dimension], elements: embeddings).write(to: folder.file("embeddings.npy").path)
    try NPYFile(shape: [4, dimension], elements: queries).write(to: folder.file("queries.npy").path)
    // Every second row has value 1.
    let values = (0..<rows).map { Int32($0 % 2) }
    try NPYFile((0...rows).map { Int64($0) }).write(to: folder.file("attr.half.offsets.npy").path)
    try NPYFile(values).write(to: folder.file("attr.half.values.npy").path)
    let open = #"{"k":20,"where":[],"target":1.0}"#
    let half = #"{"k":20,"where":[{"field":"half","anyOf":[1]}],"target":0.5}"#
    try folder.write([open, half, open, half].joined(separator: "\n"), "queries.jsonl")
    var ids: [Int64] = []
    var scores: [Float] = []
    for query in 0..<4 {
      let vector = Array(queries[query * dimension..<(query + 1) * dimension])
      let scored = (0..<rows).filter { query % 2 == 0 || values[$0] == 1 }.map { row in
        ScoredRow(row: row, score: DenseDot.dot(Array(embeddings[row * dimension..<(row + 1) * dimension]), vector))
      }
      let best = scored.sorted { ($1.score, $0.row) < ($0.score, $1.row) }.prefix(k)
      ids += best.map { Int64($0.row) }
      scores += best.map(\.score)
    }
    try NPYFile(shape: [4, k], elements: ids).write(to: folder.file("truth.ids.npy").path)
    try NPYFile(shape: [4, k], elements: scores).write(to: folder.file("truth.scores.npy").path)
    return try HybridWorkload(contentsOf: folder.url)
  }

  @Test("Every exact backend finds all of the right answer, in the same order")
  func exact() throws {
    let folder = try TemporaryFolder()
    var bench = RetrievalBench(try workload(folder))
    let cpu = try bench.run()
    bench.options.backend = .inverted(stopAfter: nil)
    let inverted = try bench.run()
    #expect(cpu.results.map(\.jobs) == inverted.results.map(\.jobs))
    #expect(cpu.lines.map(\.backend) == ["cpu", "cpu"] && inverted.lines.map(\.backend) == ["inverted", "inverted"])
    for line in cpu.lines + inverted.lines {
      #expect(line.mode == "exact" && line.recall == 1 && line.min_recall == 1 && line.score_lost == 0)
    }
    #expect(cpu.lines.map(\.rate) == [1, 0.5])
  }

  @Test("Every plan finds the same; a line names the steps and their milliseconds", arguments: QueryPlan.allCases)
  func plans(plan: QueryPlan) throws {
    let folder = try TemporaryFolder()
    var bench = RetrievalBench(try workload(folder))
    let free = try bench.run()
    bench.options.plan = plan
    let told = try bench.run()
    #expect(told.results.map(\.jobs) == free.results.map(\.jobs))
    let half = told.lines[1]
    #expect(half.recall == 1 && told.results[1].strategy.plan.rawValue == plan.rawValue)
    #expect(half.strategy == told.results[3].strategy.description)
    let steps = plan == .exhaustive ? ["answer", "score", "terms"] : ["answer", "scan", "settle", "terms"]
    #expect(half.steps_ms.keys.sorted() == steps && half.steps_ms.values.allSatisfy { $0 >= 0 })
    #expect(RetrievalBench.medians([["a": 1, "b": 4], ["a": 3], ["a": 2.0004]]) == ["a": 2, "b": 0])
  }

  @Test("Plans are compared on the same answers, a line a pass rate")
  func planBench() throws {
    let folder = try TemporaryFolder()
    let lines = try PlanBench(try workload(folder)).run()
    #expect(lines.map(\.rate) == [1, 0.5] && lines.map(\.chosen)[0] == "scan")
    for line in lines {
      #expect(line.p50_ms.keys.sorted() == ["auto", "mixed", "terms-first", "vectors-first"])
      #expect(line.p50_ms.values.allSatisfy { $0 > 0 } && line.auto_of_best > 0)
    }
  }

  @Test("Fused scores are compared with full ones, and a field that is not there is named")
  func fusionBench() throws {
    let folder = try TemporaryFolder()
    var bench = FusionBench(try workload(folder))
    bench.options.fields = [(AttributeField.init("half"), 0.5)].compactMap { field, weight in field.map { ($0, weight) }
    }
    let lines = try bench.run()
    #expect(lines.map(\.rate) == [1, 0.5])
    #expect(
      lines.allSatisfy { $0.sieved_ms > 0 && $0.exhaustive_ms > 0 && $0.ratio > 0 && $0.steps_ms["parts"] != nil })
    let query = try bench.fused(bench.workload.queries[1].query, number: 1)
    #expect(query.scorers.count == 2 && query.scorers[1].name == "half" && !query.countsMatches)
    bench.options.fields[0].field = .skill
    #expect(throws: WorkloadError.self) { try bench.run() }
  }

  @Test(
    "A coarse line names its codes and its rule, and counts what was sieved by them",
    arguments: [
      (SearchMode.coarse, "rabitq", "2.0 standard errors"),
      (.coarse(kind: .rabitq, rule: .pool(50)), "rabitq", "50 × k"),
      (.coarse(kind: .signs(bits: 512), rule: .pool(50)), "signs 512", "50 × k"),
    ])
  func coarse(mode: SearchMode, codes: String, rule: String) throws {
    let folder = try TemporaryFolder()
    var bench = RetrievalBench(try workload(folder, rows: 20_000))
    bench.options.mode = mode
    let (lines, results) = try bench.run()
    // Half of the rows are too few for a sieve of bits: they are searched exactly, and the line says so.
    #expect(lines.map(\.approximate) == [2, 0] && lines.allSatisfy { $0.codes == codes && $0.rule == rule })
    #expect(lines.allSatisfy { $0.mode == "coarse" } && lines[1].recall == 1)
    #expect(try #require(lines[0].recall) >= 0.9 && results[0].strategy.scored.by1Bit == 20_000)
    bench.options.mode = .exact
    #expect(try bench.run().lines.allSatisfy { $0.codes == nil && $0.rule == nil && $0.approximate == nil })
  }

  @Test("Every measurement of a workload without rows ends")
  func noRows() throws {
    let folder = try TemporaryFolder()
    try NPYFile(shape: [0, 8], elements: [Float]()).write(to: folder.file("embeddings.npy").path)
    try NPYFile(shape: [1, 8], elements: [Float](repeating: 1, count: 8)).write(to: folder.file("queries.npy").path)
    try NPYFile([Int64(0)]).write(to: folder.file("attr.half.offsets.npy").path)
    try NPYFile([Int32]()).write(to: folder.file("attr.half.values.npy").path)
    try folder.write(#"{"k":20}"#, "queries.jsonl")
    let workload = try HybridWorkload(contentsOf: folder.url)
    var bench = FusionBench(workload)
    bench.options.fields = [(try #require(AttributeField("half")), 0.5)]
    #expect(try bench.run().map(\.rate) == [1])
    #expect(try bench.fused(workload.queries[0].query, number: 0).scorers.count == 1)
    #expect(try RetrievalBench(workload).run().results.allSatisfy(\.jobs.isEmpty))
    #expect(try PlanBench(workload).run().map(\.rate) == [1])
  }

  @Test("Terms alone are counted, by every backend the same, and nothing is recalled")
  func termsOnly() throws {
    let folder = try TemporaryFolder()
    var bench = RetrievalBench(try workload(folder))
    bench.options.termsOnly = true
    for backend in [RetrievalBackend.cpu, .inverted(stopAfter: nil)] {
      bench.options.backend = backend
      let (lines, results) = try bench.run()
      #expect(results.map(\.matching) == [600, 300, 600, 300] && results.allSatisfy(\.jobs.isEmpty))
      #expect(lines.map(\.mode) == ["terms", "terms"] && lines.map(\.backend) == [backend.name, backend.name])
      #expect(lines.allSatisfy { $0.recall == nil && $0.score_lost == nil && $0.strategy.hasPrefix("terms alone: ") })
    }
  }

  @Test("Nothing is said of recall where there is no truth to judge by")
  func withoutTruth() throws {
    let folder = try TemporaryFolder()
    _ = try workload(folder)
    for name in ["truth.ids.npy", "truth.scores.npy"] { try FileManager.default.removeItem(at: folder.file(name)) }
    let (lines, results) = try RetrievalBench(try HybridWorkload(contentsOf: folder.url)).run()
    #expect(lines.count == 2 && results.allSatisfy { $0.jobs.count == 20 })
    for line in lines {
      #expect(line.recall == nil && line.min_recall == nil && line.score_lost == nil)
      let text = String(decoding: try JSONEncoder().encode(line), as: UTF8.self)
      #expect(!text.contains("recall") && !text.contains("score_lost"), "\(text)")
    }
  }

  @Test("An early stop is named, and what it loses is measured")
  func stopped() throws {
    let folder = try TemporaryFolder()
    var bench = RetrievalBench(try workload(folder))
    bench.options.backend = .inverted(stopAfter: 300)
    let (lines, results) = try bench.run()
    // Half of all rows are seen without a condition, and all that pass the other one.
    #expect(lines.map(\.mode) == ["stop after 300", "stop after 300"])
    let (recall, lost) = (try #require(lines[0].recall), try #require(lines[0].score_lost))
    #expect(recall > 0.2 && recall < 0.8 && lost > 0)
    #expect(lines[1].recall == 1 && lines[1].score_lost == 0)
    #expect(results[0].strategy.description.contains("stopped after 300 matches"))
    #expect(results[0].jobs.allSatisfy { $0.key.rawValue < 300 })
  }

  @Test(
    "Another k is judged by as many right rows, and by all there are where it asks for more", arguments: [1, 7, 20, 50])
  func otherK(k: Int) throws {
    let folder = try TemporaryFolder()
    var bench = RetrievalBench(try workload(folder))
    let usual = try bench.run().results
    bench.options.k = k
    let (lines, results) = try bench.run()
    #expect(results.allSatisfy { $0.jobs.count == k })
    for (result, usual) in zip(results, usual) { #expect(result.jobs.prefix(20) == usual.jobs.prefix(k)) }
    for line in lines { #expect(line.recall == 1 && line.min_recall == 1 && line.score_lost == 0) }
    #expect(bench.truthShortOfK == (k > 20 ? 20 : nil))
    // What the best k are is not judged by the truth's last row: the worse half of an answer is none of it.
    let truth = bench.workload.truth[0].best(10)
    #expect(truth.count == 10 && truth.leastScore > bench.workload.truth[0].leastScore)
    #expect(truth.recall(of: Array(usual[0].jobs[10...])) == 0)
  }

  @Test(
    "A line that says what nothing reads, or two things at once, is refused with file, line and reason",
    arguments: [
      (#"{"k":20,"filters":[]}"#, "nothing is called 'filters'"), (#"{"k":-1}"#, "k is -1"),
      (#"{"k":"1"}"#, "not a query"),
      (#"{"k":20,"target":-5}"#, "target is -5.0"), (#"{"k":20,"target":0}"#, "target is 0.0"),
      (#"{"k":20,"target":1.5}"#, "target is 1.5"),
      (#"{"k":20,"where":[{"field":"half","anyOf":[1],"noneOf":[0]}]}"#, "one of them alone"),
      (#"{"k":20,"where":[{"field":"half","anyOf":[1],"or":[{"field":"half","anyOf":[0]}]}]}"#, "one of them alone"),
      (#"{"k":20,"where":[{"anyOf":[1]}]}"#, "a field with anyOf"),
      (#"{"k":20,"where":[{"field":"half"}]}"#, "a field with anyOf"),
      (#"{"k":20,"where":[{"or":[]}]}"#, "an 'or' of such"),
      (
        #"{"k":20,"where":[{"or":[{"or":[{"field":"half","anyOf":[1]},{"field":"half","anyOf":[0]}]}]}]}"#,
        "an 'or' of such"
      ),
      (#"{"k":20,"where":[{"field":"half","any":[1]}]}"#, "nothing is called 'any'"),
      (#"{"k":20,"where":[{"field":"town","anyOf":[1]}]}"#, "there is no attr.town.offsets.npy"),
    ])
  func strayQuery(line: String, reason: String) throws {
    let folder = try TemporaryFolder()
    _ = try workload(folder)
    try folder.write([#"{"k":20}"#, line, #"{"k":20}"#, #"{"k":20}"#].joined(separator: "\n"), "queries.jsonl")
    let error = #expect(throws: WorkloadError.self) { try HybridWorkload(contentsOf: folder.url) }
    let said = error?.description ?? "nothing"
    #expect(said.contains("queries.jsonl:2: ") && said.contains(reason), "\(said)")
  }

  @Test("Every way to write a condition is read")
  func conditions() throws {
    let folder = try TemporaryFolder()
    _ = try workload(folder)
    let lines = [
      #"{"k":20,"rate":0.4999,"target":0.5,"where":[{"field":"half","noneOf":[1]}]}"#,
      #"{"k":20,"where":[{"or":[{"field":"half","anyOf":[0]},{"field":"half","noneOf":[0]}]}]}"#,
      #"{"k":20,"where":[{"field":"half","anyOf":[1]},{"or":[{"field":"half","anyOf":[0]}]}]}"#,
      #"{"k":20,"where":null}"#,
    ]
    try folder.write(lines.joined(separator: "\n"), "queries.jsonl")
    var bench = RetrievalBench(try HybridWorkload(contentsOf: folder.url))
    bench.options.termsOnly = true
    #expect(try bench.run().results.map(\.matching) == [300, 600, 0, 600])
  }

  @Test(
    "A right answer that judges nothing, or wrongly, is refused with file, row and column",
    arguments: [
      (Float.nan, "row 2, column 3: nan"), (.infinity, "row 2, column 3: inf"),
      (1000, "row 2, column 3: 1000.0 after "),
    ])
  func strayTruth(score: Float, reason: String) throws {
    let folder = try TemporaryFolder()
    _ = try workload(folder)
    let file = folder.file("truth.scores.npy").path
    var scores = try NPYFile<Float>(contentsOf: file).elements
    scores[43] = score
    try NPYFile(shape: [4, 20], elements: scores).write(to: file)
    let error = #expect(throws: WorkloadError.self) { try HybridWorkload(contentsOf: folder.url) }
    let said = error?.description ?? "nothing"
    #expect(said.contains("truth.scores.npy: \(reason)"), "\(said)")
    // What pads an answer is not looked at.
    var ids = try NPYFile<Int64>(contentsOf: folder.file("truth.ids.npy").path).elements
    for place in 43..<60 { ids[place] = -1 }
    try NPYFile(shape: [4, 20], elements: ids).write(to: folder.file("truth.ids.npy").path)
    #expect(try HybridWorkload(contentsOf: folder.url).truth[2].count == 3)
  }

  @Test("A right answer of no rows is refused")
  func emptyTruth() throws {
    let folder = try TemporaryFolder()
    _ = try workload(folder)
    try NPYFile(shape: [4, 0], elements: [Float]()).write(to: folder.file("truth.scores.npy").path)
    try NPYFile(shape: [4, 0], elements: [Int64]()).write(to: folder.file("truth.ids.npy").path)
    let error = #expect(throws: WorkloadError.self) { try HybridWorkload(contentsOf: folder.url) }
    #expect(error?.description.contains("truth.scores.npy: no row a query") == true)
  }

  @Test("Values of a row that do not rise are refused with the file and the row")
  func unordered() throws {
    let folder = try TemporaryFolder()
    _ = try workload(folder)
    var values = (0..<600).map { Int32($0 % 2) }
    values.insert(1, at: 8)
    try NPYFile((0...600).map { Int64($0 > 7 ? $0 + 1 : $0) }).write(to: folder.file("attr.half.offsets.npy").path)
    try NPYFile(values).write(to: folder.file("attr.half.values.npy").path)
    let error = #expect(throws: WorkloadError.self) { try HybridWorkload(contentsOf: folder.url) }
    let said = error?.description ?? "nothing"
    #expect(said.contains("attr.half.values.npy: row 7 has [1, 1]"), "\(said)")
  }

  @Test("A value that no vocabulary has is refused, not given room for", arguments: [Int32.max, -1])
  func strayValue(value: Int32) throws {
    let folder = try TemporaryFolder()
    _ = try workload(folder)
    var values = (0..<600).map { Int32($0 % 2) }
    values[599] = value
    try NPYFile(values).write(to: folder.file("attr.half.values.npy").path)
    let error = #expect(throws: WorkloadError.self) { try HybridWorkload(contentsOf: folder.url) }
    #expect(error?.description.contains("value 599 is \(value)") == true)
  }
}
