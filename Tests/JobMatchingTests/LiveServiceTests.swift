import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Retrieval
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
    #expect(report.lag > 0 && report.changedJobs == 6 && report.tailJobs == 4 && report.jobs == 40)
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
    #expect(outcome.isNew && outcome.changedJobs == 6 && outcome.jobs == 40)
    let after = try MatchService(workspace)
    #expect(after.manifest.id == outcome.manifest.id)
    #expect(try answers(after) == expected)
    // One that is open still reads what it opened.
    #expect(try answers(before) == expected)
    let merged = try after.indexReport()
    #expect(merged.lag == 0 && merged.tailJobs == 0 && merged.jobs == 40)
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

  @Test("A merge without an index is refused with what to do")
  func refusals() throws {
    let other = try Workspace.create(at: folder.file("other"))
    let error = #expect(throws: WorkspaceError.self) { try Pipeline(other).mergeIndex(createdAt: Self.now) }
    #expect(error?.description.contains("`jobmatch index` makes one") == true)
  }
}
