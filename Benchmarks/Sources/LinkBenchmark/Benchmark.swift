import ArgumentParser
import Foundation
import JobMarket
import LinkGraph
import VectorMath

/// Measures how the links of a seeker and of a job are found (PAPER 2.7), and what follows from them.
///
/// - **Measured**: microseconds from values to rising links, one thread, by walking the graph's sides as trees and, as a peer, by
///   counting: a list of links a value, of which those count that stand in as many lists as they ask for values. Both take turns in
///   every round over all seekers and all jobs; printed are percentiles over all of them and the median over rounds of each
///   round's ratio, with least and greatest. Then, without a peer: building, writing and opening the graph, ranking a seeker's
///   links, the ceiling of a job's reach, forecasts and audiences.
/// - **On what data**: the folder of `Benchmarks/workloads/hires.py`, templates title ↔ title and skill ↔ skill, at most 3 meta
///   links, support 3 or more.
/// - All answers are compared before anything is timed.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link-benchmark", abstract: "Measures how the links of seekers and jobs are found.")

  @Argument(help: "The folder of hires.")
  var folder: String
  @Option(help: "How many rounds.")
  var rounds = 5

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds is at least 1") }
  }

  func run() throws {
    let market = try HireFiles(folder: folder)
    let templates = try [LinkTemplate("title:title"), LinkTemplate("skill:skill")]
    let links = try LinkMiner(templates: templates).mine(market.pairs).links
    let graph = once("build the graph") { HireGraph(links: links) }
    try files(graph)
    try find(graph, market)
    try serve(graph, market)
  }

  private func find(_ graph: HireGraph, _ market: HireFiles) throws {
    print(
      "| links of | found, mean | tree, µs p50 | p99 | lists, µs p50 | p99 | lists ÷ tree |\n|---|---|---|---|---|---|---|"
    )
    for (name, rows, side, find) in [
      ("a seeker", market.seekers, ListedLinks.Side.seeker, graph.nodes(ofSeeker:)),
      ("a job", market.jobs, .job, graph.nodes(ofJob:)),
    ] as [(String, [Values], ListedLinks.Side, (Values) -> [ValueID])] {
      var peer = ListedLinks(graph, side)
      var found = 0
      for row in rows {
        let nodes = find(row)
        guard peer.nodes(of: row) == nodes else { throw ValidationError("\(name): the ways differ in their answers") }
        found += nodes.count
      }
      var (tree, lists, ratios): ([Double], [Double], [Double]) = ([], [], [])
      for _ in 0..<rounds {
        let first = Benchmark.times(rows) { find($0).count }
        let second = Benchmark.times(rows) { peer.nodes(of: $0).count }
        (tree, lists) = (tree + first, lists + second)
        ratios.append(second.reduce(0, +) / first.reduce(0, +))
      }
      ratios.sort()
      let ratio = "×\(text(ratios[rounds / 2])) [\(text(ratios[0])), \(text(ratios[rounds - 1]))]"
      print("| \(name) | \(text(Double(found) / Double(rows.count))) | \(cells(tree)) | \(cells(lists)) | \(ratio) |")
    }
  }

  private func serve(_ graph: HireGraph, _ market: HireFiles) throws {
    let served = try ServedLinks(graph, by: .ratio, minimumQuality: 1.5)
    var table = SeekerNodes()
    for row in market.seekers { table.append(served.seekerNodes(row)) }
    let seekers = once("turn the seekers' \(table.nodes.count) links over") { NodeSeekers(table) }
    let ceiling = try ReachCeiling(seekersAnOpening: 200)
    let jobs = Array(market.jobs.prefix(2000))
    let activity = (0..<table.count).map { SeekerActivity(applications: $0 % 9, reachableJobs: 20 + $0 % 100) }
    let forecast = try TargetingForecast(served, seekers: table, activity: activity, windowDays: 30)
    print("| of \(served.servedCount) links that serve | µs p50 | p99 |\n|---|---|---|")
    let ranked = Benchmark.times(market.seekers) { served.seekerNodes($0).count }
    print("| a seeker's links, ranked | \(cells(ranked)) |")
    let kept = Benchmark.times(jobs) { ceiling.kept(from: served.jobNodes($0), openings: 1, seekers: seekers).reach }
    print("| a job's links under a ceiling | \(cells(kept)) |")
    let foreseen = Benchmark.times(Array(jobs.prefix(200))) { (try? forecast.forecast(job: $0, days: 14).reach) ?? 0 }
    print("| the forecast of a job | \(cells(foreseen)) |")
    let audience = Benchmark.times(Array(jobs.prefix(200))) { forecast.audience(job: $0, limit: 100).count }
    print("| 100 seekers of a job's audience | \(cells(audience)) |")
    let near = Benchmark.times(Array(zip(market.seekers, market.jobs).prefix(1000))) {
      served.nearest(seeker: $0.0, job: $0.1, limit: 5).count
    }
    print("| the 5 links nearest to joining a pair | \(cells(near)) |")
  }

  private func files(_ graph: HireGraph) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "link-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try once("write it") { try graph.write(to: folder.path) }
    let opened = try once("open it") { try HireGraph(contentsOf: folder.path) }
    guard opened == graph else { throw ValidationError("the graph that was read differs from the one written") }
    let sizes = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.fileSizeKey])
      .map { try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 }
    print("\(graph.count) links in \(sizes.reduce(0, +)) bytes of files")
  }

  private static func times<Row>(_ rows: [Row], _ body: (Row) -> Int) -> [Double] {
    rows.map { row in
      let started = ContinuousClock.now
      let found = body(row)
      let time = started.duration(to: .now) / .microseconds(1)
      precondition(found >= 0)
      return time
    }
  }

  private func once<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    let started = ContinuousClock.now
    let result = try body()
    print("\(name): \(text(started.duration(to: .now) / .milliseconds(1))) ms")
    return result
  }

  private func cells(_ times: [Double]) -> String {
    "\(text(Statistics.percentile(50, of: times))) | \(text(Statistics.percentile(99, of: times)))"
  }

  private func text(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.1f", value) }
}
