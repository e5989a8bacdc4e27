import Foundation
import JobMarket
import MarketStorage

/// A folder with everything of one market: `jobmatch.yaml`, `market.sqlite` (the system of record) and the artifacts made
/// from it, each kind in a folder of its own.
///
/// ```swift
/// let workspace = try Workspace.create(at: URL(filePath: "board"))
/// let store = try workspace.openStore()
/// ```
public struct Workspace: Sendable {
  /// The folder.
  public let folder: URL
  /// What `jobmatch.yaml` says.
  public let configuration: Configuration

  /// The name of the configuration file.
  public static let configurationFile = "jobmatch.yaml"

  /// Makes a workspace in a folder that may exist but holds none yet.
  ///
  /// - Throws: `WorkspaceError` when there is one already; the file system's errors.
  @discardableResult
  public static func create(at folder: URL, configuration: Configuration = Configuration()) throws -> Workspace {
    let file = folder.appending(path: configurationFile)
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw WorkspaceError("\(folder.path) is a workspace already; `jobmatch import` adds to it")
    }
    try configuration.validate()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let workspace = Workspace(folder: folder, configuration: configuration)
    try workspace.openStore().close()
    // Last, so that a folder with this file is a whole workspace.
    try Durably.write(Data(configuration.commentedYAML().utf8), to: file)
    return workspace
  }

  /// Opens a workspace.
  ///
  /// - Throws: `WorkspaceError` when the folder holds none, `ConfigurationError` when its file cannot be used.
  public static func open(at folder: URL) throws -> Workspace {
    let file = folder.appending(path: configurationFile)
    guard let data = try WorkspaceError.readIfThere(file) else {
      throw WorkspaceError("\(folder.path) is not a workspace (no \(configurationFile)); make one with `jobmatch init`")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw WorkspaceError("\(file.path): not UTF-8; save it as such")
    }
    return Workspace(folder: folder, configuration: try Configuration(yaml: text, file: file.path))
  }

  /// Opens the system of record.
  ///
  /// - Parameter writable: whether to take the writing lock; reading needs none.
  /// - Throws: `MarketStoreError`.
  public func openStore(writable: Bool = true) throws -> MarketStore {
    var options = MarketStore.Options()
    options.isWritable = writable
    return try MarketStore(folder: folder.path, options: options)
  }

  /// Whether texts were ever standardized here.
  public var hasEntities: Bool { ((try? artifacts(.entities).active()) ?? nil) != nil }

  /// Removes all but the newest artifacts of a kind, the active one and those that another artifact was made from; returns
  /// the removed ids.
  ///
  /// - Parameter count: how many to keep, at least 1.
  /// - Throws: `WorkspaceError`, also for an index whose manifest cannot be read: what it was made from is not known.
  public func prune(_ kind: ArtifactKind, keeping count: Int) throws -> [String] {
    let makers = [ArtifactKind.index, .targets].filter { $0 != kind }
    let needed = try makers.flatMap { try artifacts($0).list().compactMap { $0.inputs[kind.rawValue] } }
    return try artifacts(kind).prune(keeping: count, sparing: Set(needed))
  }

  /// The artifacts of a kind.
  public func artifacts(_ kind: ArtifactKind) -> ArtifactFolder {
    ArtifactFolder(kind: kind, workspace: folder)
  }
}
