import Foundation
import JobMarket
import VectorMath

/// The artifacts of one kind: immutable folders named by id, one of them active.
///
/// An artifact is written to a temporary folder, its files and the folder are forced to disk, and only then is it renamed to
/// its id, so that a crash leaves either nothing or all of it. The active id stands in a file `active`, replaced the same
/// way, above a history that `rollback` walks back.
public struct ArtifactFolder: Sendable {
  /// What it holds.
  public let kind: ArtifactKind
  /// The folder.
  public let folder: URL

  init(kind: ArtifactKind, workspace: URL) {
    self.kind = kind
    folder = workspace.appending(path: kind.rawValue, directoryHint: .isDirectory)
  }

  /// Every complete artifact's manifest, oldest first.
  ///
  /// - Throws: `WorkspaceError` when one cannot be read.
  public func list() throws -> [Manifest] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try ArtifactFolder.ids(among: names).map(manifest)
  }

  /// The active artifact's manifest, or `nil` when none was made yet.
  public func active() throws -> Manifest? {
    guard let id = try history().last else { return nil }
    return try manifest(id)
  }

  /// The folder of an artifact's files.
  public func location(of manifest: Manifest) -> URL {
    folder.appending(path: manifest.id, directoryHint: .isDirectory)
  }

  /// One artifact's manifest.
  public func manifest(_ id: String) throws -> Manifest {
    guard ArtifactFolder.isID(id) else {
      throw WorkspaceError("'\(id)' is not an artifact id; `jobmatch artifacts list` shows them")
    }
    let file = folder.appending(path: "\(id)/manifest.json")
    guard let data = try? Data(contentsOf: file) else {
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
      return manifest
    } catch is DecodingError {
      throw WorkspaceError(
        "\(file.path): damaged, it is not a manifest; make the artifact again with `jobmatch \(kind.command)`")
    }
  }

  /// Writes an artifact and makes it the active one.
  ///
  /// - Parameters:
  ///   - inputs: what it is made from, name to id.
  ///   - configuration: the part of the configuration that shapes it.
  ///   - createdAt: the moment to note.
  ///   - write: fills the folder it is given with files; subfolders are not kept.
  @discardableResult
  public func publish(
    inputs: [String: String], configuration: String, createdAt: Instant, write: (URL) throws -> Void
  ) throws -> Manifest {
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    let manager = FileManager.default
    // Whoever wrote these is dead: the lock is ours.
    for name in try manager.contentsOfDirectory(atPath: folder.path) where name.hasPrefix(".writing-") {
      try? manager.removeItem(at: folder.appending(path: name))
    }
    let temporary = folder.appending(path: ".writing-\(UUID().uuidString)", directoryHint: .isDirectory)
    try manager.createDirectory(at: temporary, withIntermediateDirectories: true)
    do {
      try write(temporary)
      let files = try ArtifactFolder.measure(temporary)
      let names = try manager.contentsOfDirectory(atPath: folder.path)
      let number = ArtifactFolder.ids(among: names).last.map(ArtifactFolder.number) ?? 0
      var content = CRC32C()
      for (name, file) in files.sorted(by: { $0.key < $1.key }) {
        content.update(Array("\(name) \(file.bytes) \(file.checksum)\n".utf8))
      }
      let manifest = Manifest(
        formatVersion: Manifest.currentFormat, kind: kind,
        id: ArtifactFolder.padded(number + 1) + "-" + ArtifactFolder.hexadecimal(content.value), inputs: inputs,
        configuration: configuration, codeVersion: JobMatchingVersion.current, createdAt: createdAt, files: files)
      try Durably.write(Manifest.encoder.encode(manifest), to: temporary.appending(path: "manifest.json"))
      for name in files.keys { try Durably.sync(temporary.appending(path: name)) }
      try Durably.sync(temporary)
      try manager.moveItem(at: temporary, to: location(of: manifest))
      try Durably.sync(folder)
      try appendToHistory(manifest.id)
      return manifest
    } catch {
      try? manager.removeItem(at: temporary)
      throw error
    }
  }

  /// Makes an artifact the active one.
  public func activate(_ id: String) throws {
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    _ = try manifest(id)
    try appendToHistory(id)
  }

  private func appendToHistory(_ id: String) throws {
    // A damaged history must not keep a new artifact from being used: it begins anew.
    var ids = (try? history()) ?? []
    if ids.last != id { ids.append(id) }
    try writeHistory(ids)
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

  /// Removes all but the newest artifacts and the active one; returns the removed ids.
  ///
  /// - Parameters:
  ///   - count: how many to keep, at least 1.
  ///   - spared: ids that stay in any case.
  public func prune(keeping count: Int, sparing spared: Set<String> = []) throws -> [String] {
    guard count >= 1 else { throw WorkspaceError("--keep \(count): keep at least 1") }
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    let active = try history().last
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let doomed = ArtifactFolder.ids(among: names).dropLast(count).filter { $0 != active && !spared.contains($0) }
    // The history first: a crash in between leaves artifacts that nothing names, not names of nothing.
    try writeHistory(history().filter { !doomed.contains($0) })
    for name in doomed + names.filter({ $0.hasPrefix(".writing-") }) {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    return doomed
  }

  /// Reads the files of an artifact and compares sizes and checksums; returns what differs, one sentence each.
  ///
  /// - Parameters:
  ///   - unread: files that the caller will not read, and that are left out.
  ///   - sizesOnly: files whose content somebody else compares, and of which only the size is looked at.
  public func verify(
    _ manifest: Manifest, except unread: Set<String> = [], sizesOnly: Set<String> = []
  ) -> [String] {
    manifest.files.filter { !unread.contains($0.key) }.sorted { $0.key < $1.key }.compactMap { name, expected in
      let file = location(of: manifest).appending(path: name)
      guard let data = try? Data(contentsOf: file, options: .mappedIfSafe) else {
        return "\(file.path): cannot be read"
      }
      if data.count != expected.bytes { return "\(file.path): \(data.count) bytes, not \(expected.bytes)" }
      if sizesOnly.contains(name) { return nil }
      return ArtifactFolder.checksum(data) == expected.checksum ? nil : "\(file.path): its checksum differs"
    }
  }

  private func history() throws -> [String] {
    guard let text = try? String(contentsOf: folder.appending(path: "active"), encoding: .utf8) else { return [] }
    let ids = text.split(separator: "\n").map(String.init)
    guard ids.allSatisfy(ArtifactFolder.isID) else {
      throw WorkspaceError(
        "\(folder.path)/active: damaged, a line is not an artifact id; activate one, or make it again with `jobmatch \(kind.rawValue)`"
      )
    }
    return ids
  }

  private func writeHistory(_ ids: [String]) throws {
    // Old history is of no use to anybody; what remains still allows 100 steps back.
    let text = ids.suffix(100).map { $0 + "\n" }.joined()
    try Durably.write(Data(text.utf8), to: folder.appending(path: "active"))
    try Durably.sync(folder)
  }

  private static func measure(_ folder: URL) throws -> [String: Manifest.File] {
    var files: [String: Manifest.File] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let data = try Data(contentsOf: folder.appending(path: name), options: .mappedIfSafe)
      files[name] = Manifest.File(bytes: data.count, checksum: ArtifactFolder.checksum(data))
    }
    return files
  }

  /// Digits, a dash, eight hexadecimal digits: also what keeps a user's word from naming a file elsewhere.
  static func isID(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].count >= 4 && parts[1].count == 8
      && parts[0].allSatisfy { (0x30...0x39).contains($0) }
      && parts[1].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func checksum(_ data: Data) -> UInt32 {
    var checksum = CRC32C()
    data.withUnsafeBytes { checksum.update($0) }
    return checksum.value
  }

  /// Names that are ids, by number.
  private static func ids(among names: [String]) -> [String] {
    names.filter(isID).sorted { (number($0), $0) < (number($1), $1) }
  }

  /// The rising part of an id.
  private static func number(_ id: String) -> Int {
    id.split(separator: "-").first.flatMap { Int($0) } ?? 0
  }

  private static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension Manifest {
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
