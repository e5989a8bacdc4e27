import Foundation
import GRDB
import JobMarket
import MarketStorage
import Testing

/// What follows the market gets every change, once, as things are now.
@Suite("The feed of changed jobs")
struct ChangedJobsTests {
  let folder: StoreFolder

  init() throws {
    folder = try StoreFolder()
  }

  private func feed(_ store: MarketStore, after sequence: Int64, batchSize: Int = 1000) throws -> [ChangedJob] {
    var all: [ChangedJob] = []
    try store.readJobs(changedAfter: sequence, batchSize: batchSize) { batch in
      #expect(!batch.isEmpty && batch.count <= batchSize)
      all += batch
    }
    return all
  }

  @Test("Each changed job once, as it is now, by rising key; deleted ones as gone")
  func known() throws {
    let store = try MarketStore(folder: folder.path)
    #expect(try store.readJobs(changedAfter: 0) { _ in } == MarketPosition(sequence: 0, hasNewAliases: false))
    for id in ["a", "b", "c", "d"] { try store.upsert(Fixture.fullJob(id)) }
    try store.upsert(Fixture.fullSeeker())
    let seen = try store.latestSequence()
    #expect(try feed(store, after: seen).isEmpty)
    try store.deleteJob(id: "d")
    try store.closeJob(id: "c")
    var changed = Fixture.fullJob("a")
    for title in ["A1", "A2", "A3"] {
      changed.title = title
      try store.upsert(changed)
    }
    try store.upsert(.engagement(Engagement(seeker: "s1", job: "b", kind: .click, at: Fixture.day)))
    let jobs = try feed(store, after: seen, batchSize: 2)
    #expect(jobs.map(\.key.rawValue) == [1, 3, 4])
    #expect(jobs[0] == .upsert(try #require(try store.job(id: "a"))))
    guard case .upsert(let closed) = jobs[1] else { throw CancellationError() }
    #expect(closed.job.status == .closed && closed.job.attributes == Fixture.fullJob().attributes)
    #expect(jobs[2] == .gone(JobKey(rawValue: 4)))
    #expect(try store.readJobs(changedAfter: seen) { _ in }.sequence == store.latestSequence())
  }

  @Test("The feed after any sequence is the naive one, also when the log is compacted", arguments: 0..<8)
  func naive(seed: Int) throws {
    let store = try MarketStore(folder: folder.path)
    var state = UInt64(seed &* 77 &+ 5)
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for step in 0..<120 {
      let id = "\(draw(12))"
      switch draw(5) {
      case 0, 1:
        var job = Job(id: id, title: "title \(step)")
        job.attributes[.skill] = (0..<draw(4)).map { _ in "skill \(draw(9))" }
        if draw(2) == 0 { job.attributes[.language] = ["é\(draw(3))"] }
        if draw(3) == 0 { job.attributes[.company] = ["c"] }
        try store.upsert(job)
      case 2: _ = try? store.closeJob(id: id)
      case 3: _ = try? store.deleteJob(id: id)
      default: _ = try? store.setExpiry(ofJob: id, to: Instant(milliseconds: Int64(step)))
      }
    }
    let log = try store.changes(after: 0)
    var expected: [[ChangedJob]] = []
    for sequence in 0...Int64(log.count) {
      let keys = Set(log.filter { $0.sequence > sequence }.map(\.key)).sorted().map(JobKey.init)
      expected.append(try keys.map { key in try store.job(key: key).map(ChangedJob.upsert) ?? .gone(key) })
    }
    for isCompacted in [false, true] {
      if isCompacted {
        let things = Set(log.map(\.key)).count
        #expect(try store.compactChanges(whereMoreThan: log.count) == 0)
        #expect(try store.compactChanges(whereMoreThan: 0) == log.count - things)
        #expect(try store.changes(after: 0).count == things)
        #expect(try store.compactChanges() == 0)
      }
      #expect(try store.latestSequence() == Int64(log.count))
      for sequence in expected.indices {
        #expect(try feed(store, after: Int64(sequence), batchSize: 1 + sequence % 7) == expected[sequence])
      }
    }
    // Numbers go on from the last one.
    try store.upsert(Job(id: "last", title: "T"))
    #expect(try store.latestSequence() == Int64(log.count + 1))
  }

