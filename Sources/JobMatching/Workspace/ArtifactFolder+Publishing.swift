import Foundation
import JobMarket
import VectorMath

extension ArtifactFolder {
  /// Writes an artifact and makes it the active one.
  ///
  /// - Parameters:
  ///   - inputs: what it is made from, name to id.
  ///   - configuration: the part of the configuration that shapes it.
  ///   - createdAt: the moment to note.
  ///   - write: fills the folder it is given with files, in subfolders too.
  /// - Throws: as `publishDraft`.
  @discardableResult
  public func publish(
    inputs: [String: String], configuration: String, createdAt: Instant, write: (URL) throws -> Void
  ) throws -> Manifest {
    try publishDraft(inputs: inputs, configuration: configuration, createdAt: createdAt) { try write($0.folder) }
  }

  /// Writes an artifact that may share files with an earlier one, and makes it the active one.
  ///
  /// What a crash, a power cut or `kill -9` leaves, by the order of things:
  /// 1. The draft's files are written and measured, new ones are forced to disk, then the manifest, then every folder from
  ///    the innermost out: a folder on disk names only what is on disk. Files shared with an earlier artifact went to disk
  ///    with it; only the folder that holds their new name has to. Until here there is a folder `.writing-…`, which no
  ///    reader looks at and the next writer removes.
  /// 2. The draft's folder is renamed to its id, in one step, and the rename is forced to disk. It is whole by then. Ended
  ///    here, there is a whole artifact that is not active; nobody is harmed, and `prune` removes it in its turn.
  /// 3. The file `active` is replaced in one step, and that is forced to disk. Before it, the artifact of before is active;
  ///    after it, this one. The rename of step 2 is on disk before, so `active` never names what is not there.
  ///
  /// An error instead of an end, such as a full disk, takes away what was written.
  ///
  /// - Parameters:
  ///   - inputs: what it is made from, name to id.
  ///   - configuration: the part of the configuration that shapes it.
  ///   - createdAt: the moment to note.
  ///   - mayLink: whether shared files may get a second name instead of being copied.
  ///   - fill: fills the draft. What it throws is thrown on, in plain words where the system refused.
  /// - Throws: `WorkspaceError` when another process writes here, or the system refuses. The active artifact then stays.
  @discardableResult
  public func publishDraft(
    inputs: [String: String], configuration: String, createdAt: Instant, mayLink: Bool = true,
    fill: (inout ArtifactDraft) throws -> Void
  ) throws -> Manifest {
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try? removeLeavings()
    let temporary = folder.appending(
      path: ArtifactFolder.draftPrefix + UUID().uuidString, directoryHint: .isDirectory)
    var id: String?
    do {
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
      var draft = ArtifactDraft(temporary, of: self, mayLink: mayLink)
      try fill(&draft)
      let (files, new, folders) = try draft.measured()
      let manifest = Manifest(
        formatVersion: Manifest.currentFormat, kind: kind,
        id: ArtifactID.next(after: try names(), checksum: Manifest.checksum(of: files)), inputs: inputs,
        configuration: configuration, codeVersion: JobMatchingVersion.current, createdAt: createdAt, files: files)
      for name in new { try Durably.sync(temporary.appending(path: name)) }
      try Durably.write(Manifest.encoder.encode(manifest), to: temporary.appending(path: Manifest.name))
      for name in folders { try Durably.sync(temporary.appending(path: name, directoryHint: .isDirectory)) }
      try Durably.sync(temporary)
      let place = location(of: manifest)
      guard rename(temporary.path, place.path) == 0 else { throw WorkspaceError.system("rename to \(place.path)") }
      id = manifest.id
      try Durably.sync(folder)
      // The first artifact's folder is as new as what it holds.
      try Durably.sync(folder.deletingLastPathComponent())
      try appendToHistory(manifest.id)
      return manifest
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      // Whole, but nobody asked for an artifact that is not active.
      if let id, let ids = try? history(), ids.last != id { try? remove(id) }
      throw WorkspaceError.explaining(error)
    }
  }

  /// Removes all but the newest artifacts and the active one; returns the removed ids.
  ///
  /// A removed artifact is gone in one step for whoever opens it, and what was opened of it before stays; files that others
  /// share with it stay theirs.
  ///
  /// - Parameters:
  ///   - count: how many to keep, at least 1.
  ///   - spared: ids that stay in any case.
  public func prune(keeping count: Int, sparing spared: Set<String> = []) throws -> [String] {
    guard count >= 1 else { throw WorkspaceError("--keep \(count): keep at least 1") }
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    let active = try history().last
    let doomed = ArtifactID.sorted(try names()).dropLast(count).filter { $0 != active && !spared.contains($0) }
    // The history first: a crash in between leaves artifacts that nothing names, not names of nothing.
    try writeHistory(history().filter { !doomed.contains($0) })
    for id in doomed { try remove(id) }
    try removeLeavings()
    return doomed
  }

  /// Takes an artifact away in one step, and then its files.
  private func remove(_ id: String) throws {
    let aside = folder.appending(path: ArtifactFolder.removedPrefix + id + "-" + UUID().uuidString)
    guard rename(folder.appending(path: id).path, aside.path) == 0 else {
      throw WorkspaceError.system("rename \(folder.appending(path: id).path)")
    }
    try FileManager.default.removeItem(at: aside)
  }

  /// How the names begin of folders that are written, or are being removed.
  private static let (draftPrefix, removedPrefix) = (".writing-", ".removed-")

  /// Removes what writers left who are dead: the lock is ours.
  private func removeLeavings() throws {
    let prefixes = [
      ArtifactFolder.draftPrefix, ArtifactFolder.removedPrefix, Durably.prefix(of: ArtifactFolder.historyName),
    ]
    for name in try names() where prefixes.contains(where: name.hasPrefix) {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }
}
