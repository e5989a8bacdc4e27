import Foundation
import JobMarket
import LinkGraph

/// What people decided about links, in `link-edits.jsonl` of a workspace: a line each, oldest first, only ever added to.
///
/// The file is part of the record: learning anew does not change it, and every answer heeds it from the moment it is written.
public struct LinkEditFile: Sendable {
  /// The file's name.
  public static let name = "link-edits.jsonl"
  private let file: URL

  /// The file of a workspace.
  public init(_ workspace: Workspace) { file = workspace.folder.appending(path: LinkEditFile.name) }

  /// All that was decided; nothing where nobody did. O(length).
  ///
  /// - Throws: `LinkGraphError` naming the line that cannot be read; `WorkspaceError` for a file that cannot be.
  public func log() throws -> LinkEditLog {
    guard let data = try WorkspaceError.readIfThere(file) else { return LinkEditLog() }
    return try LinkEditLog(String(decoding: data, as: UTF8.self), file: file.path)
  }

  /// Adds edits, all or none, forced to disk before this returns.
  ///
  /// - Throws: `WorkspaceError` while another process keeps edits for longer than two seconds; as `log`; the file system's errors.
  public func append(_ edits: [LinkEdit]) throws {
    // Two people who decide at once must both be heard.
    let lock = try FolderLock(file.deletingLastPathComponent(), name: ".\(LinkEditFile.name).lock")
    defer { withExtendedLifetime(lock) {} }
    var content = try WorkspaceError.readIfThere(file) ?? Data()
    var log = try LinkEditLog(String(decoding: content, as: UTF8.self), file: file.path)
    if let last = content.last, last != UInt8(ascii: "\n") { content.append(UInt8(ascii: "\n")) }
    for edit in edits { content += Data(try log.append(edit).utf8) }
    try Durably.write(content, to: file)
  }

  /// What tells whether the file changed: its size and when it was written. `nil` where there is none.
  var stamp: Stamp? {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    // Every edit writes a new file in the old one's place.
    return Stamp(
      bytes: Int(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec), file: UInt64(status.st_ino)
    )
  }

  struct Stamp: Hashable, Sendable {
    var bytes, seconds, nanoseconds: Int
    var file: UInt64
  }
}

extension LinkArtifact {
  /// The links as they serve now: ranked as configured, heeding what people decided.
  ///
  /// - Parameters:
  ///   - target: what ranks and how good a link must be.
  ///   - log: what people decided; `nil` reads the workspace's.
  ///   - number: the number of a value.
  /// - Throws: `LinkGraphError`, `WorkspaceError`. O(links + edits).
  public func served(
    _ target: Configuration.Target, log: LinkEditLog? = nil, number: (AttributeField, String) -> ValueID?
  ) throws -> ServedLinks {
    let log = try log ?? LinkEditFile(workspace).log()
    return try ServedLinks(
      graph, by: target.quality, minimumQuality: target.minimumQuality,
      standing: log.resolve(in: graph, id: number).standing)
  }
}
