import Foundation
import JobMarket
import MarketStorage

/// The stages in order, over one workspace.
///
/// ```swift
/// let pipeline = Pipeline(workspace)
/// try pipeline.run([URL(filePath: "feed")], mapping: nil, createdAt: now)  // import, then index
/// ```
public struct Pipeline: Sendable {
  /// The workspace worked on.
  public let workspace: Workspace
  private let progress: StageProgress.Handler

  /// Prepares to run stages.
  public init(_ workspace: Workspace, progress: @escaping StageProgress.Handler = { _ in }) {
    (self.workspace, self.progress) = (workspace, progress)
  }

  /// import ─▶ index.
  public func run(
    _ paths: [URL], mapping: MarketMapping?, createdAt: Instant
  ) throws -> (imported: ImportStage.Outcome, index: Manifest) {
    let imported = try importFiles(paths, mapping: mapping)
    return (imported, try index(createdAt: createdAt))
  }

  /// Files into the record.
  public func importFiles(_ paths: [URL], mapping: MarketMapping?) throws -> ImportStage.Outcome {
    try ImportStage(workspace, mapping: mapping, progress: progress).run(paths)
  }

  /// The record into an index.
  ///
  /// - Parameter createdAt: the moment noted in the artifact's manifest.
  public func index(createdAt: Instant) throws -> Manifest {
    try indexOutcome(createdAt: createdAt).manifest
  }

  /// The record into an index, with what there is to say of it.
  ///
  /// - Parameter createdAt: the moment noted in the artifact's manifest.
  public func indexOutcome(createdAt: Instant) throws -> IndexStage.Outcome {
    try IndexStage(workspace: workspace, progress: progress).run(createdAt: createdAt)
  }
}
