import JobMarket
import MarketStorage
import Testing

@Suite struct FullFeedTests {
  let folder: StoreFolder
  let store: MarketStore

  init() throws {
    folder = try StoreFolder()
    store = try MarketStore(folder: folder.path)
    try store.load(["a", "b", "c"].map { .job(Job(id: $0, title: $0)) } + [.seeker(Seeker(id: "s"))])
  }

  func feed(
    _ files: [[MarketRecord.Content]], policy: MarketRecord.WritePolicy = .replace, allowsRejects: Bool = false
  ) throws -> Int {
    var options = MarketImporter.Options()
    options.isFullFeed = true
    options.allowsRejectsInFullFeed = allowsRejects
    let importer = MarketImporter(store, options: options)
    for (index, file) in files.enumerated() {
      _ = try importer.importFile(named: "f\(index)") { try $0.add(contentsOf: Fixture.records(file, policy: policy)) }
    }
    return try importer.finish()
  }

  @Test func closesWhatNoFileNames() throws {
    let before = try store.latestSequence()
    #expect(try feed([[.job(Job(id: "a", title: "a"))], [.job(Job(id: "d", title: "d"))]]) == 2)
    #expect(try store.job(id: "a")?.job.status == .open)
    #expect(try store.job(id: "b")?.job.status == .closed)
    #expect(try store.job(id: "d")?.job.status == .open)
    #expect(try store.changes(after: before).map(\.action) == [.insert, .close, .close])
    #expect(try feed([[.job(Job(id: "a", title: "a"))], [.job(Job(id: "d", title: "d"))]]) == 0)
    #expect(try store.changes(after: before).count == 3)
  }

  @Test(arguments: MarketRecord.WritePolicy.allCases)
  func aClosedJobThatIsNamedAgainIsOpenAgain(policy: MarketRecord.WritePolicy) throws {
    let jobs = ["a", "b", "c"].map { MarketRecord.Content.job(Job(id: $0, title: $0)) }
    #expect(try feed([[jobs[0]]], policy: policy) == 2)
    let before = try store.latestSequence()
    #expect(try feed([Array(jobs[0...1])], policy: policy) == 0)
    #expect(try store.job(id: "b")?.job.status == .open)
    #expect(try store.job(id: "c")?.job.status == .closed)
    #expect(try store.changes(after: before).map { [$0.key] } == [[2]])
    #expect(try feed([Array(jobs[0...1])], policy: policy) == 0)
    #expect(try store.latestSequence() == before + 1)
  }

  @Test(arguments: MarketRecord.WritePolicy.allCases)
  func aClosedJobThatTheFeedSaysIsClosedStaysClosed(policy: MarketRecord.WritePolicy) throws {
    var closed = Job(id: "b", title: "b")
    closed.status = .closed
    try store.closeJob(id: "b")
    let others = ["a", "c"].map { MarketRecord.Content.job(Job(id: $0, title: $0)) }
    #expect(try feed([others + [.job(closed)]], policy: policy) == 0)
    #expect(try store.job(id: "b")?.job.status == .closed)
  }

  @Test(arguments: [MarketRecord.WritePolicy.keepFirst, .merge])
  func anOrdinaryImportOpensNothing(policy: MarketRecord.WritePolicy) throws {
    try store.closeJob(id: "b")
    try store.load([.job(Job(id: "b", title: "b"))], policy: policy)
    #expect(try store.job(id: "b")?.job.status == .closed)
  }

  @Test func aFeedThatNamesNoJobClosesNothing() throws {
    #expect { try feed([[.seeker(Seeker(id: "t"))]]) } throws: { ($0 as? MarketStoreError)?.code == .refused }
    #expect { try feed([]) } throws: { ($0 as? MarketStoreError)?.code == .refused }
    #expect(try store.job(id: "a")?.job.status == .open)
    #expect(try store.seeker(id: "t") != nil)
  }

  @Test func aFeedWithRejectsClosesNothingUnlessAllowed() throws {
    let file: [MarketRecord.Content] = [.job(Job(id: "a", title: "a")), .job(Job(id: "", title: "broken"))]
    #expect { try feed([file]) } throws: {
      ($0 as? MarketStoreError)?.code == .refused && "\($0)".contains("1 rows")
    }
    #expect(try store.job(id: "b")?.job.status == .open)
    #expect(try feed([file], allowsRejects: true) == 2)
  }

  @Test func anOrdinaryImportClosesNothing() throws {
    let importer = MarketImporter(store)
    #expect(try importer.finish() == 0)
    #expect(try store.job(id: "b")?.job.status == .open)
  }
}