  @Test("The latest change is known at once, whoever wrote it: this store, another connection, another process")
  func latest() async throws {
    let path = folder.path
    let reader: MarketStore
    do {
      let store = try MarketStore(folder: path)
      var options = MarketStore.Options()
      options.isWritable = false
      reader = try MarketStore(folder: path, options: options)
      for number in 1...20 {
        try store.upsert(Job(id: "\(number)", title: "T"))
        #expect(try store.latestSequence() == Int64(number))
        #expect(try reader.latestSequence() == Int64(number))
      }
      try store.close()
    }
    await #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
      try MarketStore(folder: path).upsert(Job(id: "21", title: "T"))
    }
    #expect(try reader.latestSequence() == 21)
    try reader.close()
    #expect(throws: MarketStoreError.self) { try reader.latestSequence() }
  }

  @Test("An error in a batch ends the feed; a damaged row is named")
  func errors() throws {
    let store = try MarketStore(folder: folder.path)
    for number in 0..<10 { try store.upsert(Job(id: "\(number)", title: "T")) }
    var batches = 0
    #expect(throws: CancellationError.self) {
      try store.readJobs(changedAfter: 0, batchSize: 3) { _ in
        batches += 1
        throw CancellationError()
      }
    }
    #expect(batches == 1)
    try DatabaseQueue(path: store.path).write { try $0.execute(sql: "UPDATE job SET attributes = '{\"skill\":[9]}'") }
    #expect {
      try store.readJobs(changedAfter: 0) { _ in }
    } throws: { ($0 as? MarketStoreError)?.code == .damaged }
  }

  @Test("Rows of any fields in any order, also one twice, are read as they are written")
  func shapes() throws {
    let store = try MarketStore(folder: folder.path)
    let shapes: [[AttributeField]] = [[], [.skill], [.skill, .language], [.language], [.skill], []]
    for (number, fields) in shapes.enumerated() {
      var job = Job(id: "\(number)", title: "T")
      for field in fields { job.attributes[field] = ["\(field) \(number)", "x"] }
      try store.upsert(job)
      #expect(try store.job(id: "\(number)")?.job == job)
    }
    let queue = try DatabaseQueue(path: store.path)
    for (attributes, expected) in [
      ("{\"skill\":[1],\"skill\":[0,1]}", ["skill 1", "x"]), (" { \"skill\" : [ 1 , 0 ] } ", ["x", "skill 1"]),
      ("{\"language\":[],\"skill\":[]}", []),
    ] {
      try queue.write { try $0.execute(sql: "UPDATE job SET attributes = ? WHERE id = '0'", arguments: [attributes]) }
      #expect(try store.job(id: "0")?.job.attributes[.skill] == expected)
    }
    // All of them in one go, whatever row came before.
    var all: [[String]] = []
    try store.readJobs(changedAfter: 0) { batch in
      for case .upsert(let stored) in batch { all += stored.job.attributes[.skill].map { [$0] } ?? [] }
    }
    #expect(all == [[], ["skill 1", "x"], ["skill 2", "x"], ["skill 4", "x"]])
  }

  @Test(
    "Numbers of nested parts come back as Swift reads them",
    arguments: [
      "0", "-0", "7", "-74.25", "40.7357", "0.1", "123456789012345", "1234567890123456", "1e3", "2.5E-3",
      "0.000000000000001", "99999999999.9999", "179.99999999999997",
    ])
  func numbers(text: String) throws {
    let store = try MarketStore(folder: folder.path)
    try store.upsert(Job(id: "a", title: "A"))
    let pay = "{\"minimum\":\(text),\"period\":\"year\",\"currency\":\"USD\"}"
    let queue = try DatabaseQueue(path: store.path)
    try queue.write { try $0.execute(sql: "UPDATE job SET pay = ?", arguments: [pay]) }
    #expect(try store.job(id: "a")?.job.pay?.minimum?.bitPattern == Double(text)?.bitPattern)
    for damaged in ["", "-", ".", ".5", "1.", "1.2.3", "--1", "1e", "e5"] where Double(damaged) == nil {
      let pay = "{\"minimum\":\(damaged),\"period\":\"year\",\"currency\":\"USD\"}"
      try queue.write { try $0.execute(sql: "UPDATE job SET pay = ?", arguments: [pay]) }
      #expect(throws: MarketStoreError.self) { try store.job(id: "a") }
    }
  }
}
