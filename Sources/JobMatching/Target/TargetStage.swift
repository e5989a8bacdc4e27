import EntityStandardization
import Foundation
import JobMarket
import LinkGraph
import MarketStorage
import Retrieval
import VectorMath

/// Gives every job and seeker the nodes of the links they have, and makes that the active targets (PAPER 2.7).
///
/// What comes later gets its nodes from its attributes when it is asked for; this makes them for all that is there, so that a
/// service need not, and looks at how far they reach.
public struct TargetStage {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// What was made.
  public struct Outcome: Sendable {
    /// The artifact.
    public var manifest: Manifest
    /// What links reach.
    public var report: TargetReport
  }

  static let reportName = "report.json"
  private static let activityDays = 30

  /// Lays out and publishes.
  ///
  /// - Parameters:
  ///   - asOf: what seekers had worked as at this moment; also of the jobs that are open.
  ///   - createdAt: the moment noted in the manifest.
  /// - Throws: `WorkspaceError` without links; `MarketStoreError`; the file system's errors. O(jobs + seekers + nodes).
  func run(asOf: Instant, createdAt: Instant) throws -> Outcome {
    let links = try LinkArtifact.required(in: workspace)
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    let sequence = try store.latestSequence()
    let materials = try LinkMaterials(workspace, store, links.graph.templates, progress: progress)
    let numbers = try ValueNumbers(store, links.graph.templates)
    let served = try links.served(workspace.configuration.target, number: numbers.id)
    var report = TargetReport()
    var files = TargetFiles()
    try laySeekersOut(store, materials, numbers, served, asOf, &files, &report)
    let open = try layJobsOut(store, materials, numbers, served, asOf, &files, &report)
    countReachableJobs(open, served, &files)
    try countApplications(store, asOf, &files, &report)
    let reach = TargetReach(workspace: workspace, served: served, progress: progress)
    report.reach = try reach.measured(files, asOf: asOf)
    let manifest = try workspace.artifacts(.targets).publish(
      inputs: ["market": String(sequence), "links": links.manifest.id],
      configuration: workspace.configuration.commentedYAML(), createdAt: createdAt
    ) { folder in
      try files.write(to: folder)
      try Manifest.encoder.encode(report).write(to: folder.appending(path: TargetStage.reportName))
    }
    return Outcome(manifest: manifest, report: report)
  }

  private func laySeekersOut(
    _ store: MarketStore, _ materials: LinkMaterials, _ numbers: ValueNumbers, _ served: ServedLinks, _ asOf: Instant,
    _ files: inout TargetFiles, _ report: inout TargetReport
  ) throws {
    let learned = ValueID(served.graph.learnedCount)
    var memo = PlaceMemo(materials.gazetteer)
    let moment = Instant(milliseconds: asOf.milliseconds &+ 1)
    try store.readSeekers { batch in
      for stored in batch {
        let values = materials.values(of: stored.seeker, before: moment, &memo)
        let nodes = served.graph.nodes(ofSeeker: numbers.ids(of: values))
        files.seekers.append(stored.key, nodes)
        report.seekers.count += 1
        guard !nodes.isEmpty else { continue }
        report.seekers.withNodes += 1
        let isLearned = nodes.contains { $0 < learned && served.quality(of: Int($0)) != nil }
        if isLearned { report.seekersByLearned += 1 } else { report.seekersByPriorAlone += 1 }
      }
      progress(StageProgress("give seekers their links", done: report.seekers.count, unit: "seekers"))
    }
    report.seekers.nodes = files.seekers.nodes.count
    progress(
      StageProgress("give seekers their links", done: report.seekers.count, unit: "seekers", isFinished: true))
  }

  private func layJobsOut(
    _ store: MarketStore, _ materials: LinkMaterials, _ numbers: ValueNumbers, _ served: ServedLinks, _ asOf: Instant,
    _ files: inout TargetFiles, _ report: inout TargetReport
  ) throws -> SeekerNodes {
    // Open jobs are counted as seekers are: by the links they have.
    var open = SeekerNodes()
    let limit = workspace.configuration.target.mostSeekersAnOpening
    let ceiling = limit > 0 ? try ReachCeiling(seekersAnOpening: limit) : nil
    let reached = ceiling.map { _ in NodeSeekers(files.servedNodes(served)) }
    var memo = PlaceMemo(materials.gazetteer)
    var source = try EntitySource(materials.entities)
    try store.readJobs { batch in
      for stored in batch {
        let values = materials.attributes.values(of: stored.job, entities: try source.values(of: stored), &memo)
        var nodes = served.graph.nodes(ofJob: numbers.ids(of: values))
        if let ceiling, let reached {
          let own = served.served(nodes)
          let kept = ceiling.kept(from: own, openings: stored.job.openings ?? 1, seekers: reached)
          if !kept.yielded.isEmpty { report.jobsThatYield += 1 }
          // Links that do not serve now stay: whoever pins one later finds its jobs.
          let yielded = Set(kept.yielded.map { ValueID($0.node) })
          nodes.removeAll(where: yielded.contains)
        }
        files.jobs.append(stored.key.rawValue, nodes)
        if stored.job.isOffered(asOf: asOf) { open.append(nodes) }
        report.jobs.count += 1
        if !nodes.isEmpty { report.jobs.withNodes += 1 }
      }
      progress(StageProgress("give jobs their links", done: report.jobs.count, unit: "jobs"))
    }
    report.jobs.nodes = files.jobs.nodes.count
    progress(StageProgress("give jobs their links", done: report.jobs.count, unit: "jobs", isFinished: true))
    return open
  }

  /// How many open jobs each seeker's links reach. O(seekers · (open jobs ÷ 64 + jobs of their links)).
  private func countReachableJobs(_ open: SeekerNodes, _ served: ServedLinks, _ files: inout TargetFiles) {
    let jobs = NodeSeekers(open)
    let places = Array(files.seekers.keys.indices)
    let seekers = files.seekers
    files.reachableJobs = Concurrently.map(places, chunk: 256) { place in
      UInt32(jobs.reach(of: seekers.nodes(at: place).lazy.map { Int($0) }.filter { served.quality(of: $0) != nil }))
    }
  }

  /// How often each seeker applied in the last days that the record has.
  private func countApplications(
    _ store: MarketStore, _ asOf: Instant, _ files: inout TargetFiles, _ report: inout TargetReport
  ) throws {
    // A range leaves its end out; what happened at the moment itself is known.
    let times = Instant(milliseconds: .min)..<Instant(milliseconds: asOf.milliseconds &+ 1)
    var applications: [(seeker: String, at: Instant)] = []
    try store.readEngagements(in: times) { batch in
      for engagement in batch where engagement.kind == .apply {
        applications.append((engagement.seeker, engagement.at))
      }
    }
    report.activityDays = TargetStage.activityDays
    report.activityEnd = applications.last?.at
    let first = (applications.last?.at.milliseconds ?? 0) - Int64(TargetStage.activityDays) * 86_400_000
    var counts: [String: UInt32] = [:]
    for (seeker, at) in applications where at.milliseconds > first { counts[seeker, default: 0] += 1 }
    files.applications = []
    try store.readSeekers { batch in
      for stored in batch { files.applications.append(counts[stored.seeker.id] ?? 0) }
    }
    // Seekers that came between the two readings are not among the nodes.
    files.applications.removeLast(max(0, files.applications.count - files.seekers.keys.count))
  }
}
