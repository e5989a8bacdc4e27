import Foundation
import GRDB
import JobMarket
import MarketStorage
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A full disk, a second process, a newer or foreign file, sudden death, a folder that may not be written.
@Suite struct BadConditionTests {
  let folder: StoreFolder

  init() throws {
    folder = try StoreFolder()
  }

  func failure(_ body: () throws -> Void) -> MarketStoreError? {
    do {
      try body()
      return nil
    } catch {
      return error as? MarketStoreError
    }
  }

  static func jobs(_ count: Int, prefix: String) -> [MarketRecord.Content] {
    (0..<count).map { index in
      var job = Job(id: "\(prefix)\(index)", title: "title")
      job.description = String(repeating: "text ", count: 200)
      job.attributes = [.skill: ["\(prefix)-skill-\(index)"]]
      return .job(job)
    }
  }

  @Test func aFullDiskUndoesTheFileAndSaysSo() throws {
    var options = MarketStore.Options()
    options.maximumPageCount = 150
    let store = try MarketStore(folder: folder.path, options: options)
    try store.load(BadConditionTests.jobs(20, prefix: "a"))
    let before = try store.everythingReadable()
    let error = failure { try store.load(BadConditionTests.jobs(2000, prefix: "b")) }
    #expect(error?.code == .diskFull)
    #expect(error?.description.contains("no room left while importing test") == true)
    #expect(error?.description.contains("free some disk space") == true)
    #expect(try store.everythingReadable() == before)
    // The same store goes on, with the ids of values as they were.
    #expect(try store.load(BadConditionTests.jobs(3, prefix: "c")).inserted == 3)
    #expect(try store.vocabulary(.skill).values.last == "c-skill-2")
    #expect(try store.vocabulary(.skill).count == 23)
    #expect(try store.job(id: "c0")?.key.rawValue == 21)
  }

  @Test func aSecondWriterIsToldWhoWrites() throws {
    let store = try MarketStore(folder: folder.path)
    try store.upsert(Job(id: "a", title: "A"))
    var options = MarketStore.Options()
    options.lockWait = .milliseconds(50)
    let error = failure { _ = try MarketStore(folder: folder.path, options: options) }
    #expect(error?.code == .locked)
    #expect(error?.description.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
    // Readers go on.
    options.isWritable = false
    #expect(try MarketStore(folder: folder.path, options: options).job(id: "a") != nil)
  }

  @Test func theLockGoesWithItsHolder() throws {
    do { _ = try MarketStore(folder: folder.path) }
    #expect(throws: Never.self) { _ = try MarketStore(folder: folder.path) }
  }

  @Test func closingGivesTheLockUp() throws {
    let store = try MarketStore(folder: folder.path)
    try store.upsert(Job(id: "a", title: "A"))
    try store.close()
    var options = MarketStore.Options()
    options.lockWait = .zero
    let next = try MarketStore(folder: folder.path, options: options)
    // The old value neither holds the lock nor takes it from the new one when it goes.
    try store.close()
    withExtendedLifetime(store) {}
    #expect(try next.job(id: "a") != nil)
    #expect(failure { _ = try MarketStore(folder: folder.path, options: options) }?.code == .locked)
  }

