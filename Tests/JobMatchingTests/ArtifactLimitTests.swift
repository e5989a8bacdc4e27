#if os(Linux)
  import Foundation
  import JobMarket
  import JobMatching
  import Testing
  import VectorMath

  /// Sets a limit of this process and returns what it was.
  @discardableResult
  private func limit(_ resource: __rlimit_resource, to most: rlim_t) throws -> rlim_t {
    let resource = __rlimit_resource_t(resource.rawValue)
    var limit = rlimit()
    try #require(getrlimit(resource, &limit) == 0)
    let before = limit.rlim_cur
    limit.rlim_cur = most
    try #require(setrlimit(resource, &limit) == 0)
    return before
  }

  private func publish(_ bytes: Int, _ artifacts: ArtifactFolder) throws -> Manifest {
    try artifacts.publishDraft(inputs: [:], configuration: "", createdAt: Instant(seconds: 1)) { draft in
      var writer = ColumnFolderWriter(try draft.subfolder("segments/0001").path)
      try writer.write([UInt8](repeating: 7, count: bytes), "vectors")
      try writer.finish()
    }
  }

  private func expectOnly(_ manifest: Manifest, _ artifacts: ArtifactFolder) throws {
    #expect(try artifacts.active() == manifest)
    #expect(artifacts.verify(manifest).isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: artifacts.folder.path)
    #expect(Set(names) == ["active", ".lock", manifest.id])
  }

  /// A full disk and missing descriptors: said in plain words, nothing half-written left, the active artifact as it was.
  @Suite("Artifacts at the limits of the machine")
  struct ArtifactLimitTests {
    @Test("A file that may not grow further")
    func sizeLimit() async throws {
      await #expect(processExitsWith: .success) {
        signal(SIGXFSZ, SIG_IGN)
        let folder = try TemporaryFolder()
        let artifacts = try Workspace.create(at: folder.file("workspace")).artifacts(.index)
        let first = try publish(1000, artifacts)
        let most = try limit(RLIMIT_FSIZE, to: 50_000)
        let error = #expect(throws: WorkspaceError.self) { try publish(1_000_000, artifacts) }
        try limit(RLIMIT_FSIZE, to: most)
        #expect(error?.isEnvironment == true && error?.description.contains("`ulimit -f`") == true, "\(error as Any)")
        try expectOnly(first, artifacts)
        #expect(try publish(1_000_000, artifacts).id.hasPrefix("0002-"))
      }
    }

    @Test("A manifest or a history that may not be written takes the artifact back")
    func late() async throws {
      await #expect(processExitsWith: .success) {
        signal(SIGXFSZ, SIG_IGN)
        let folder = try TemporaryFolder()
        let artifacts = try Workspace.create(at: folder.file("workspace")).artifacts(.index)
        let first = try publish(1000, artifacts)
        // The draft is written, its manifest cannot be.
        var most: rlim_t = 0
        let error = #expect(throws: WorkspaceError.self) {
          try artifacts.publish(inputs: [:], configuration: "", createdAt: Instant(seconds: 1)) { folder in
            try Data("a".utf8).write(to: folder.appending(path: "a.txt"))
            most = try limit(RLIMIT_FSIZE, to: 10)
          }
        }
        try limit(RLIMIT_FSIZE, to: most)
        #expect(error?.isEnvironment == true, "\(error as Any)")
        try expectOnly(first, artifacts)
      }
    }

    @Test("A disk that fills up, and has room again later", .enabled(if: geteuid() == 0))
    func fullDisk() async throws {
      await #expect(processExitsWith: .success) {
        // A disk of this process alone.
        typealias Unshare = @convention(c) (Int32) -> Int32
        let symbol = try #require(dlsym(nil, "unshare"))
        let newMounts: Int32 = 0x20000
        let folder = try TemporaryFolder()
        // Not every container lets its root do this.
        guard unsafeBitCast(symbol, to: Unshare.self)(newMounts) == 0,
          mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0,
          mount("tmpfs", folder.url.path, "tmpfs", 0, "size=4m") == 0
        else { return }
        defer { umount2(folder.url.path, 2) }
        let artifacts = try Workspace.create(at: folder.file("workspace")).artifacts(.index)
        let first = try publish(500_000, artifacts)
        let error = #expect(throws: WorkspaceError.self) { try publish(8_000_000, artifacts) }
        #expect(
          error?.isEnvironment == true && error?.description.contains("the disk is full") == true, "\(error as Any)")
        try expectOnly(first, artifacts)
        // What it shares takes no room.
        let second = try artifacts.publishDraft(inputs: [:], configuration: "", createdAt: Instant(seconds: 1)) {
          draft in
          try draft.share("segments/0001", of: first)
          try Data(repeating: 1, count: 1_000_000).write(to: draft.folder.appending(path: "more"))
        }
        #expect(artifacts.verify(second).isEmpty)
        // Full to the last byte: by Foundation too, and for the manifest and the history.
        #expect(throws: (any Error).self) {
          try Data(repeating: 1, count: 9_000_000).write(to: folder.file("fill"))
        }
        for _ in 0..<3 {
          let error = #expect(throws: WorkspaceError.self) {
            try artifacts.publish(inputs: [:], configuration: "", createdAt: Instant(seconds: 1)) { folder in
              try Data(repeating: 1, count: 1_000_000).write(to: folder.appending(path: "more"))
            }
          }
          #expect(
            error?.isEnvironment == true && error?.description.contains("the disk is full") == true, "\(error as Any)")
          #expect(try artifacts.active() == second && artifacts.verify(second).isEmpty)
        }
        try? FileManager.default.removeItem(at: folder.file("fill"))
        #expect(try publish(500_000, artifacts).id.hasPrefix("0003-"))
      }
    }

    @Test("No descriptors: an artifact is neither missing nor damaged, and its history is not begun anew")
    func descriptors() async throws {
      await #expect(processExitsWith: .success) {
        let folder = try TemporaryFolder()
        let artifacts = try Workspace.create(at: folder.file("workspace")).artifacts(.index)
        let first = try publish(1000, artifacts)
        let second = try publish(1000, artifacts)
        let most = try limit(RLIMIT_NOFILE, to: 3)
        let errors = [
          #expect(throws: WorkspaceError.self) { try artifacts.active() },
          #expect(throws: WorkspaceError.self) { try artifacts.list() },
          #expect(throws: WorkspaceError.self) { try artifacts.openActive { manifest, _ in manifest } },
          #expect(throws: WorkspaceError.self) { try Workspace.open(at: folder.file("workspace")) },
          #expect(throws: WorkspaceError.self) { try publish(1000, artifacts) },
          #expect(throws: WorkspaceError.self) { try artifacts.activate(first.id) },
        ]
        let damages = artifacts.damages(of: second)
        try limit(RLIMIT_NOFILE, to: most)
        for error in errors {
          #expect(error?.isEnvironment == true && error?.description.contains("`ulimit -n`") == true, "\(error as Any)")
        }
        #expect(damages.count == 2 && damages.allSatisfy(\.isEnvironment))
        #expect(try artifacts.list() == [first, second])
        #expect(try artifacts.rollback() == first.id)
      }
    }
  }
#endif
