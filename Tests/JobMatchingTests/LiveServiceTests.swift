import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Retrieval
import Synchronization
import Testing

/// The life of a posting in a service that was opened before it came, and over merges.
@Suite("An index that follows its record")
struct LiveServiceTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace
  private static let now = Instant(seconds: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.create(at: folder.file("workspace"))
    let store = try workspace.openStore()
    for number in 0..<40 { try store.upsert(LiveServiceTests.job(number)) }
    try store.close()
    _ = try Pipeline(workspace).index(createdAt: LiveServiceTests.now)
  }

  private static func job(_ number: Int, title: String = "Night cashier", company: String? = nil) -> Job {
    var job = Job(id: "j\(number)", title: title)
    job.company = company ?? "Company \(number)"
    return job
  }

  private func write(_ body: (MarketStore) throws -> Void) throws {
    let store = try workspace.openStore()
    defer { try? store.close() }
    try body(store)
  }

  private func options(_ conditions: [String] = []) -> MatchOptions {
    var options = MatchOptions(asOf: LiveServiceTests.now)
    (options.count, options.conditions) = (100, conditions)
    return options
  }

  private func ids(
    _ service: MatchService, _ search: String = "cashier", _ conditions: [String] = []
  ) throws -> Set<String> {
    Set(try service.search(search, options(conditions)).matches.map(\.job.id))
  }

  @Test("A posting is seen, changed, expired, closed, opened again and deleted, each in the next answer")
  func life() throws {
    let service = try MatchService(workspace)
    #expect(try ids(service).count == 40)
    try write { try $0.upsert(Self.job(100)) }
    #expect(try ids(service).contains("j100"))
    // Another word, and another employer, whom no job had before.
    try write { try $0.upsert(Self.job(100, title: "Night", company: "Newcomer")) }
    #expect(try !ids(service).contains("j100"))
    #expect(try ids(service, "night", ["company=Newcomer"]) == ["j100"])
    #expect(try ids(service, "night", ["company!=Newcomer"]).count == 40)
    try write { try $0.setExpiry(ofJob: "j100", to: LiveServiceTests.now) }
    #expect(try !ids(service, "night").contains("j100"))
    try write { try $0.setExpiry(ofJob: "j100", to: nil) }
    #expect(try ids(service, "night").contains("j100"))
    try write { try $0.closeJob(id: "j100") }
    #expect(try !ids(service, "night").contains("j100"))
    try write { try $0.upsert(Self.job(100)) }
    #expect(try ids(service).contains("j100"))
    try write { try $0.deleteJob(id: "j100") }
    #expect(try ids(service).count == 40)
    let seeker = try? service.exampleSeeker()
    #expect(seeker == nil)
  }

  @Test(
    "The same search gives the same answer before and after a merge, which writes no segment that stays",
    arguments: [false, true])
  func merges(isWhole: Bool) throws {
    try write { store in
      for number in [3, 7, 50, 51] { try store.upsert(Self.job(number, title: "Cashier", company: "Newcomer")) }
      try store.closeJob(id: "j9")
      try store.deleteJob(id: "j10")
    }
    let before = try MatchService(workspace)
    let searches: [(String, [String])] = [
      ("cashier", []), ("night", []), ("cashier", ["company=Newcomer"]), ("night cashier", ["company!=Company 1"]),
    ]
    func answers(_ service: MatchService) throws -> [[String]] {
      try searches.map { search, conditions in
        try service.search(search, options(conditions)).matches.map { "\($0.job.id) \($0.score.bitPattern) \($0.key)" }
      }
    }
    let expected = try answers(before)
    let report = try before.indexReport()
    #expect(report.lag > 0 && report.changedJobs == 6 && report.tailJobs == 5 && report.jobs == 41)
    let first = before.manifest
    let files = first.files.filter { $0.key.hasPrefix("segments/0001/") }
    func states(_ manifest: Manifest) throws -> [String: [String]] {
      let home = workspace.artifacts(.index).location(of: manifest)
      return try Dictionary(
        uniqueKeysWithValues: files.keys.map { name in
          let found = try FileManager.default.attributesOfItem(atPath: home.appending(path: name).path)
          return (name, [FileAttributeKey.systemFileNumber, .modificationDate].map { "\(found[$0] ?? "")" })
        })
    }
    let held = try states(first)
    let outcome = try Pipeline(workspace).mergeIndex(isWhole: isWhole, createdAt: Self.now)
    #expect(outcome.isNew && outcome.changedJobs == 6 && outcome.jobs == 41)
    let after = try MatchService(workspace)
    #expect(after.manifest.id == outcome.manifest.id)
    #expect(try answers(after) == expected)
    // One that is open still reads what it opened.
    #expect(try answers(before) == expected)
    let merged = try after.indexReport()
    #expect(merged.lag == 0 && merged.tailJobs == 0 && merged.jobs == 41)
    #expect(try states(first) == held)
    if outcome.sharedBytes > 0, outcome.segmentsAfter > 1 { #expect(try states(outcome.manifest) == held) }
    #expect(workspace.artifacts(.index).verify(outcome.manifest).isEmpty)
    // Nothing is left to do.
    #expect(try !Pipeline(workspace).mergeIndex(createdAt: Self.now).isNew || isWhole)
    // Going back needs nothing but the record's changes.
    _ = try workspace.artifacts(.index).rollback()
    #expect(try answers(MatchService(workspace)) == expected)
  }

  @Test("A report tells jobs that are held from those that are offered")
  func offered() throws {
    var late = Self.job(60)
    late.expiresAt = Self.now
    try write { store in
      try store.upsert(late)
      try store.upsert(Self.job(61))
      try store.closeJob(id: "j9")
    }
    // Those that were closed or expired before an index was built have rows in it.
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    let service = try MatchService(workspace)
    let report = try service.indexReport(asOf: Self.now)
    #expect(report.jobs == 42 && report.offeredJobs == 40)
    #expect(try service.indexReport(asOf: Instant(milliseconds: Self.now.milliseconds - 1)).offeredJobs == 41)
    try write { try $0.closeJob(id: "j8") }
    #expect(try service.indexReport(asOf: Self.now).offeredJobs == 39)
  }

  @Test("A record that ends before its index is refused on every path, with what to do, until the index is built of it")
  func olderRecord() throws {
    let file = workspace.folder.appending(path: "market.sqlite")
    let copy = try Data(contentsOf: file)
    try write { try $0.upsert(Self.job(200)) }
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    try copy.write(to: file)
    let service = try MatchService(workspace)
    let tries: [() throws -> Void] = [
      { _ = try ids(service) }, { _ = try service.indexReport() },
      { _ = try Pipeline(workspace).mergeIndex(createdAt: Self.now) },
    ]
    for attempt in tries {
      let error = #expect(throws: WorkspaceError.self) { try attempt() }
      #expect(
        error?.description.contains("the record stands at change 40, the index at 41: it is another market") == true)
      #expect(error?.description.hasSuffix("run `jobmatch index`") == true)
    }
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    let rebuilt = try MatchService(workspace)
    #expect(try ids(rebuilt).count == 40)
    #expect(try rebuilt.indexReport().marketSequence == 40)
  }

  @Test("A merge of all makes nothing where there is one segment without dead rows")
  func mergesOnce() throws {
    try write { try $0.closeJob(id: "j3") }
    let first = try Pipeline(workspace).mergeIndex(isWhole: true, createdAt: Self.now)
    #expect(first.isNew && first.segmentsAfter == 1)
    let second = try Pipeline(workspace).mergeIndex(isWhole: true, createdAt: Self.now)
    #expect(!second.isNew && second.manifest.id == first.manifest.id)
    try write { try $0.upsert(Self.job(3)) }
    #expect(try Pipeline(workspace).mergeIndex(isWhole: true, createdAt: Self.now).isNew)
  }

  @Test("What a merge wrote is compared with its checksums before it is published, what it took over is not")
  func mergeCheck() throws {
    try write { try $0.upsert(Self.job(3, title: "Baker")) }
    let manifest = try Pipeline(workspace).mergeIndex(createdAt: Self.now).manifest
    let place = workspace.artifacts(.index).location(of: manifest)
    try MergeStage.check(place, sparing: [])
    for name in manifest.files.keys.sorted() where name.hasPrefix("segments/") || name == "index.json" {
      let file = place.appending(path: name)
      let whole = try Data(contentsOf: file)
      var damaged = whole
      damaged[damaged.count - 1] ^= 0x40
      try damaged.write(to: file)
      let error = #expect(throws: WorkspaceError.self, "\(name)") { try MergeStage.check(place, sparing: []) }
      #expect(error?.description.contains("the disk has not what was written") == true)
      try whole.write(to: file)
    }
    // Vectors and the like of a segment that was taken over are not read again: only opening it, which reads the rest, may object.
    let taken = place.appending(path: "segments/0001/keys.npy")
    var damaged = try Data(contentsOf: taken)
    damaged[damaged.count - 1] ^= 0x40
    try damaged.write(to: taken)
    let error = #expect(throws: IndexError.self) { try MergeStage.check(place, sparing: ["segments/0001"]) }
    #expect(error?.description.contains("the disk has not what was written") == false)
  }

  @Test("Who follows in the background finds what was written without a request, and ends when it is cancelled")
  func followsInBackground() async throws {
    let service = try MatchService(workspace)
    let following = Task { try await service.followChanges(every: .milliseconds(5)) }
    try write { try $0.upsert(Self.job(300)) }
    // Counted in turns and not in seconds: on a busy machine both tasks wait for theirs.
    for _ in 0..<2000 where service.followedSequence < 41 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(service.followedSequence == 41)
    following.cancel()
    await #expect(throws: CancellationError.self) { try await following.value }
    try write { try $0.upsert(Self.job(301)) }
    #expect(try ids(service).contains("j301"))
  }

  @Test("A record that is locked is asked again, and any other fault ends following")
  func asksAgain() async throws {
    let held = try workspace.openStore()
    var options = MarketStore.Options()
    options.lockWait = .zero
    let locked = #expect(throws: MarketStoreError.self) {
      try MarketStore(folder: workspace.folder.path, options: options)
    }
    try held.close()
    let busy = try #require(locked)
    #expect(busy.code == .locked)
    let count = Mutex(0)
    await #expect(throws: WorkspaceError("enough")) {
      try await MatchService.repeating(every: .milliseconds(1)) {
        let tries = count.withLock { count in
          count += 1
          return count
        }
        if tries < 3 { throw busy }
        throw WorkspaceError("enough")
      }
    }
    #expect(count.withLock { $0 } == 3)
  }

  @Test("A merge without an index is refused with what to do")
  func refusals() throws {
    let other = try Workspace.create(at: folder.file("other"))
    let error = #expect(throws: WorkspaceError.self) { try Pipeline(other).mergeIndex(createdAt: Self.now) }
    #expect(error?.description.contains("`jobmatch index` makes one") == true)
  }
}
