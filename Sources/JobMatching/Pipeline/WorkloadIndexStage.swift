import Foundation
import Retrieval
import VectorMath

/// Makes an index folder from a workload's files.
///
/// It is written beside its place, compared with its checksums, forced to disk, and only then put in the place of an older
/// one in a single step: whoever is killed on the way leaves the older one as it was.
public struct WorkloadIndexStage {
  let workload: URL
  let folder: URL
  /// An index that goes elsewhere may outlive the workload, or see it rewritten in place: it has vectors of its own.
  let sharesVectors: Bool
  let progress: StageProgress.Handler

  /// What was made.
  public struct Outcome: Sendable {
    /// Where it is.
    public var folder: URL
    /// How many rows it has.
    public var rows: Int
    /// How many bytes its files have.
    public var bytes: Int
  }

  /// Prepares to index a workload.
  ///
  /// - Parameters:
  ///   - folder: where the index goes, with a copy of the vectors; `nil` for the folder `index` of the workload, which shares
  ///     the workload's own file where the system allows.
  ///   - progress: told how far it is.
  public init(_ workload: URL, folder: URL? = nil, progress: @escaping StageProgress.Handler = { _ in }) {
    (self.workload, self.progress) = (workload, progress)
    sharesVectors = folder == nil
    self.folder = folder ?? HybridWorkload.indexFolder(of: workload)
  }

  /// Builds the index.
  ///
  /// - Throws: `WorkloadError`, `IndexError`, `WorkspaceError` when the place is taken by something else or another process
  ///   builds there, the file system's errors.
  public func run() throws -> Outcome {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: workload.path, isDirectory: &isFolder) else {
      throw WorkspaceError("\(workload.path): no such folder")
    }
    guard isFolder.boolValue else { throw WorkspaceError("\(workload.path) is no folder; a workload is one") }
    let place = folder.standardizedFileURL
    try refuseTaken(place)
    let parent = place.deletingLastPathComponent()
    let prefix = ".\(place.lastPathComponent).writing-"
    let lock = try FolderLock(parent, name: ".\(place.lastPathComponent).lock")
    defer { withExtendedLifetime(lock) {} }
    try FolderExchangeHandle.restore(place)
    // Whoever wrote these is dead: the lock is ours.
    for name in try manager.contentsOfDirectory(atPath: parent.path) where name.hasPrefix(prefix) {
      try? manager.removeItem(at: parent.appending(path: name))
    }
    let temporary = parent.appending(path: prefix + UUID().uuidString, directoryHint: .isDirectory)
    try manager.createDirectory(at: temporary, withIntermediateDirectories: true)
    do {
      let index = try HybridWorkload.writeIndex(of: workload, to: temporary, sharesVectors: sharesVectors) {
        progress(StageProgress($0, done: $1, of: $2, unit: "rows", isFinished: $1 == $2))
      }
      let check = try IndexCheck.whole(temporary, progress: progress)
      for name in try manager.contentsOfDirectory(atPath: temporary.path) {
        try Durably.sync(temporary.appending(path: name))
      }
      try Durably.sync(temporary)
      // Minutes may have passed, and somebody may have put a file there.
      try refuseTaken(place)
      try FolderExchangeHandle.put(temporary, at: place)
      return Outcome(folder: place, rows: index.count, bytes: check.byteCount)
    } catch {
      try? manager.removeItem(at: temporary)
      throw error
    }
  }

  /// Refuses a place that holds anything but an index of a workload, file by file as its checksums list them: all of it would
  /// be removed.
  private func refuseTaken(_ place: URL) throws {
    let manager = FileManager.default
    // A link that leads nowhere is something too.
    guard (try? manager.attributesOfItem(atPath: place.path)) != nil else { return }
    guard let names = try? manager.contentsOfDirectory(atPath: place.path).sorted() else {
      throw WorkspaceError("\(place.path) is no folder that can be read; name another with --output")
    }
    let listed = JobIndex.checkedFiles(in: place)
    if listed.isEmpty, names.contains(ChecksumFile.name) {
      throw WorkspaceError(
        "\(place.path)/\(ChecksumFile.name) cannot be read, and nothing else tells which files there are an index's; "
          + "remove the folder yourself, or name another with --output")
    }
    if let foreign = names.first(where: { !listed.contains($0) && $0 != ChecksumFile.name }) {
      throw WorkspaceError(
        "\(place.path) holds something else than an index, \(foreign), and all of it would be removed; "
          + "move that away, or name another folder with --output")
    }
    guard names.isEmpty || listed.contains(HybridWorkload.stampFile) else {
      throw WorkspaceError("\(place.path) holds an index of no workload; name another folder with --output")
    }
  }
}

extension IndexCheck {
  /// Compares an index that was just written with its checksums, which were taken from memory.
  ///
  /// - Throws: `WorkspaceError` when the disk has not what was written.
  static func whole(_ folder: URL, progress: StageProgress.Handler) throws -> IndexCheck {
    let check = try IndexCheck(of: folder) { done, total in
      progress(StageProgress("compare checksums", done: done, of: total, unit: "bytes", isFinished: done == total))
    }
    if let damage = check.damages.first {
      throw WorkspaceError("\(damage): the disk has not what was written", isEnvironment: true)
    }
    return check
  }
}
