import Foundation
import VectorMath

/// An artifact that is being written: a folder to fill, and the way to take over what an earlier artifact has already.
///
/// ```swift
/// try artifacts.publishDraft(inputs: inputs, configuration: text, createdAt: now) { draft in
///   try draft.share("segments/0001", of: earlier)
///   try segment.write(to: draft.subfolder("segments/0002"))
/// }
/// ```
public struct ArtifactDraft {
  /// Where the files go, in subfolders too.
  public let folder: URL
  private let artifacts: ArtifactFolder
  private let mayLink: Bool
  /// What is known of files that were taken over: what they must be and, of those that are another artifact's too, which file
  /// it was.
  private var taken: [String: (file: Manifest.File, state: FileState?)] = [:]

  init(_ folder: URL, of artifacts: ArtifactFolder, mayLink: Bool) {
    (self.folder, self.artifacts, self.mayLink) = (folder, artifacts, mayLink)
  }

  /// A subfolder, made if it is not there.
  ///
  /// - Parameter name: its path, `segments/0002`.
  /// - Throws: `WorkspaceError` for a path out of the artifact, the file system's errors.
  public func subfolder(_ name: String) throws -> URL {
    guard ArtifactTree.isName(name) else { throw WorkspaceError("'\(name)' names no folder of an artifact") }
    let place = folder.appending(path: name, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return place
  }

  /// Takes over a file, or a folder with all its files, of an earlier artifact of the kind.
  ///
  /// The files get a second name: their content is neither read nor written, and their size and checksum are those that the
  /// earlier manifest says. Removing the earlier artifact takes nothing away from this one. Where the file system gives no
  /// second names, they are copied, and what was copied is compared with the earlier checksum.
  ///
  /// Nobody may write in place to what was taken over: it would change the earlier artifact too. Replacing it whole is fine.
  ///
  /// - Parameters:
  ///   - name: the path of the file or folder in the earlier artifact.
  ///   - earlier: the artifact's manifest.
  ///   - newName: its path in this one; the default is the same.
  /// - Throws: `WorkspaceError` when the earlier artifact has no such file, or not as its manifest says. O(files), or O(bytes)
  ///   for a copy.
  public mutating func share(_ name: String, of earlier: Manifest, as newName: String? = nil) throws {
    let newName = newName ?? name
    for name in [name, newName] where !ArtifactTree.isName(name) {
      throw WorkspaceError("'\(name)' names no file of an artifact")
    }
    let source = artifacts.location(of: earlier)
    let files = earlier.files.filter { $0.key == name || $0.key.utf8.starts(with: (name + "/").utf8) }
    guard earlier.kind == artifacts.kind, !files.isEmpty else {
      throw WorkspaceError("\(source.path): the \(earlier.kind.rawValue) artifact has no file '\(name)' to take over")
    }
    for (file, expected) in files.sorted(by: { $0.key < $1.key }) {
      let rest = String(decoding: file.utf8.dropFirst(name.utf8.count), as: UTF8.self)
      try take(source.appending(path: file), expected, as: newName + rest)
    }
  }

  private mutating func take(_ source: URL, _ expected: Manifest.File, as name: String) throws {
    guard let found = FileState(source), found.isPlain, found.bytes == expected.bytes else {
      throw WorkspaceError(
        "\(source.path): not the file of \(expected.bytes) bytes that its manifest names; make the artifact again with "
          + "`jobmatch \(artifacts.kind.command)`")
    }
    let target = folder.appending(path: name)
    let manager = FileManager.default
    try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    if mayLink {
      if linkat(AT_FDCWD, source.path, AT_FDCWD, target.path, 0) == 0 {
        taken[name] = (expected, FileState(target))
        return
      }
      guard ArtifactDraft.meansNoLinks.contains(errno) else { throw WorkspaceError.system("link \(target.path)") }
    }
    try manager.copyItem(at: source, to: target)
    taken[name] = (expected, nil)
  }

  /// What the system says where a file cannot have a second name, but a copy can be made: another file system, one without
  /// links, too many of them, or a file of somebody else.
  private static let meansNoLinks: Set<Int32> = [EXDEV, EPERM, EACCES, EMLINK, ENOTSUP, EOPNOTSUPP, ENOSYS]

  /// The size and checksum of every file, and what is not on disk for certain: the files that are no other artifact's.
  ///
  /// - Throws: `WorkspaceError` for anything but plain files and folders, or a copy that differs from what was copied;
  ///   `FileDamage`. O(bytes of new files).
  func measured() throws -> (files: [String: Manifest.File], new: [String], folders: [String]) {
    let tree = try ArtifactTree(folder)
    var (files, new): ([String: Manifest.File], [String]) = ([:], [])
    for name in tree.files {
      guard ArtifactTree.isName(name) else { throw WorkspaceError("an artifact's file cannot be called '\(name)'") }
      let place = folder.appending(path: name)
      let known = taken[name]
      // Still the very file that was taken over.
      if let known, let state = known.state, FileState(place) == state {
        files[name] = known.file
        continue
      }
      let mapped = try MappedFileHandle(place.path)
      let file = Manifest.File(bytes: mapped.byteCount, checksum: mapped.checksum())
      if let known, known.state == nil, known.file != file {
        throw WorkspaceError(
          "\(place.path): the copy differs from the checksum of what was copied; make the artifact again with "
            + "`jobmatch \(artifacts.kind.command)`")
      }
      files[name] = file
      new.append(name)
    }
    return (files, new, tree.folders)
  }
}

/// What tells whether a file is the one it was, and has not been written to.
struct FileState: Equatable {
  let isPlain: Bool
  let bytes: Int
  private let device: UInt64
  private let number: UInt64
  private let changed: Int64

  /// The state of what stands under a name, a link for a link; `nil` for nothing.
  init?(_ file: URL) {
    var status = stat()
    guard lstat(file.path, &status) == 0 else { return nil }
    isPlain = status.st_mode & S_IFMT == S_IFREG
    bytes = Int(status.st_size)
    (device, number) = (UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino))
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    changed = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
