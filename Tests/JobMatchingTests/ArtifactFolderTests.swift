import Foundation
import JobMarket
import JobMatching
import Testing

@Suite("Artifacts")
struct ArtifactFolderTests {
  private let folder: TemporaryFolder
  private let artifacts: ArtifactFolder

  init() throws {
    folder = try TemporaryFolder()
    artifacts = try Workspace.create(at: folder.file("workspace")).artifacts(.index)
  }

  private func publish(_ text: String) throws -> Manifest {
    try artifacts.publish(inputs: ["market": "7"], configuration: "", createdAt: Instant(seconds: 1)) { folder in
      try Data(text.utf8).write(to: folder.appending(path: "a.txt"))
    }
  }

  @Test("What is published is active, listed and whole")
  func publishing() throws {
    #expect(try artifacts.active() == nil)
    let first = try publish("one")
    let second = try publish("two")
    #expect(first.id.hasPrefix("0001-") && second.id.hasPrefix("0002-"))
    #expect(try artifacts.list().map(\.id) == [first.id, second.id])
    #expect(try artifacts.active() == second)
    #expect(artifacts.verify(second).isEmpty)
    #expect(second.files["a.txt"]?.bytes == 3)
    #expect(second.inputs == ["market": "7"])
  }

  @Test("Equal content has an equal checksum in its id")
  func naming() throws {
    #expect(try publish("same").id.suffix(8) == publish("same").id.suffix(8))
    #expect(try publish("same").id.suffix(8) != publish("else").id.suffix(8))
  }

  @Test("Going back and forth")
  func rollingBack() throws {
    #expect(throws: WorkspaceError.self) { try artifacts.rollback() }
    let ids = try ["one", "two", "three"].map { try publish($0).id }
    #expect(try artifacts.rollback() == ids[1])
    #expect(try artifacts.rollback() == ids[0])
    #expect(throws: WorkspaceError.self) { try artifacts.rollback() }
    try artifacts.activate(ids[2])
    #expect(try artifacts.active()?.id == ids[2])
    #expect(try artifacts.rollback() == ids[0])
  }

  @Test("Pruning keeps the newest and the active one")
  func pruning() throws {
    let ids = try ["one", "two", "three", "four"].map { try publish($0).id }
    try artifacts.activate(ids[0])
    #expect(try artifacts.prune(keeping: 1) == [ids[1], ids[2]])
    #expect(try artifacts.list().map(\.id) == [ids[0], ids[3]])
    #expect(try artifacts.active()?.id == ids[0])
    #expect(throws: WorkspaceError.self) { try artifacts.prune(keeping: 0) }
  }

  @Test("A stage that fails leaves nothing behind and the active artifact active")
  func failing() throws {
    let first = try publish("one")
    struct Broken: Error {}
    #expect(throws: Broken.self) {
      try artifacts.publish(inputs: [:], configuration: "", createdAt: Instant(seconds: 1)) { folder in
        try Data("half".utf8).write(to: folder.appending(path: "a.txt"))
        throw Broken()
      }
    }
    #expect(try artifacts.active() == first)
    let names = try FileManager.default.contentsOfDirectory(atPath: artifacts.folder.path)
    #expect(Set(names) == ["active", ".lock", first.id])
  }

  @Test("Pruning an empty folder, or one with the leavings of a crash, is no trouble")
  func pruningLeavings() throws {
    #expect(try artifacts.prune(keeping: 1).isEmpty)
    let first = try publish("one")
    let leaving = artifacts.folder.appending(path: ".writing-1")
    try FileManager.default.createDirectory(at: leaving, withIntermediateDirectories: true)
    #expect(try artifacts.prune(keeping: 1).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: leaving.path))
    #expect(try artifacts.active() == first)
  }

  @Test("A stage killed while it writes leaves the last artifact active, and its leavings go with the next pruning")
  func killed() async throws {
    let first = try publish("one")
    let path = folder.file("workspace").path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let artifacts = try Workspace.open(at: URL(filePath: path)).artifacts(.index)
      try artifacts.publish(inputs: [:], configuration: "", createdAt: Instant(seconds: 2)) { folder in
        try Data("half".utf8).write(to: folder.appending(path: "a.txt"))
        kill(getpid(), SIGKILL)
      }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: artifacts.folder.path)
    #expect(names.contains { $0.hasPrefix(".writing-") }, "the killed stage had begun to write")
    #expect(try artifacts.active() == first)
    #expect(artifacts.verify(first).isEmpty)
    #expect(try publish("two").id.hasPrefix("0002-"), "the lock went with the process")
    _ = try artifacts.prune(keeping: 2)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: artifacts.folder.path).allSatisfy { !$0.hasPrefix(".w") })
  }

  @Test("Two processes do not change one folder at once")
  func locked() async throws {
    let path = folder.file("workspace").path
    try artifacts.publish(inputs: [:], configuration: "", createdAt: Instant(seconds: 2)) { folder in
      try Data("one".utf8).write(to: folder.appending(path: "a.txt"))
      // The lock belongs to an open file, so a second one of this process is kept out like another process.
      let other = try Workspace.open(at: URL(filePath: path)).artifacts(.index)
      let error = #expect(throws: WorkspaceError.self) { try other.prune(keeping: 1) }
      #expect(error?.isEnvironment ?? false)
    }
  }

  @Test("Any changed, shortened or missing file is found")
  func damage() throws {
    let manifest = try publish("some content")
    let file = artifacts.location(of: manifest).appending(path: "a.txt")
    try Data("some kontent".utf8).write(to: file)
    #expect(artifacts.verify(manifest).first?.contains("checksum differs") ?? false)
    try Data("some".utf8).write(to: file)
    #expect(artifacts.verify(manifest).first?.contains("4 bytes, not 12") ?? false)
    try FileManager.default.removeItem(at: file)
    #expect(artifacts.verify(manifest).first?.contains("cannot be read") ?? false)
  }

  @Test(
    "An id cannot name a file elsewhere",
    arguments: ["../x", "", "0001", "0001-0000000g", "/etc/passwd", "0001-00000000/.."])
  func ids(id: String) {
    #expect(throws: WorkspaceError.self) { try artifacts.activate(id) }
  }

  @Test("A manifest of a newer format is refused, one that is no manifest too")
  func manifests() throws {
    let manifest = try publish("one")
    let file = artifacts.location(of: manifest).appending(path: "manifest.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\"formatVersion\" : 1", with: "\"formatVersion\" : 2").utf8).write(to: file)
    #expect(throws: WorkspaceError.self) { try artifacts.active() }
    try Data("{".utf8).write(to: file)
    #expect(throws: WorkspaceError.self) { try artifacts.active() }
  }
}
