import Foundation

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "jobmatch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// A file of the folder.
  func file(_ name: String) -> URL { url.appending(path: name) }

  /// Writes a file and returns where.
  @discardableResult
  func write(_ text: String, _ name: String) throws -> URL {
    try Data(text.utf8).write(to: file(name))
    return file(name)
  }
}
