import Foundation
import JobMatching
import Testing

/// At any moment the old folder or the new one can be found, whether the system exchanges two names at once or not.
@Suite("A folder in the place of another")
struct FolderExchangeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["old", "new"] {
      try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: true)
      try folder.write(name, "\(name)/name.txt")
    }
    try FileManager.default.moveItem(at: folder.file("old"), to: folder.file("place"))
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  private func content() throws -> String { try String(contentsOf: folder.file("place/name.txt"), encoding: .utf8) }

  @Test("The new one is there, and nothing else", arguments: [true, false])
  func exchange(atOnce: Bool) throws {
    try FolderExchangeHandle.put(folder.file("new"), at: folder.file("place"), atOnce: atOnce)
    #expect(try content() == "new")
    #expect(try names() == ["place"])
    #expect(throws: WorkspaceError.self, "there is no new one") {
      try FolderExchangeHandle.put(folder.file("new"), at: folder.file("place"), atOnce: atOnce)
    }
    #expect(try content() == "new", "the old one is put back")
    #expect(try names() == ["place"])
  }

  @Test("What a kill between two renames left aside is put back, or removed where the new one is in its place")
  func restore() throws {
    try FileManager.default.moveItem(at: folder.file("place"), to: folder.file(".place.replaced-1"))
    try FolderExchangeHandle.restore(folder.file("place"))
    #expect(try content() == "old")
    try FileManager.default.moveItem(at: folder.file("place"), to: folder.file(".place.replaced-2"))
    try FileManager.default.moveItem(at: folder.file("new"), to: folder.file("place"))
    try FolderExchangeHandle.restore(folder.file("place"))
    #expect(try content() == "new")
    #expect(try names() == ["place"])
  }
}
