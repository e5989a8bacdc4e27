import Foundation

/// Writes that a power cut cannot take back.
enum Durably {
  /// How the name begins under which a file's new content is written beside it.
  static func prefix(of name: String) -> String { ".\(name)." }

  /// Replaces a file's content whole: written beside it, forced to disk, renamed over it.
  static func write(_ data: Data, to file: URL) throws {
    let temporary = file.deletingLastPathComponent().appending(
      path: prefix(of: file.lastPathComponent) + UUID().uuidString)
    do {
      try data.write(to: temporary)
      try sync(temporary)
      guard rename(temporary.path, file.path) == 0 else { throw WorkspaceError.system("rename to \(file.path)") }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw error
    }
  }

  /// Forces a file or folder to disk.
  static func sync(_ url: URL) throws {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw WorkspaceError.system("open \(url.path)") }
    defer { close(descriptor) }
    #if canImport(Darwin)
      // There, `fsync` stops at the drive's own memory.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard fsync(descriptor) == 0 else { throw WorkspaceError.system("force \(url.path) to disk") }
  }
}
