import Foundation
import JobMarket
import MarketStorage

/// The stages in order, over one workspace.
///
/// ```swift
/// let pipeline = Pipeline(workspace)
/// try pipeline.run([URL(filePath: "feed")], mapping: nil, createdAt: now)  // import, standardize, index
/// ```
public struct Pipeline: Sendable {
  /// The workspace worked on.
  public let workspace: Workspace
  private let progress: StageProgress.Handler

  /// Prepares to run stages.
  public init(_ workspace: Workspace, progress: @escaping StageProgress.Handler = { _ in }) {
    (self.workspace, self.progress) = (workspace, progress)
  }

  /// import ─▶ standardize ─▶ index.
  public func run(
    _ paths: [URL], mapping: MarketMapping?, createdAt: Instant
  ) throws -> (imported: ImportStage.Outcome, index: Manifest) {
    let imported = try importFiles(paths, mapping: mapping)
    if !workspace.configuration.standardize.taxonomies.isEmpty { _ = try standardize(createdAt: createdAt) }
    return (imported, try index(createdAt: createdAt))
  }

  /// Files into the record.
  public func importFiles(_ paths: [URL], mapping: MarketMapping?) throws -> ImportStage.Outcome {
    try ImportStage(workspace, mapping: mapping, progress: progress).run(paths)
  }

  /// The record's texts into entities.
  ///
  /// - Parameters:
  ///   - full: whether texts that have not changed are standardized, too.
  ///   - createdAt: the moment noted in the artifact's manifest.
  public func standardize(full: Bool = false, createdAt: Instant) throws -> StandardizeStage.Outcome {
    try StandardizeStage(workspace: workspace, progress: progress).run(full: full, createdAt: createdAt)
  }

  /// The record's hires into a graph of links.
  ///
  /// - Parameters:
  ///   - options: what to learn by.
  ///   - createdAt: the moment noted in the artifact's manifest.
  public func link(_ options: LinkOptions, createdAt: Instant) throws -> LinkStage.Outcome {
    try LinkStage(workspace: workspace, progress: progress).run(options, createdAt: createdAt)
  }

  /// The links of all jobs and seekers.
  ///
  /// - Parameters:
  ///   - asOf: what seekers had worked as at this moment.
  ///   - createdAt: the moment noted in the artifact's manifest.
  public func target(asOf: Instant, createdAt: Instant) throws -> TargetStage.Outcome {
    try TargetStage(workspace: workspace, progress: progress).run(asOf: asOf, createdAt: createdAt)
  }

  /// The record into an index.
  ///
  /// - Parameter createdAt: the moment noted in the artifact's manifest.
  public func index(createdAt: Instant) throws -> Manifest {
    try indexOutcome(createdAt: createdAt).manifest
  }

  /// What the record changed since into the index's segments.
  ///
  /// - Parameters:
  ///   - isWhole: whether all segments become one.
  ///   - createdAt: the moment noted in the artifact's manifest.
  public func mergeIndex(isWhole: Bool = false, createdAt: Instant) throws -> MergeStage.Outcome {
    try MergeStage(workspace: workspace, progress: progress).run(isWhole: isWhole, createdAt: createdAt)
  }

  /// The record into an index, with what there is to say of it.
  ///
  /// - Parameter createdAt: the moment noted in the artifact's manifest.
  public func indexOutcome(createdAt: Instant) throws -> IndexStage.Outcome {
    try IndexStage(workspace: workspace, progress: progress).run(createdAt: createdAt)
  }
}
