import MarketStorage

extension TargetReport {
  /// The report of a workspace's active targets, and their id.
  ///
  /// - Throws: `WorkspaceError` where there are none, or their report is damaged.
  public static func active(in workspace: Workspace) throws -> (id: String, report: TargetReport) {
    let opened = try workspace.artifacts(.targets).openActive { manifest, folder in
      (id: manifest.id, report: try TargetReport(contentsOf: folder))
    }
    guard let opened else {
      throw WorkspaceError("\(workspace.folder.path) has no targets yet; `jobmatch target` makes them of the links")
    }
    return opened
  }

  /// What was measured of the seekers' reach.
  ///
  /// - Throws: `WorkspaceError` for targets that were made without an index.
  public func requiredReach() throws -> Reach {
    guard let reach, !reach.pairs.isEmpty else {
      throw WorkspaceError(
        "these targets were made without an index to count open jobs in, or without a seeker; run `jobmatch index`, then "
          + "`jobmatch target`")
    }
    return reach
  }
}
