import Foundation
import JobMarket
import LinkGraph
import MarketStorage

/// Learns a graph of links from the market's hires and makes it the active one.
///
/// The plan: read who applied where and who was hired, lay out what both sides have, count, fit, publish. The market is read
/// without the writing lock, but for the numbers of values that no job had yet.
public struct LinkStage {
  let workspace: Workspace
  let progress: StageProgress.Handler

  /// What was learned.
  public struct Outcome: Sendable {
    /// The artifact.
    public var manifest: Manifest
    /// What it was learned from.
    public var report: LinkReport
    /// The most memory that the process held, in bytes; 0 where the system does not say.
    public var peakBytes: Int
  }

  /// The name of the report's file.
  static let reportName = "report.json"

  /// Learns and publishes.
  ///
  /// - Parameters:
  ///   - options: what to learn by.
  ///   - createdAt: the moment noted in the manifest.
  /// - Throws: `LinkGraphError` for templates and options that cannot be used; `WorkspaceError` for a market without hires;
  ///   `MarketStoreError`; the file system's errors. Nothing is published then.
  func run(_ options: LinkOptions, createdAt: Instant) throws -> Outcome {
    let templates = options.settings.templates
    try LinkStage.check(templates, workspace.configuration)
    let miner = try LinkMiner(templates: templates, options: options.mining)
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    let sequence = try store.latestSequence()
    var report = LinkReport()
    (report.templates, report.asOf) = (templates, options.asOf)
    let events = try events(store, options, &report)
    let materials = try LinkMaterials(workspace, store, templates, progress: progress)
    let layout = PairLayout(
      events: events, materials: materials, numbersAll: !options.settings.prior.isEmpty, progress: progress)
    let laid = try ValueNumbering(workspace: workspace, progress: progress).run(store) { store, vocabularies in
      try layout.layOut(store, &vocabularies)
    }
    report.unknownPairs = laid.unknown
    let prior = try PriorKnowledge(kinds: options.settings.prior, templates: templates)
      .links({ try store.vocabulary($0) }, materials.entities?.book.taxonomies)
    // What people want to serve does so, also where hires no longer say it.
    let numbers = try ValueNumbers(store, templates)
    let pinned = try LinkEditFile(workspace).log().pinnedLinks(templates: templates, id: numbers.id)
    let graph = try learn(laid.pairs, miner, prior + pinned, options, &report)
    let entities = materials.entities.map { ["entities": $0.artifact.manifest.id] } ?? [:]
    let inputs = ["market": String(sequence)].merging(entities) { $1 }
    let manifest = try workspace.artifacts(.links).publish(
      inputs: inputs, configuration: workspace.configuration.commentedYAML(), createdAt: createdAt
    ) { folder in
      try graph.write(to: folder.path)
      try Manifest.encoder.encode(report.withoutTimes).write(to: folder.appending(path: LinkStage.reportName))
    }
    return Outcome(manifest: manifest, report: report, peakBytes: PeakMemory.bytes)
  }

  /// Refuses a template of a field that the configuration does not declare.
  static func check(_ templates: [LinkTemplate], _ configuration: Configuration) throws {
    let known = configuration.fields
    for template in templates {
      for (side, field) in [("seeker", template.seekerField), ("job", template.jobField)] where !known.contains(field) {
        throw WorkspaceError(
          "link template '\(template)' names the \(side) field '\(field)', which is not declared; "
            + NearestName.advice(for: field.name, among: known.map(\.name))
            + "; your own fields stand in attributes.additionalFields of jobmatch.yaml")
      }
    }
  }

  /// The pairs, with no-hires drawn where there are none.
  private func events(_ store: MarketStore, _ options: LinkOptions, _ report: inout LinkReport) throws -> HireEvents {
    let derived = try options.derivation.map {
      try MarketDerivedHires(store, $0, asOf: options.asOf, progress: progress)
    }
    report.derivedHires = derived?.report
    var events = try HireEvents(store, derived: derived, asOf: options.asOf, progress: progress)
    (report.hiresBeforeApplication, report.hiresWithoutApplication) = (
      events.hiresBeforeApplication, events.hiresWithoutApplication
    )
    guard events.pairs.contains(where: \.isHire) else {
      throw WorkspaceError(
        "the market has no hire to learn from"
          + (options.asOf.map { " up to \($0)" } ?? "")
          + "; import a hires file (Guides/Import.md), or derive hires from positions that followed applications with "
          + "`jobmatch link --derive-hires`"
          + (derived.map { "; of \($0.report.applications) applications none could be told to be one" } ?? ""))
    }
    if events.pairs.allSatisfy(\.isHire) {
      guard options.noHiresAHire > 0 else {
        throw WorkspaceError(
          "every pair is a hire: no application led to nothing, and links.noHiresAHire is 0; raise it, or import applications"
        )
      }
      let sampling = NoHireSampling(aHire: options.noHiresAHire, seed: options.settings.seed)
      report.sampledNoHires = try sampling.add(to: &events, from: store)
      report.sampling = LinkReport.Sampling(aHire: options.noHiresAHire, seed: options.settings.seed)
    }
    return events
  }

  private func learn(
    _ pairs: HirePairs, _ miner: LinkMiner, _ prior: [PriorLink], _ options: LinkOptions, _ report: inout LinkReport
  ) throws -> HireGraph {
    show(0, of: 3)
    let mined = try miner.mine(pairs)
    report.mining = mined.report
    show(1, of: 3)
    let start = ContinuousClock.now
    let features = try LinkFeatures(of: pairs, in: mined.links, threads: options.threads)
    report.mining.add(features, seconds: (ContinuousClock.now - start) / .seconds(1))
    show(2, of: 3)
    var weights: [Float]?
    if options.fits, mined.links.count > 0 {
      var fitting = RegressionOptions()
      fitting.seed = options.settings.seed
      let regression = try LinkRegression.fit(
        pairs: pairs, features: features, linkCount: mined.links.count, options: fitting)
      weights = regression.weights
      report.regression = LinkReport.Regression(
        cost: regression.cost, links: regression.linkCount, heldOutPairs: regression.heldOutPairs,
        seconds: regression.seconds, path: regression.path)
    }
    show(3, of: 3)
    let graph = HireGraph(links: mined.links, weights: weights, prior: prior)
    for node in graph.learnedCount..<graph.count {
      guard case .prior(let source) = graph[node].origin else { continue }
      report.priorLinks[source, default: 0] += 1
    }
    return graph
  }

  private func show(_ done: Int, of total: Int) {
    progress(
      StageProgress("count links, match pairs, weigh", done: done, of: total, unit: "steps", isFinished: done == total))
  }
}