  @Test func aSecondProcessIsToldWhoWrites() async throws {
    let path = folder.path
    let store = try MarketStore(folder: path)
    try store.upsert(Job(id: "a", title: "A"))
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      do {
        _ = try MarketStore(folder: path)
      } catch let error as MarketStoreError where error.code == .locked {
        exit(7)
      }
    }
    try store.upsert(Job(id: "b", title: "B"))
  }

  @Test func killedInTheMiddleOfAnImportTheMarketIsAsBefore() async throws {
    let path = folder.path
    do {
      let store = try MarketStore(folder: path)
      try store.load(BadConditionTests.jobs(5, prefix: "a"))
    }
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      // A small cache makes the open transaction spill into the log file, as a large import does.
      var options = MarketStore.Options()
      options.cacheMebibytes = 1
      let store = try MarketStore(folder: path, options: options)
      _ = try MarketImporter(store).importFile(named: "f") { file in
        try file.add(contentsOf: Fixture.records(BadConditionTests.jobs(5000, prefix: "b")))
        kill(getpid(), SIGKILL)
      }
    }
    let log = try FileManager.default.attributesOfItem(atPath: path + "/market.sqlite-wal")[.size] as? Int
    #expect((log ?? 0) > 1_000_000, "the killed import had begun to write")
    let store = try MarketStore(folder: path)
    #expect(try store.counts()[.job] == 5)
    #expect(try store.latestSequence() == 5)
    #expect(try store.vocabulary(.skill).count == 5)
    #expect(try store.load(BadConditionTests.jobs(5000, prefix: "b")).inserted == 5000)
    #expect(try store.job(id: "b0")?.key.rawValue == 6)
  }

  @Test func aNewerMarketIsRefused() throws {
    do { _ = try MarketStore(folder: folder.path) }
    try DatabaseQueue(path: folder.path + "/market.sqlite").write {
      try $0.execute(sql: "INSERT INTO grdb_migrations(identifier) VALUES('9 future')")
    }
    for isWritable in [true, false] {
      var options = MarketStore.Options()
      options.isWritable = isWritable
      let error = failure { _ = try MarketStore(folder: folder.path, options: options) }
      #expect(error?.code == .newerSchema)
      #expect(error?.description.contains("'9 future'") == true)
      #expect(error?.description.contains("'3 aliases'") == true)
    }
  }

  @Test func aFileThatIsNoDatabaseIsRefused() throws {
    let text = String(repeating: "this is no database\n", count: 100)
    try text.write(toFile: folder.path + "/market.sqlite", atomically: true, encoding: .utf8)
    #expect(failure { _ = try MarketStore(folder: folder.path) }?.code == .notAMarket)
    #expect(try String(contentsOfFile: folder.path + "/market.sqlite", encoding: .utf8) == text)
  }

  @Test func someoneElsesDatabaseIsRefusedAndLeftAlone() throws {
    let path = folder.path + "/market.sqlite"
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE cake(id)") }
    let error = failure { _ = try MarketStore(folder: folder.path) }
    #expect(error?.code == .notAMarket)
    let tables = try DatabaseQueue(path: path).read {
      try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
    }
    #expect(tables == ["cake"])
  }

  @Test func aMissingMarketIsNamed() throws {
    var options = MarketStore.Options()
    options.isWritable = false
    let error = failure { _ = try MarketStore(folder: folder.path, options: options) }
    #expect(error?.code == .missing)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/market.sqlite"))
    #expect(failure { _ = try MarketStore(folder: folder.path + "/nowhere") }?.code == .readOnly)
  }

  @Test func aReaderCannotWrite() throws {
    do { try MarketStore(folder: folder.path).upsert(Job(id: "a", title: "A")) }
    var options = MarketStore.Options()
    options.isWritable = false
    let reader = try MarketStore(folder: folder.path, options: options)
    #expect(failure { try reader.upsert(Job(id: "b", title: "B")) }?.code == .readOnly)
  }

  @Test func aFolderThatMayNotBeWrittenCanBeRead() async throws {
    let path = folder.path
    do {
      let store = try MarketStore(folder: path)
      try store.upsert(Job(id: "a", title: "A"))
      try store.close()
    }
    chmod(path + "/market.sqlite", 0o444)
    chmod(path + "/market.lock", 0o444)
    chmod(path, 0o555)
    defer { chmod(path, 0o755) }
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      // The superuser may write anywhere; nobody may not.
      if getuid() == 0 { setuid(65_534) }
      var options = MarketStore.Options()
      options.isWritable = false
      let store = try MarketStore(folder: path, options: options)
      guard try store.job(id: "a")?.job.title == "A" else { exit(1) }
      do {
        _ = try MarketStore(folder: path)
      } catch let error as MarketStoreError where error.code == .readOnly {
        exit(7)
      }
    }
  }

  @Test func aDamagedValueIsNamed() throws {
    let store = try MarketStore(folder: folder.path)
    try store.upsert(Fixture.fullJob())
    let damages = [
      "skills = '[1'", "skills = '[\"a'", "pay = '{\"period\":\"eon\"}'", "attributes = '{\"skill\":[9]}'",
      "remote = 'moon'", "places = '[{\"town\":1}]'", "skills = '[] 1'", "attributes = '{\"skill\":[-1]}'",
    ]
    let queue = try DatabaseQueue(path: store.path)
    for damage in damages {
      try queue.write { try $0.execute(sql: "UPDATE job SET \(damage)") }
      #expect(failure { _ = try store.job(id: "j1") }?.code == .damaged, "\(damage)")
      try store.upsert(Fixture.fullJob())
      #expect(try store.job(id: "j1")?.job == Fixture.fullJob())
    }
  }

  @Test func theGuideShowsARejectAsItIsWritten() throws {
    let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Guides/Import.md")
    let file = try RejectFile(path: folder.path + "/rejects.jsonl")
    try file.write(
      Reject(
        location: SourceLocation(file: "jobs.csv", line: 17), key: "employmentType", found: "sometimes",
        allowed: "fullTime, partTime, …", reason: "The value is not one of those allowed."))
    let line = try String(contentsOfFile: file.path, encoding: .utf8)
    #expect(try String(contentsOf: guide, encoding: .utf8).contains("```\n\(line)```"))
  }

  @Test func rejectsAreJSONLines() throws {
    let file = try RejectFile(path: folder.path + "/rejects.jsonl")
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let rejects = [
      Reject(
        location: SourceLocation(file: "a.csv", line: 7), key: "id", found: "say \"x\"\n", allowed: "é", reason: "r"),
      Reject(location: SourceLocation(file: "b", line: 1), reason: "s"),
    ]
    for reject in rejects { try file.write(reject) }
    let lines = try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n")
    #expect(lines.first == #"{"file":"a.csv","line":7,"key":"id","found":"say \"x\"\n","allowed":"é","reason":"r"}"#)
    #expect(lines.count == 2 && file.count == 2)
    _ = try RejectFile(path: file.path)
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let nowhere = try RejectFile(path: folder.path + "/none/rejects.jsonl")
    #expect(failure { try nowhere.write(rejects[0]) }?.code == .readOnly)
  }
}
