import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Synchronization
import Testing

/// Writers, followers and a service over one record at the same time; `make sanitize` runs these under the thread sanitizer.
@Suite("Concurrent use of a market")
struct ConcurrentMarketTests {
  private static let now = Instant(seconds: 1_800_000_000)

  private static func job(_ id: String, _ version: Int) -> Job {
    var job = Job(id: id, title: "Baker \(id) \(version)")
    job.company = "Company \(version % 3)"
    return job
  }

  @Test("Whoever follows the log after a receipt sees the write, in order and each change once")
  func followers() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "concurrent-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let workspace = try Workspace.create(at: folder)
    let store = try workspace.openStore()
    let writer = MarketWriter(store)
    let (stop, findings, acknowledged, ended) = (Stop(), Findings(), SharedNumber(0), SharedNumber(0))
    let writers = (0..<3).map { number -> @Sendable () throws -> Void in
      {
        defer { if ended.next() == 3 { stop.tell() } }
        var last: Int64 = 0
        for version in 0..<40 {
          let id = "j\(number)-\(version % 7)"
          let write: MarketWrite = version % 9 == 8 ? .close(id: "j\(number)-0") : .upsert(Self.job(id, version))
          let receipt = try writer.submitAndWait([write])[0].get()
          findings.expect(receipt.sequence >= last, "receipt \(receipt.sequence) after \(last)")
          last = receipt.sequence
          acknowledged.raise(to: receipt.sequence)
        }
      }
    }
    let follower: @Sendable () throws -> Void = {
      let reading = try workspace.openStore(writable: false)
      defer { try? reading.close() }
      var seen: Int64 = 0
      var rounds = 0
      while !stop.isTold || rounds < 3 {
        rounds += 1
        let known = acknowledged.value
        let latest = try reading.latestSequence()
        findings.expect(latest >= known, "acknowledged \(known), the latest is \(latest)")
        var last: JobKey?
        let position = try reading.readJobs(changedAfter: seen, batchSize: 5) { batch in
          for changed in batch {
            findings.expect(last.map { $0 < changed.key } ?? true, "job \(changed.key.rawValue) twice")
            last = changed.key
          }
        }
        findings.expect(position.sequence >= max(seen, known), "at \(position.sequence) after \(seen), \(known)")
        seen = position.sequence
      }
    }
    try atOnce(writers + [follower, follower])
    #expect(findings.all == [])
    await writer.close()
    try store.close()
  }

  @Test("A service answers with what was acknowledged before it was asked")
  func service() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "concurrent-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let workspace = try Workspace.create(at: folder)
    let store = try workspace.openStore()
    let writer = MarketWriter(store)
    for number in 0..<30 { _ = try writer.submitAndWait([.upsert(Self.job("old\(number)", number))])[0].get() }
    let jobs = Mutex<[String: Bool]>([:])
    try store.close()
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    let reopened = try workspace.openStore()
    let second = MarketWriter(reopened)
    let service = try MatchService(workspace)
    let (stop, findings, ended) = (Stop(), Findings(), SharedNumber(0))
    let writers = (0..<2).map { number -> @Sendable () throws -> Void in
      {
        defer { if ended.next() == 2 { stop.tell() } }
        for version in 0..<40 {
          // A job once written is closed once: what was seen of it stays true.
          let id = "j\(number)-\(version / 2)"
          let opens = version % 2 == 0
          let write: MarketWrite = opens ? .upsert(Self.job(id, version)) : .close(id: id)
          // While it is being written nobody can say which it is.
          jobs.withLock { $0[id] = nil }
          _ = try second.submitAndWait([write])[0].get()
          jobs.withLock { $0[id] = opens }
        }
      }
    }
    let reader: @Sendable () throws -> Void = {
      var rounds = 0
      while !stop.isTold || rounds < 3 {
        rounds += 1
        let before = jobs.withLock { $0 }
        var options = MatchOptions(asOf: Self.now)
        options.count = 1000
        let answer = try service.search("baker", options)
        let after = jobs.withLock { $0 }
        let found = answer.matches.map(\.job.id)
        findings.expect(Set(found).count == found.count, "a job twice")
        for (id, isOpen) in before {
          // Closed before: gone. Open before and after: there.
          if !isOpen { findings.expect(!found.contains(id), "\(id) is closed, and found") }
          if isOpen, after[id] == true { findings.expect(found.contains(id), "\(id) is not found") }
        }
        findings.expect(found.count { $0.hasPrefix("old") } == 30, "\(found.count) found")
      }
    }
    try atOnce(writers + [reader, reader])
    #expect(findings.all == [])
    try reopened.close()
  }
}
