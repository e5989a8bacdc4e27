import Foundation
import GRDB
import JobMarket
import MarketStorage
import Testing

/// Writes of many callers share commits and come out as if each had been written alone.
@Suite("Shared commits")
struct MarketWriterTests {
  let folder: StoreFolder

  init() throws {
    folder = try StoreFolder()
  }

  private func reader() throws -> MarketStore {
    var options = MarketStore.Options()
    options.isWritable = false
    return try MarketStore(folder: folder.path, options: options)
  }

  private func job(_ id: String, _ title: String, skills: [String] = []) -> Job {
    var job = Fixture.fullJob(id)
    job.title = title
    if !skills.isEmpty { job.attributes[.skill] = skills }
    return job
  }

  @Test("Each kind of write says what it did, to which key, by which change")
  func receipts() async throws {
    let store = try MarketStore(folder: folder.path)
    let writer = MarketWriter(store)
    typealias Receipt = MarketWrite.Receipt
    let (one, two) = (JobKey(rawValue: 1), JobKey(rawValue: 2))
    var closed = job("b", "B")
    closed.status = .closed
    #expect(try await writer.upsert(job("a", "A")) == Receipt(result: .inserted, key: one, sequence: 1))
    #expect(try await writer.upsert(job("a", "A")) == Receipt(result: .unchanged, key: one, sequence: 1))
    #expect(try await writer.upsert(job("a", "A2")) == Receipt(result: .updated, key: one, sequence: 2))
    #expect(try await writer.upsert(job("b", "B")) == Receipt(result: .inserted, key: two, sequence: 3))
    #expect(try await writer.close(id: "a") == Receipt(result: .closed, key: one, sequence: 4))
    #expect(try await writer.close(id: "a") == Receipt(result: .unchanged, key: one, sequence: 4))
    #expect(try await writer.upsert(closed) == Receipt(result: .closed, key: two, sequence: 5))
    #expect(try await writer.setExpiry(id: "b", to: Fixture.day) == Receipt(result: .updated, key: two, sequence: 6))
    #expect(try await writer.setExpiry(id: "b", to: Fixture.day) == Receipt(result: .unchanged, key: two, sequence: 6))
    #expect(try store.job(id: "b")?.job.expiresAt == Fixture.day)
    #expect(try await writer.setExpiry(id: "b", to: nil).sequence == 7)
    #expect(try store.job(id: "b")?.job.expiresAt == nil)
    #expect(try await writer.delete(id: "a") == Receipt(result: .deleted, key: one, sequence: 8))
    #expect(try store.job(id: "a") == nil)
    // A key is never given again.
    #expect(try await writer.upsert(job("a", "A")).key == JobKey(rawValue: 3))
    #expect(
      try store.changes(after: 0).map(\.action) == [
        .insert, .update, .insert, .close, .close, .update, .update, .delete, .insert,
      ])
    #expect(try store.changes(after: 0).map(\.sequence) == Array(1...9))
  }

  @Test("A write that cannot be fails alone, wherever it stands in a commit", arguments: 0..<6)
  func badWrites(place: Int) async throws {
    let store = try MarketStore(folder: folder.path)
    try store.upsert(job("known", "K"))
    var ageist = job("x", "X")
    ageist.attributes[try #require(AttributeField("age"))] = ["40"]
    let far = Instant(milliseconds: .max)
    let bad: [(MarketWrite, String)] = [
      (.upsert(job("", "T")), "the id is empty"), (.close(id: "nobody"), "'nobody'"),
      (.delete(id: ""), "knows no job ''"), (.setExpiry(id: "known", to: far), "no year of the calendar"),
      (.setExpiry(id: "n\u{0}\u{202e}", to: nil), "knows no job"), (.upsert(ageist), "who somebody is"),
    ]
    var writes = (0..<5).map { MarketWrite.upsert(job("j\($0)", "T")) }
    writes.insert(bad[place].0, at: place)
    let results = await MarketWriter(store).submit(writes)
    #expect(results.count == 6)
    for (index, result) in results.enumerated() {
      guard index == place else {
        #expect(try result.get().result == .inserted)
        continue
      }
      #expect {
        try result.get()
      } throws: { "\($0)".contains(bad[place].1) }
    }
    #expect(try store.counts()[.job] == 6)
    #expect(try store.latestSequence() == 6)
  }

  @Test("Many callers: everything acknowledged is there, once, in the order of its sequence")
  func manyCallers() async throws {
    let store = try MarketStore(folder: folder.path)
    var options = MarketWriter.Options()
    options.batchSize = 7
    let writer = MarketWriter(store, options: options)
    let receipts = try await withThrowingTaskGroup(of: [(String, MarketWrite.Receipt)].self) { group in
      for caller in 0..<24 {
        group.addTask { [self] in
          var receipts: [(String, MarketWrite.Receipt)] = []
          for number in 0..<30 {
            // Some ids are everyone's, so that commits hold several writes of one job.
            let id = number % 3 == 0 ? "shared-\(number)" : "own-\(caller)-\(number)"
            let title = "\(caller) \(number)"
            receipts.append((title, try await writer.upsert(job(id, title, skills: ["s\(number)", title]))))
          }
          return receipts
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(receipts.count == 24 * 30)
    let changes = try reader().changes(after: 0)
    // Every write changed something, so that each has a change of its own: its sequence and key.
    #expect(changes.map(\.sequence) == Array(1...Int64(receipts.count)))
    let bySequence = receipts.sorted { $0.1.sequence < $1.1.sequence }
    #expect(bySequence.map(\.1.sequence) == changes.map(\.sequence))
    #expect(bySequence.map(\.1.key.rawValue) == changes.map(\.key))
    // What a job is now is what the write of the highest sequence wanted.
    var last: [JobKey: String] = [:]
    for (title, receipt) in bySequence { last[receipt.key] = title }
    var seen = 0
    try reader().readJobs { jobs in
      for stored in jobs { #expect(stored.job.title == last[stored.key]) }
      seen += jobs.count
    }
    #expect(seen == last.count && seen == 10 + 24 * 20)
    // A caller's own writes are in its order.
    for caller in 0..<24 {
      let own = bySequence.filter { $0.0.hasPrefix("\(caller) ") }.map(\.0)
      #expect(own == (0..<30).map { "\(caller) \($0)" })
    }
  }

  @Test("What is acknowledged is seen by a reader that begins after, from its sequence on")
  func acknowledgedIsVisible() async throws {
    let store = try MarketStore(folder: folder.path)
    let writer = MarketWriter(store)
    let reader = try reader()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<8 {
        group.addTask { [self] in
          for number in 0..<20 {
            let id = "\(caller)-\(number)"
            let receipt = try await writer.upsert(job(id, "T"))
            #expect(try reader.latestSequence() >= receipt.sequence)
            #expect(try reader.job(id: id)?.key == receipt.key)
            var changed: [JobKey] = []
            try reader.readJobs(changedAfter: receipt.sequence - 1) { changed += $0.map(\.key) }
            #expect(changed.contains(receipt.key))
            // A reader that is opened now, as another process would.
            if number % 10 == 0 { #expect(try self.reader().job(id: id)?.key == receipt.key) }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("Values have the ids that writing alone would give, also when others number values between commits")
  func values() async throws {
    let store = try MarketStore(folder: folder.path)
    let writer = MarketWriter(store)
    var expected = Vocabulary()
    for round in 0..<20 {
      let values = ["v\(round)", "v\(round / 2)", ["e\u{301}", "\u{e9}"][round % 2]]
      for value in values { _ = expected.intern(value) }
      try await writer.upsert(job("\(round)", "T", skills: values))
      switch round % 4 {
      case 0:
        try store.appendValues(["appended \(round)"], to: .skill, after: expected.count)
        _ = expected.intern("appended \(round)")
      case 1:
        try store.load([.job(job("i\(round)", "T", skills: ["imported \(round)"]))])
        _ = expected.intern("imported \(round)")
      case 2:
        // An import that is undone takes the ids of its values back.
        let undone = job("u\(round)", "T", skills: ["undone \(round)"])
        #expect(throws: CancellationError.self) {
          try MarketImporter(store).importFile(named: "undone") { file in
            try file.add(contentsOf: Fixture.records([.job(undone)]))
            throw CancellationError()
          }
        }
      default: break
      }
    }
    #expect(try store.vocabulary(.skill).values == expected.values)
    let ids = ["v19", "v9", "é"].compactMap { expected.id(of: $0) }
    #expect(try store.job(id: "19")?.valueIDs[.skill] == ids)
  }

  @Test("A full disk fails a commit as a whole, and the writer goes on")
  func fullDisk() async throws {
    var options = MarketStore.Options()
    options.maximumPageCount = 120
    let store = try MarketStore(folder: folder.path, options: options)
    let writer = MarketWriter(store)
    try await writer.upsert(job("a", "A"))
    let before = try store.everythingReadable()
    let large = (0..<400).map { number in
      var job = job("large\(number)", "L", skills: ["large skill \(number)"])
      job.description = String(repeating: "text ", count: 400)
      return MarketWrite.upsert(job)
    }
    let results = await writer.submit(large)
    #expect(results.count == 400)
    for result in results {
      #expect {
        try result.get()
      } throws: { ($0 as? MarketStoreError)?.code == .diskFull }
    }
    #expect(try store.everythingReadable() == before)
    let receipt = try await writer.upsert(job("b", "B", skills: ["after"]))
    #expect(receipt == MarketWrite.Receipt(result: .inserted, key: JobKey(rawValue: 2), sequence: 2))
    #expect(try reader().vocabulary(.skill).values == ["Swift", "SQL", "after"])
  }

  @Test("A writer keeps others out, and its store's own writes go between its commits")
  func twoWriters() async throws {
    let path = folder.path
    let store = try MarketStore(folder: path)
    let writer = MarketWriter(store)
    try await writer.upsert(job("a", "A"))
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      do {
        _ = try MarketStore(folder: path)
      } catch let error as MarketStoreError where error.code == .locked {
        exit(7)
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [self] in
        for number in 0..<40 { try await writer.upsert(job("w\(number)", "T")) }
      }
      group.addTask { [self] in
        for number in 0..<40 { try store.upsert(job("s\(number)", "T")) }
      }
      try await group.waitForAll()
    }
    #expect(try store.latestSequence() == 81)
    #expect(try store.counts()[.job] == 81)
  }

  @Test("A reader sees whole commits: jobs written together are there together")
  func wholeCommits() async throws {
    let store = try MarketStore(folder: folder.path)
    let writer = MarketWriter(store)
    let reader = try reader()
    let last = JobKey(rawValue: 11)
    let reading = Task.detached { () async throws -> Int in
      var reads = 0
      repeat {
        var titles: Set<String> = []
        var count = 0
        let position = try reader.readJobs(changedAfter: 0, batchSize: 3) { jobs in
          count += jobs.count
          for case .upsert(let stored) in jobs { titles.insert(stored.job.title) }
        }
        // Ten jobs, rewritten together again and again: one title, and the last change of a whole round.
        if count < 11 {
          #expect(titles.count <= 1 && [0, 10].contains(count) && position.sequence % 10 == 0)
        }
        reads += 1
        // The writing side needs a thread too, and there may be one only.
        await Task.yield()
      } while try reader.job(key: last) == nil && !Task.isCancelled
      return reads
    }
    defer { reading.cancel() }
    for round in 0..<60 {
      let results = await writer.submit((0..<10).map { .upsert(job("\($0)", "round \(round)")) })
      for result in results { _ = try result.get() }
    }
    try await writer.upsert(job("end", "T"))
    #expect(try await reading.value > 0)
  }

  @Test("A writer that closes commits what is in, and lets nothing more in")
  func closing() async throws {
    let store = try MarketStore(folder: folder.path)
    let writer = MarketWriter(store)
    let results = await withTaskGroup(of: Result<MarketWrite.Receipt, any Error>.self) { group in
      for number in 0..<200 {
        group.addTask { [self] in await writer.submit([.upsert(job("\(number)", "T"))])[0] }
        if number == 100 {
          group.addTask {
            await writer.close(); return .failure(CancellationError())
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    await writer.close()
    let acknowledged = results.filter { (try? $0.get()) != nil }.count
    for case .failure(let error) in results where !(error is CancellationError) {
      #expect((error as? MarketStoreError)?.code == .closed)
    }
    #expect(try reader().counts()[.job] == acknowledged)
    #expect(await writer.submit([]).isEmpty)
    await #expect(throws: MarketStoreError.self) { try await writer.upsert(self.job("late", "T")) }
    try store.close()
    // A store that is closed under a writer: an error, not a crash.
    await #expect(throws: MarketStoreError.self) { try await MarketWriter(store).upsert(self.job("late", "T")) }
  }

  @Test("A cancelled call has written nothing, or has its receipt")
  func cancelling() async throws {
    let store = try MarketStore(folder: folder.path)
    let writer = MarketWriter(store)
    let tasks = (0..<300).map { number in
      Task { [self] in try await writer.upsert(job("\(number)", "T")) }
    }
    for (number, task) in tasks.enumerated() where number % 2 == 0 { task.cancel() }
    var written: Set<String> = []
    for (number, task) in tasks.enumerated() {
      switch await task.result {
      case .success: written.insert("\(number)")
      case .failure(let error): #expect(error is CancellationError && number % 2 == 0)
      }
    }
    await writer.close()
    var stored: Set<String> = []
    try store.readJobs { stored.formUnion($0.map(\.job.id)) }
    #expect(stored == written && written.count >= 150)
  }

  @Test("Calls beyond what may wait are refused, and those that wait are not lost")
  func tooMany() async throws {
    let store = try MarketStore(folder: folder.path)
    var options = MarketWriter.Options()
    (options.batchSize, options.capacity) = (4, 8)
    let writer = MarketWriter(store, options: options)
    let isWritten = await withTaskGroup(of: Bool?.self) { group in
      for number in 0..<200 {
        group.addTask { [self] in
          do {
            try await writer.upsert(job("\(number)", "T"))
            return true
          } catch {
            return (error as? MarketStoreError)?.code == .busy ? false : nil
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(!isWritten.contains(nil) && isWritten.contains(true))
    #expect(try store.counts()[.job] == isWritten.filter { $0 == true }.count)
    #expect(writer.waitingCount == 0)
    // One call's many writes go in parts, and so fit.
    let results = await writer.submit((0..<50).map { .upsert(job("part\($0)", "T")) })
    #expect(results.allSatisfy { (try? $0.get())?.result == .inserted })
  }

  @Test("Threads that are no tasks write and wait likewise")
  func threads() throws {
    let store = try MarketStore(folder: folder.path)
    let writer = MarketWriter(store)
    let group = DispatchGroup()
    for caller in 0..<4 {
      let thread = Thread { [self] in
        for number in 0..<10 {
          let results = writer.submitAndWait([.upsert(job("\(caller)-\(number)", "T")), .close(id: "nobody")])
          #expect((try? results[0].get())?.result == .inserted)
          #expect(throws: MarketStoreError.self) { try results[1].get() }
        }
        group.leave()
      }
      group.enter()
      thread.start()
    }
    group.wait()
    #expect(try store.counts()[.job] == 40)
  }
}
