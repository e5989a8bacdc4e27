import Foundation
import GRDB
import JobMarket
import MarketStorage
import Testing

/// Who somebody is lies apart, and a person who is deleted is gone.
@Suite struct ErasureTests {
  let folder: StoreFolder
  let store: MarketStore
  static let secret = "zyx-secret-group"

  init() throws {
    folder = try StoreFolder()
    store = try MarketStore(folder: folder.path)
    try store.load(Fixture.everything)
  }

  @Test func nothingPublicTellsAGroup() throws {
    let text = try store.everythingReadable().joined()
    #expect(!text.contains(ErasureTests.secret) && !text.contains("gender"))
    #expect(text.contains("early rising"), "the scan reads what it says it reads")
    let checks = try store.check(asOf: Fixture.day).map { "\($0)" }.joined()
    #expect(!checks.contains(ErasureTests.secret))
    #expect(try GroupStore(auditing: store).memberships().map(\.value) == [ErasureTests.secret])
  }

  @Test func onlyOneTableHoldsGroups() throws {
    let queue = try DatabaseQueue(path: store.path)
    let holders = try queue.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      return try tables.filter { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").contains { "\($0)".contains(ErasureTests.secret) }
      }
    }
    #expect(holders == ["audit_group"])
    let named = try queue.read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'
          AND (c.name LIKE '%group%' OR c.name IN ('dimension', 'gender', 'race', 'age'))
          """)
    }
    #expect(named == ["audit_group"])
  }

  @Test func aDeletedSeekerLeavesNothing() throws {
    try store.upsert(Fixture.fullSeeker("s2"))
    let before = try store.latestSequence()
    try store.deleteSeeker(id: "s1")
    let counts = try store.counts()
    #expect(counts[.seeker] == 1)
    for kind in [MarketRecord.Kind.request, .impression, .engagement, .hire, .feedback] { #expect(counts[kind] == 0) }
    #expect(counts[.job] == 1 && counts[.campaign] == 1)
    #expect(try GroupStore(auditing: store).memberships().isEmpty)
    let log = try store.changes(after: before)
    #expect(log == [MarketChange(sequence: before + 1, kind: .seeker, key: 1, action: .delete)])
    // Not even the bytes are left in the files.
    for suffix in ["", "-wal"] {
      let bytes = FileManager.default.contents(atPath: store.path + suffix) ?? Data()
      #expect(bytes.range(of: Data(ErasureTests.secret.utf8)) == nil)
      #expect(bytes.range(of: Data("too early".utf8)) == nil)
    }
  }

  @Test func anErasureThatAReaderHoldsUpSaysSo() throws {
    try store.close()
    var options = MarketStore.Options()
    options.busySeconds = 0.05
    let store = try MarketStore(folder: folder.path, options: options)
    try store.upsert(Fixture.fullSeeker("s2"))
    var isGone = true
    try store.readJobs { _ in isGone = try store.deleteSeeker(id: "s1") }
    #expect(!isGone)
    #expect(try store.deleteSeeker(id: "s2"))
    let bytes = FileManager.default.contents(atPath: store.path + "-wal") ?? Data()
    #expect(bytes.isEmpty)
  }

  @Test func aDeletedJobTakesItsEventsAlong() throws {
    try store.deleteJob(id: "j1")
    let counts = try store.counts()
    #expect(counts[.seeker] == 1 && counts[.request] == 1)
    for kind in [MarketRecord.Kind.job, .campaign, .impression, .engagement, .hire, .feedback] {
      #expect(counts[kind] == 0)
    }
  }

  @Test func unknownIdsAreNamed() throws {
    for body in [store.deleteJob, { try store.deleteSeeker(id: $0) }, { _ = try store.closeJob(id: $0) }] {
      #expect {
        try body("nix")
      } throws: {
        ($0 as? MarketStoreError)?.code == .missing && "\($0)".contains("'nix'")
      }
    }
  }
}
