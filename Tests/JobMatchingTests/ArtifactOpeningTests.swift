import Foundation
import JobMarket
import JobMatching
import Synchronization
import Testing

/// Opening an artifact while another process makes a newer one and removes the old.
@Suite("Artifacts that others remove")
struct ArtifactOpeningTests {
  private let folder: TemporaryFolder
  private let artifacts: ArtifactFolder

  init() throws {
    folder = try TemporaryFolder()
    artifacts = try Workspace.create(at: folder.file("workspace")).artifacts(.index)
  }

  /// Opens the active artifact again and again, slowly enough for the other process to remove it meanwhile.
  private func openUntil(_ end: End) throws -> (openings: Int, calls: Int) {
    var (last, openings, calls) = (0, 0, 0)
    while !end.isReached.load(ordering: .acquiring) {
      let opened = try artifacts.openActive { _, folder in
        calls += 1
        let first = try Self.read(folder, "a.txt")
        for _ in 0..<200 where FileManager.default.fileExists(atPath: folder.path) { usleep(1000) }
        return (first, try Self.read(folder, "b.txt"))
      }
      let (first, second) = try #require(opened)
      #expect(first == second)
      let number = try #require(Int(first))
      #expect(number >= last)
      (last, openings) = (number, openings + 1)
    }
    return (openings, calls)
  }

  private final class End: Sendable {
    let isReached = Atomic(false)
  }

  private static func publish(_ text: String, _ artifacts: ArtifactFolder) throws -> Manifest {
    try artifacts.publish(inputs: [:], configuration: "", createdAt: Instant(seconds: 1)) { folder in
      for name in ["a.txt", "b.txt"] { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }
  }

  private static func read(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test("The newer one is opened, whole, when the older went while it was opened")
  func replaced() throws {
    #expect(try artifacts.openActive { manifest, _ in manifest.id } == nil)
    _ = try Self.publish("one", artifacts)
    var seen: [String] = []
    let opened = try artifacts.openActive { manifest, folder in
      seen.append(manifest.id)
      let first = try Self.read(folder, "a.txt")
      if seen.count == 1 {
        _ = try Self.publish("two", artifacts)
        _ = try artifacts.prune(keeping: 1)
      }
      return try first + Self.read(folder, "b.txt")
    }
    #expect(opened == "twotwo" && seen.count == 2)
  }

  @Test("A damaged artifact is not tried again, and neither is one that is gone and still active")
  func damaged() throws {
    let manifest = try Self.publish("one", artifacts)
    try FileManager.default.removeItem(at: artifacts.location(of: manifest).appending(path: "b.txt"))
    var calls = 0
    func open() throws -> String? {
      try artifacts.openActive { _, folder in
        calls += 1
        return try Self.read(folder, "b.txt")
      }
    }
    #expect(throws: CocoaError.self) { try open() }
    #expect(calls == 1)
    try FileManager.default.removeItem(at: artifacts.location(of: manifest))
    #expect(throws: WorkspaceError.self) { try open() }
    #expect(calls == 1)
  }

  @Test("Two processes, one that publishes and prunes, one that opens: never damage, never a mixture")
  func processes() async throws {
    _ = try Self.publish("0", artifacts)
    let path = folder.file("workspace").path
    let end = End()
    async let writer: Void = {
      await #expect(processExitsWith: .success) { [path = path as String] in
        let artifacts = try Workspace.open(at: URL(filePath: path)).artifacts(.index)
        for number in 1...30 {
          _ = try ArtifactOpeningTests.publish("\(number)", artifacts)
          _ = try artifacts.prune(keeping: 1)
        }
      }
      // However it ended, also by a crash.
      end.isReached.store(true, ordering: .releasing)
    }()
    // On a thread of its own: the pool that tests share may have none to spare while the other process publishes.
    let seen = try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result { try openUntil(end) }) }
      thread.start()
    }
    await writer
    #expect(seen.openings > 0 && seen.calls > seen.openings, "some were removed while they were opened")
    #expect(try artifacts.openActive { try Self.read($1, "a.txt") } == "30")
    #expect(try artifacts.list().count == 1)
  }
}
