import Foundation
import Testing
import VectorMath

#if os(Linux)
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
#endif

/// A folder is one snapshot, and costs descriptors only while it is read.
@Suite("A folder of columns while others replace it")
struct ColumnFolderSnapshotTests {
  private final class Place {
    let path = FileManager.default.temporaryDirectory.appending(path: "snapshot-\(UUID().uuidString)").path
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a folder of two columns that hold a number each.
    func write(_ value: Int64, _ name: String, rows: Int = 2) throws {
      try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
      var writer = ColumnFolderWriter("\(path)/\(name)")
      try writer.write([Int64](repeating: value, count: rows), "small")
      try writer.write(AlignedMemoryHandle([Int64](repeating: value, count: rows)), "large", shape: [rows, 1])
      try writer.finish()
    }

    func rename(_ name: String, _ other: String) throws {
      try FileManager.default.moveItem(atPath: "\(path)/\(name)", toPath: "\(path)/\(other)")
    }
  }

  private static func contents(_ folder: ColumnFolder) throws -> [Int64] {
    let large: AlignedMemoryHandle<Int64> = try folder.mapped("large", shape: [2, 1])
    return try folder.elements("small") + [large.elements[0]]
  }

  @Test("What was opened is read to the end, whatever stands under its name by then")
  func snapshot() throws {
    let place = try Place()
    try place.write(1, "index")
    try place.write(2, "new")
    let folder = try ColumnFolder("\(place.path)/index")
    try place.rename("index", "old")
    try place.rename("new", "index")
    #expect(try Self.contents(folder) == [1, 1, 1])
    #expect(try Self.contents(ColumnFolder("\(place.path)/index")) == [2, 2, 2])
  }

  @Test("Who finds files gone reads the folder that took their place; where none did, they are gone")
  func replaced() throws {
    let place = try Place()
    try place.write(1, "index")
    try place.write(2, "new")
    var calls = 0
    let read = try ColumnFolder.reading("\(place.path)/index") { folder in
      calls += 1
      if calls == 1 {
        try place.rename("index", "old")
        try place.rename("new", "index")
        try FileManager.default.removeItem(atPath: "\(place.path)/old")
      }
      return try Self.contents(folder)
    }
    #expect(read == [2, 2, 2] && calls == 2)
    calls = 0
    try FileManager.default.removeItem(atPath: "\(place.path)/index/small.npy")
    #expect(throws: FileDamage.self) {
      try ColumnFolder.reading("\(place.path)/index") { folder in
        calls += 1
        return try Self.contents(folder)
      }
    }
    #expect(calls == 1, "the folder is in its place: it is damaged")
  }

  @Test("A mapped column outlives its names, and a second name is given only to the file itself")
  func mapping() throws {
    let place = try Place()
    for name in ["a", "b", "c"] {
      try FileManager.default.createDirectory(atPath: "\(place.path)/\(name)", withIntermediateDirectories: true)
    }
    try place.write(7, "index")
    let mapped: AlignedMemoryHandle<Int64> = try ColumnFolder("\(place.path)/index").mapped("large", shape: [2, 1])
    let file = try #require(mapped.file)
    #expect(file.link(to: "\(place.path)/a/large.npy"))
    try place.rename("index", "old")
    #expect(!file.link(to: "\(place.path)/b/large.npy"), "its path leads nowhere")
    try place.write(8, "index")
    #expect(!file.link(to: "\(place.path)/c/large.npy"), "its path leads to another file")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.path)/c").isEmpty)
    try FileManager.default.removeItem(atPath: "\(place.path)/old")
    #expect(mapped.isSound(0..<2) && mapped.elements[1] == 7)
  }

  #if os(Linux)
    @Test("Opened columns hold no descriptor, however many there are")
    func descriptors() async throws {
      await #expect(processExitsWith: .success) {
        func count() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
        let place = try Place()
        for segment in 0..<20 { try place.write(Int64(segment), "\(segment)", rows: 10_000) }
        let before = try count()
        // What is open (of which counting took one), and room for a folder and a file at a time.
        try limit(RLIMIT_NOFILE, to: rlim_t(before + 1))
        var opened: [AlignedMemoryHandle<Int64>] = []
        for segment in 0..<20 {
          let folder = try ColumnFolder("\(place.path)/\(segment)")
          opened.append(try folder.mapped("large", shape: [10_000, 1]))
          #expect(
            try folder.elements("small", count: 10_000) as [Int64] == [Int64](repeating: Int64(segment), count: 10_000))
        }
        #expect(try count() == before)
        #expect(opened.enumerated().allSatisfy { $1.isSound(0..<10_000) && $1.elements[9_999] == Int64($0) })
      }
    }

    @Test("Out of descriptors is not damage: the error says what it is and what to do")
    func descriptorLimit() async throws {
      await #expect(processExitsWith: .success) {
        let place = try Place()
        try place.write(1, "index")
        let folder = try ColumnFolder("\(place.path)/index")
        let most = try limit(RLIMIT_NOFILE, to: 3)
        let (opening, reading, writing) = (
          #expect(throws: FileDamage.self) { try ColumnFolder("\(place.path)/index") },
          #expect(throws: FileDamage.self) { try folder.elements("small") as [Int64] },
          #expect(throws: FileDamage.self) {
            var writer = ColumnFolderWriter(place.path)
            try writer.write([1] as [Int64], "other")
          }
        )
        try limit(RLIMIT_NOFILE, to: most)
        for error in [opening, reading, writing] {
          #expect(error?.isEnvironment == true)
          #expect(
            error?.description.contains("may open no more files (the limit is 3); raise it with `ulimit -n`") == true)
        }
        #expect(try Self.contents(folder) == [1, 1, 1], "with descriptors again it is as whole as before")
      }
    }

    @Test("A file that may not grow further is refused with the reason, and not left half-written")
    func sizeLimit() async throws {
      await #expect(processExitsWith: .success) {
        signal(SIGXFSZ, SIG_IGN)
        let place = try Place()
        try place.write(1, "index")
        let most = try limit(RLIMIT_FSIZE, to: 5000)
        let error = #expect(throws: FileDamage.self) {
          var writer = ColumnFolderWriter("\(place.path)/index")
          try writer.write([Int64](repeating: 2, count: 10_000), "small")
        }
        try limit(RLIMIT_FSIZE, to: most)
        #expect(error?.isEnvironment == true && error?.reason.contains("beyond what is allowed") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(place.path)/index/small.npy"))
        let found = #expect(throws: FileDamage.self) { try Self.contents(ColumnFolder("\(place.path)/index")) }
        #expect(found?.isEnvironment == false, "the folder is not whole, and says so")
      }
    }
  #endif

  @Test("Every refusal says what to do, or what the system says")
  func refusals() {
    for (code, words) in [
      (EMFILE, "ulimit -n"), (ENFILE, "end other programs"), (ENOSPC, "the disk is full; make room"),
      (EDQUOT, "quota"), (EFBIG, "ulimit -f"), (EIO, "check it"), (ENOMEM, "no memory"),
    ] {
      #expect(SystemRefusal(code).description.contains(words) && SystemRefusal(code).isEnvironment)
    }
    #expect(SystemRefusal(ENOENT).description == "No such file or directory")
    #expect(SystemRefusal(ENOENT).isMissing && !SystemRefusal(ENOENT).isEnvironment)
    #expect(!FileDamage("a", "b").isEnvironment && FileDamage("a", code: EIO).isEnvironment)
  }
}
