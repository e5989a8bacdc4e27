import Foundation
import JobMarket
import VectorMath

/// The artifacts of one kind: immutable folders named by id, one of them active.
///
/// An artifact is written to a temporary folder, its files and folders are forced to disk, and only then is it renamed to
/// its id, so that a crash leaves either nothing or all of it. The active id stands in a file `active`, replaced the same
/// way, above a history that `rollback` walks back.
///
/// Its files may lie in subfolders; the manifest names them by their relative paths, `segments/0001/keys.npy`. What did not
/// change since an earlier artifact may be shared with it (`ArtifactDraft.share`).
public struct ArtifactFolder: Sendable {
  /// What it holds.
  public let kind: ArtifactKind
  /// The folder.
  public let folder: URL

  init(kind: ArtifactKind, workspace: URL) {
    self.kind = kind
    folder = workspace.appending(path: kind.rawValue, directoryHint: .isDirectory)
  }

  /// Every complete artifact's manifest, oldest first; one that is removed meanwhile is left out.
  ///
  /// - Throws: `WorkspaceError` when one cannot be read.
  public func list() throws -> [Manifest] {
    try ArtifactID.sorted(names()).compactMap { id in
      do {
        return try manifest(id)
      } catch  where !holds(id) {
        return nil
      }
    }
  }

  /// The active artifact's manifest, or `nil` when none was made yet.
  ///
  /// Another process may remove the artifact as soon as a newer one is active; `openActive` heeds that.
  public func active() throws -> Manifest? {
    guard let id = try history().last else { return nil }
    return try manifest(id)
  }

  /// Which artifact is the active one, whether or not it is still there; `nil` when none was made yet.
  ///
  /// - Throws: `WorkspaceError` when the list of what was active cannot be read.
  public func activeID() throws -> String? { try history().last }

  /// What to say of an active artifact whose folder somebody removed.
  public func absence(ofActive id: String) -> String {
    "the active \(kind.rawValue) '\(id)' is gone from \(folder.path); `jobmatch \(kind.command)` makes one"
  }

  /// The folder of an artifact's files.
  public func location(of manifest: Manifest) -> URL {
    folder.appending(path: manifest.id, directoryHint: .isDirectory)
  }

  /// One artifact's manifest.
  public func manifest(_ id: String) throws -> Manifest {
    guard ArtifactID.isID(id) else {
      throw WorkspaceError("'\(id)' is not an artifact id; `jobmatch artifacts list` shows them")
    }
    let file = folder.appending(path: "\(id)/\(Manifest.name)")
    guard let data = try WorkspaceError.readIfThere(file) else {
      if try activeID() == id { throw WorkspaceError(absence(ofActive: id)) }
      throw WorkspaceError(
        "no \(kind.rawValue) artifact '\(id)' in \(folder.path); `jobmatch artifacts list` shows them")
    }
    do {
      let manifest = try JSONDecoder().decode(Manifest.self, from: data)
      guard manifest.formatVersion <= Manifest.currentFormat else {
        throw WorkspaceError(
          "\(file.path): written by a newer jobmatch (format \(manifest.formatVersion), this one reads up to "
            + "\(Manifest.currentFormat)); use that one or rebuild")
      }
      if let name = manifest.files.keys.sorted().first(where: { !ArtifactTree.isName($0) }) {
        throw WorkspaceError(
          "\(file.path): damaged, '\(name)' names no file of the artifact; make it again with `jobmatch \(kind.command)`"
        )
      }
      return manifest
    } catch is DecodingError {
      throw WorkspaceError(
        "\(file.path): damaged, it is not a manifest; make the artifact again with `jobmatch \(kind.command)`")
    }
  }

  /// Makes an artifact the active one.
  public func activate(_ id: String) throws {
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    _ = try manifest(id)
    try appendToHistory(id)
  }

  /// Makes the artifact that was active before the present one active again, and returns its id.
  public func rollback() throws -> String {
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    var ids = try history()
    guard ids.count >= 2 else {
      throw WorkspaceError("no earlier \(kind.rawValue) to go back to; `jobmatch artifacts list` shows what there is")
    }
    ids.removeLast()
    let target = ids[ids.count - 1]
    _ = try manifest(target)
    try writeHistory(ids)
    return target
  }

  /// What the folder holds; nothing where there is no folder yet.
  func names() throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw WorkspaceError.explaining(error)
    }
  }

  /// Whether an artifact's folder is there.
  func holds(_ id: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: folder.appending(path: id).path)) != nil
  }
}

/// The history of which artifacts were active, the present one last.
extension ArtifactFolder {
  /// What it is called.
  static let historyName = "active"

  func history() throws -> [String] {
    guard let data = try WorkspaceError.readIfThere(folder.appending(path: ArtifactFolder.historyName)) else {
      return []
    }
    let ids = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    guard ids.allSatisfy(ArtifactID.isID) else {
      throw WorkspaceError(
        "\(folder.path)/active: damaged, a line is not an artifact id; activate one, or make it again with `jobmatch \(kind.command)`"
      )
    }
    return ids
  }

  func appendToHistory(_ id: String) throws {
    var ids: [String] = []
    do {
      ids = try history()
    } catch let error as WorkspaceError where !error.isEnvironment {
      // A damaged history must not keep a new artifact from being used: it begins anew.
    }
    if ids.last != id { ids.append(id) }
    try writeHistory(ids)
  }

  func writeHistory(_ ids: [String]) throws {
    // Old history is of no use to anybody; what remains still allows 100 steps back.
    let text = ids.suffix(100).map { $0 + "\n" }.joined()
    try Durably.write(Data(text.utf8), to: folder.appending(path: ArtifactFolder.historyName))
    try Durably.sync(folder)
  }
}
