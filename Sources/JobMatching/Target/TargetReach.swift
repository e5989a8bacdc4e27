import JobMarket
import LinkGraph
import Retrieval
import VectorMath

/// Counts how many open jobs links reach a seeker, before and after the liquidity loop (PAPER 2.6).
struct TargetReach {
  let workspace: Workspace
  let served: ServedLinks
  let progress: StageProgress.Handler

  /// How many seekers are looked at; of more, so many are drawn.
  static let sampleSize = 2000
  private static let seed: UInt64 = 1
  private static let shares = [0.1, 0.25, 0.5, 0.75, 0.9]

  /// The reach of seekers who have links; `nil` without an index to count in.
  ///
  /// - Throws: `IndexError`, `WorkspaceError` for a damaged index. O(sample · counts).
  func measured(_ files: TargetFiles, asOf: Instant) throws -> TargetReport.Reach? {
    guard try workspace.artifacts(.index).activeID() != nil else { return nil }
    let index = try OpenedIndex.active(in: workspace).index.settingOverlay(files.overlay(id: "new"))
    let counter = CPUSearcher(index)
    var reach = TargetReport.Reach()
    reach.leastJobs = workspace.configuration.target.leastJobs
    let tuner = try LiquidityTuner(leastJobs: max(1, reach.leastJobs == 0 ? .max : reach.leastJobs))
    let rows = sample(files)
    var (linksBefore, linksAfter) = ([Int](), [Int]())
    for (done, row) in rows.enumerated() {
      let nodes = served.served(Array(files.seekers.nodes(at: row)))
      let all = JobPredicate([.init(.anyOf(TargetFiles.field, nodes.map { ValueID($0.node) }.sorted()))])
      let before = nodes.isEmpty ? 0 : try counter.count(all, asOf: asOf)
      let after = try tuner.chosen(from: nodes, counter: counter, field: TargetFiles.field, within: .all, asOf: asOf)
      reach.pairs.append([before, after.jobs])
      linksBefore.append(nodes.count)
      linksAfter.append(after.nodes.count)
      if after.isShort { reach.short += 1 }
      if done.isMultiple(of: 100) { report(done, rows.count) }
    }
    report(rows.count, rows.count)
    reach.seekers = rows.count
    reach.before = TargetReach.percentiles(reach.pairs.map { $0[0] })
    reach.after = TargetReach.percentiles(reach.pairs.map { $0[1] })
    (reach.linksBefore, reach.linksAfter) = (
      TargetReach.percentiles(linksBefore), TargetReach.percentiles(linksAfter)
    )
    return reach
  }

  private func report(_ done: Int, _ total: Int) {
    progress(
      StageProgress(
        "count open jobs a seeker reaches", done: done, of: total, unit: "seekers", isFinished: done == total)
    )
  }

  /// All seekers, or so many of them, drawn by the seed; rising.
  private func sample(_ files: TargetFiles) -> [Int] {
    let all = Array(files.seekers.keys.indices)
    guard all.count > TargetReach.sampleSize else { return all }
    var random = SeededRandom(seed: TargetReach.seed)
    var rows = all
    for place in 0..<TargetReach.sampleSize {
      rows.swapAt(place, random.uniform(in: place...rows.count - 1))
    }
    return rows.prefix(TargetReach.sampleSize).sorted()
  }

  private static func percentiles(_ numbers: [Int]) -> [Int] {
    guard !numbers.isEmpty else { return [] }
    let sorted = numbers.sorted()
    return shares.map { sorted[min(sorted.count - 1, Int(Double(sorted.count) * $0))] }
  }
}
