import Foundation
import GRDB
import JobMarket
import MarketStorage
import Testing

@Suite("Aliases in the record")
struct AliasTests {
  let folder: StoreFolder
  let store: MarketStore

  init() throws {
    folder = try StoreFolder()
    store = try MarketStore(folder: folder.path)
    var job = Job(id: "a", title: "A")
    job.attributes = [.skill: ["golang", "go", "Go language", "swift"], .company: ["Mill"]]
    try store.upsert(job)
  }

  private func failure(_ body: () throws -> Void) -> MarketStoreError? {
    do {
      try body()
      return nil
    } catch {
      return error as? MarketStoreError
    }
  }

  @Test("Merging, redirecting, chains and taking back; each is a change")
  func lifecycle() throws {
    #expect(try store.aliases().isEmpty)
    #expect(try store.mergeValue(0, into: 1, in: .skill) == 2)
    #expect(try store.mergeValue(1, into: 2, in: .skill) == 3)
    #expect(try store.aliases() == ValueAliases(successors: [.skill: [0: 2, 1: 2]]))
    // Again: nothing new.
    #expect(try store.mergeValue(1, into: 2, in: .skill) == 3)
    // Redirected: what leads to it goes along.
    #expect(try store.mergeValue(1, into: 3, in: .skill) == 4)
    #expect(try store.aliases() == ValueAliases(successors: [.skill: [0: 3, 1: 3]]))
    #expect(try store.separateValue(1, in: .skill) == 5)
    #expect(try store.aliases() == ValueAliases(successors: [.skill: [0: 1]]))
    #expect(try store.separateValue(3, in: .skill) == 5)
    let log = try store.changes(after: 1)
    #expect(log.map(\.kind) == [.alias, .alias, .alias, .alias] && log.map(\.sequence) == [2, 3, 4, 5])
    // Values and jobs stay as they are.
    #expect(try store.job(id: "a")?.valueIDs[.skill] == [0, 1, 2, 3])
    #expect(try store.vocabulary(.skill).count == 4)
    #expect(try store.compactChanges() == 0)
    try store.close()
    #expect(try MarketStore(folder: folder.path).aliases() == ValueAliases(successors: [.skill: [0: 1]]))
  }

  @Test("Circles and unknown values are refused, and change nothing")
  func refused() throws {
    try store.mergeValue(0, into: 1, in: .skill)
    try store.mergeValue(1, into: 2, in: .skill)
    let before = try store.latestSequence()
    let circle = failure { try store.mergeValue(2, into: 0, in: .skill) }
    #expect(
      circle?.code == .refused
        && circle?.description.contains("'Go language' cannot answer as 'golang', which answers") == true)
    let itself = failure { try store.mergeValue(3, into: 3, in: .skill) }
    #expect(itself?.code == .refused && itself?.description.contains("'swift' answers as itself") == true)
    #expect(failure { try store.mergeValue(0, into: 4, in: .skill) }?.code == .missing)
    #expect(failure { try store.mergeValue(4, into: 0, in: .skill) }?.description.contains("has no value 4") == true)
    #expect(failure { try store.mergeValue(0, into: 0, in: .degree) }?.code == .missing)
    #expect(failure { try store.separateValue(9, in: .skill) }?.code == .missing)
    #expect(try store.latestSequence() == before)
    // In another field the same numbers are other values.
    #expect(try store.aliases().canonical(0, in: .company) == 0)
  }

  @Test("A follower is told that there are new aliases, and of no job")
  func followed() throws {
    let seen = try store.latestSequence()
    try store.mergeValue(0, into: 1, in: .skill)
    var jobs = 0
    let position = try store.readJobs(changedAfter: seen) { jobs += $0.count }
    #expect(position == MarketPosition(sequence: seen + 1, hasNewAliases: true) && jobs == 0)
    try store.closeJob(id: "a")
    let next = try store.readJobs(changedAfter: position.sequence) { jobs += $0.count }
    #expect(next == MarketPosition(sequence: seen + 2, hasNewAliases: false) && jobs == 1)
  }

  @Test("A market from before there were aliases gets their table when it is opened for writing")
  func migration() throws {
    try store.close()
    try DatabaseQueue(path: store.path).write {
      try $0.execute(sql: "DROP TABLE attribute_alias; DELETE FROM grdb_migrations WHERE identifier = '3 aliases'")
    }
    var options = MarketStore.Options()
    options.isWritable = false
    #expect(failure { _ = try MarketStore(folder: folder.path, options: options) }?.code == .olderSchema)
    let opened = try MarketStore(folder: folder.path)
    #expect(try opened.aliases().isEmpty)
    #expect(try opened.readJobs(changedAfter: 0) { _ in } == MarketPosition(sequence: 1, hasNewAliases: false))
    #expect(try opened.mergeValue(0, into: 1, in: .skill) == 2)
  }
}
