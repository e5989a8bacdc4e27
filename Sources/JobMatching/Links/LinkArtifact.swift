import Foundation
import JobMarket
import LinkGraph
import MarketStorage

/// A graph of links as it lies in a workspace, with what people decided about it.
public struct LinkArtifact: Sendable {
  /// What it is.
  public let manifest: Manifest
  /// The links.
  public let graph: HireGraph
  /// How they were learned.
  public let report: LinkReport
  let workspace: Workspace

  /// Opens a workspace's active graph; `nil` where none was learned.
  ///
  /// - Throws: `WorkspaceError`, `LinkGraphError` when it is damaged.
  public static func active(in workspace: Workspace) throws -> LinkArtifact? {
    try workspace.artifacts(.links).openActive { manifest, folder in
      try LinkArtifact(manifest, folder, workspace)
    }
  }

  /// Opens one by its id.
  ///
  /// - Throws: as `active`; `WorkspaceError` when there is none of that id.
  public init(_ id: String, in workspace: Workspace) throws {
    let artifacts = workspace.artifacts(.links)
    let manifest = try artifacts.manifest(id)
    try self.init(manifest, artifacts.location(of: manifest), workspace)
  }

  private init(_ manifest: Manifest, _ folder: URL, _ workspace: Workspace) throws {
    let report = folder.appending(path: LinkStage.reportName)
    guard let data = try WorkspaceError.readIfThere(report) else {
      throw WorkspaceError("\(report.path) is gone; learn links anew with `jobmatch link`")
    }
    do {
      self.report = try JSONDecoder().decode(LinkReport.self, from: data)
    } catch {
      throw WorkspaceError("\(report.path) is damaged; learn links anew with `jobmatch link`")
    }
    graph = try HireGraph(contentsOf: folder.path)
    (self.manifest, self.workspace) = (manifest, workspace)
  }

  /// Opens a workspace's active graph, or says how to get one.
  public static func required(in workspace: Workspace) throws -> LinkArtifact {
    guard let artifact = try active(in: workspace) else {
      throw WorkspaceError("\(workspace.folder.path) has no links yet; `jobmatch link` learns them from hires")
    }
    return artifact
  }
}
