#if os(Linux)
  import Foundation
  import JobMarket
  import JobMatching
  import MarketStorage
  import Retrieval
  import Testing

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

  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "limit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// An index of so many segments, each of one job and none of the tail.
  private func index(segments count: Int) throws -> JobIndex {
    JobIndex(
      try (1...count).map { number in
        var job = IndexedJob(key: JobKey(rawValue: Int64(number)))
        job.values[.skill] = [ValueID(number % 3)]
        job.vectors[VectorKey("v", model: "d")] = [Float(number), 1]
        return try IndexSegment(
          [job], textModel: "m", termCount: 1, vectorFields: [VectorField(name: "v", model: "d", dimension: 2)])
      })
  }

  private let query = Query(
    predicate: JobPredicate([.init(.anyOf(.skill, [1]))]),
    scorers: [WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", [1, 0]))], k: 500,
    asOf: Instant(seconds: 1))

  /// What the machine refuses: the index stays as it was, the sentence says why, and the next try works.
  @Suite("A live index at the limits of the machine")
  struct LimitTests {
    @Test("More segments than files may be open")
    func descriptors() async throws {
      await #expect(processExitsWith: .success) {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let index = try index(segments: 100)
        try index.write(to: folder)
        let right = try CPUSearcher(index).retrieve(query).jobs
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        // A few more than there are: the index holds none.
        let most = try limit(RLIMIT_NOFILE, to: rlim_t(open + 8))
        let opened = try JobIndex(contentsOf: folder)
        #expect(try CPUSearcher(opened).retrieve(query).jobs == right)
        // None at all: said in one sentence, and no damage.
        try limit(RLIMIT_NOFILE, to: 3)
        let error = #expect(throws: IndexError.self) { _ = try JobIndex(contentsOf: folder) }
        let answer = try CPUSearcher(opened).retrieve(query).jobs
        let live = LiveJobIndex(opened)
        let refused = #expect(throws: (any Error).self) { try live.merge(.all, into: folder.appending(path: "merged")) }
        try limit(RLIMIT_NOFILE, to: most)
        #expect(answer == right)
        #expect(error?.description.contains("`ulimit -n`") == true, "\(error as Any)")
        #expect(error?.description.contains("damaged") == false, "\(error as Any)")
        #expect("\(refused as Any)".contains("ulimit -n"), "\(refused as Any)")
        #expect(try CPUSearcher(JobIndex(contentsOf: folder)).retrieve(query).jobs == right)
      }
    }

    @Test("A merge whose file may not grow further")
    func sizeLimit() async throws {
      await #expect(processExitsWith: .success) {
        signal(SIGXFSZ, SIG_IGN)
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let live = LiveJobIndex(try index(segments: 300))
        let right = try CPUSearcher(live.snapshot).retrieve(query).jobs
        let (first, second) = (folder.appending(path: "first"), folder.appending(path: "second"))
        for place in [first, second] {
          try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        }
        let most = try limit(RLIMIT_FSIZE, to: 1000)
        let error = #expect(throws: IndexError.self) { try live.merge(.all, into: first) }
        let written = #expect(throws: IndexError.self) { try live.snapshot.write(to: second) }
        try limit(RLIMIT_FSIZE, to: most)
        for error in [error, written] {
          #expect(error?.description.contains("`ulimit -f`") == true, "\(error as Any)")
          #expect(error?.description.contains("damaged") == false, "\(error as Any)")
        }
        #expect(live.snapshot.segments.count == 300)
        #expect(try CPUSearcher(live.snapshot).retrieve(query).jobs == right)
        // Changes come in as before, and what was left in the way does not stop the next one.
        try live.apply([.remove(JobKey(rawValue: 1))])
        #expect(try live.merge(.all, into: first) == .merged(segments: 300, rows: 299))
        #expect(try CPUSearcher(live.snapshot).retrieve(query).jobs == right.filter { $0.key.rawValue != 1 })
        try live.snapshot.write(to: second)
        #expect(try JobIndex(contentsOf: second).count == 299)
      }
    }

    @Test("A disk that fills up while an index is made, and has room again later", .enabled(if: geteuid() == 0))
    func fullDisk() async throws {
      await #expect(processExitsWith: .success) {
        // A disk of this process alone; not every container lets its root do this.
        typealias Unshare = @convention(c) (Int32) -> Int32
        let symbol = try #require(dlsym(nil, "unshare"))
        let newMounts: Int32 = 0x20000
        let folder = try temporaryFolder()
        guard unsafeBitCast(symbol, to: Unshare.self)(newMounts) == 0,
          mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0,
          mount("tmpfs", folder.path, "tmpfs", 0, "size=12m") == 0
        else { return }
        defer { umount2(folder.path, 2) }
        let workspace = try Workspace.create(at: folder.appending(path: "workspace"))
        func write(_ numbers: Range<Int>) throws {
          let store = try workspace.openStore()
          for number in numbers {
            var job = Job(id: "j\(number)", title: "Baker \(number)")
            job.description = "Night shift \(number) " + String(repeating: "bread \(number) ", count: 20)
            try store.upsert(job)
          }
          try store.close()
        }
        func found(_ service: MatchService) throws -> Int {
          var options = MatchOptions(asOf: Instant(seconds: 1))
          options.count = 10_000
          return try service.search("baker", options).matches.count
        }
        let now = Instant(seconds: 1)
        try write(0..<200)
        let first = try Pipeline(workspace).index(createdAt: now)
        let service = try MatchService(workspace)
        try write(200..<300)
        #expect(try found(service) == 300)
        // Little is left.
        let filler = folder.appending(path: "filler")
        try Data().write(to: filler)
        let handle = try FileHandle(forWritingTo: filler)
        while (try? handle.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
        let error = #expect(throws: (any Error).self) { _ = try Pipeline(workspace).index(createdAt: now) }
        #expect("\(error as Any)".contains("full"), "\(error as Any)")
        let merging = #expect(throws: (any Error).self) { _ = try Pipeline(workspace).mergeIndex(createdAt: now) }
        #expect("\(merging as Any)".contains("full"), "\(merging as Any)")
        // Segments, dead rows and overlays: each says that it is the disk, and not the index.
        var index = try index(segments: 300)
        let overlay = try Overlay(#require(AttributeField("node")), id: "1", values: [index.keys[0]: [1]])
        index = try index.removing([index.keys[1]]).settingOverlay(overlay)
        let place = folder.appending(path: "written")
        try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let live = LiveJobIndex(index)
        for attempt in [{ try index.write(to: place) }, { _ = try live.merge(.all, into: place) }] {
          do {
            try attempt()
            Issue.record("there was room")
          } catch let error as IndexError {
            #expect(error.isEnvironment && error.description.contains("full"), "\(error)")
          } catch {
            // Folders are made by the system's library.
            #expect("\(error)".contains("full") || "\(error)".contains("28"), "\(error)")
          }
        }
        #expect(live.snapshot.segments.count == 300)
        try? FileManager.default.removeItem(at: place)
        let artifacts = workspace.artifacts(.index)
        #expect(try artifacts.active() == first)
        #expect(artifacts.verify(first).isEmpty)
        #expect(try found(service) == 300)
        #expect(try found(MatchService(workspace)) == 300)
        #expect(throws: (any Error).self) { try write(300..<2000) }
        try handle.truncate(atOffset: 0)
        try handle.close()
        let second = try Pipeline(workspace).index(createdAt: now)
        #expect(try artifacts.active() == second && artifacts.verify(second).isEmpty)
        #expect(try found(MatchService(workspace)) >= 300)
      }
    }
  }
#endif
