import Foundation
import JobMarket
import JobMatching
import Testing
import VectorMath

/// Processes that write, index, remove old indexes and answer, killed (SIGKILL) at any moment of it.
///
/// Slow, since each kill is a process of its own: `JOBMATCH_KILLS=200` kills so many; without it ten die.
@Suite("Kills")
struct KillTests {
  static let count = ProcessInfo.processInfo.environment["JOBMATCH_KILLS"].flatMap(Int.init) ?? 10
  static let seed = ProcessInfo.processInfo.environment["JOBMATCH_SEED"].flatMap(UInt64.init) ?? 5

  @Test("What was acknowledged is there, the last good index is whole, and its answers are the record's")
  func kills() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kills-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var record = try RecordOfKills(folder: folder)
    var random = SeededRandom(seed: KillTests.seed)
    for number in 0..<KillTests.count {
      let milliseconds = random.uniform(in: 0...300)
      let program = try StartedProgram("LiveIndexCrasher", [folder.path, String(number)])
      // Most are given the time to get to work, however busy the machine is; the others die on the way there.
      let limit = ContinuousClock.now + .seconds(10)
      var said: [String] = []
      while number % 4 != 0, said.isEmpty, ContinuousClock.now < limit {
        said = try program.newLines()
        usleep(2000)
      }
      record.hear(said)
      usleep(UInt32(milliseconds) * 1000)
      program.kill()
      let place: Comment = "kill \(number), after \(milliseconds) ms"
      #expect(!program.endedByItself, "\(place): it ended by itself: \(program.errors)")
      record.hear(try program.newLines())
      let violations = try record.violations()
      #expect(violations == [], place)
      // What is wrong once is wrong from then on.
      if !violations.isEmpty { return }
    }
    // Else nothing was shown: most of them must have got to work.
    #expect(record.acknowledged > KillTests.count && record.hasIndex)
    _ = try Pipeline(record.workspace).index(createdAt: Instant(seconds: 1_800_000_000))
    #expect(try record.violations() == [])
  }
}

/// One process serves while another writes, indexes and removes the indexes that the first one has opened.
@Suite("Two processes on one workspace")
struct TwoProcessTests {
  @Test("Answers hold whatever was acknowledged before they were asked for, by services old and new")
  func serving() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "two-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var record = try RecordOfKills(folder: folder)
    let program = try StartedProgram("LiveIndexCrasher", [folder.path, "77"])
    var services: [MatchService] = []
    var compared = 0
    let end = ContinuousClock.now + .seconds(4)
    while ContinuousClock.now < end {
      try #require(!program.endedByItself, "\(program.errors)")
      guard try record.workspace.artifacts(.index).active() != nil else {
        usleep(5000)
        continue
      }
      // Old ones stay in use although their index may be gone.
      if services.count < 3 || compared % 5 == 0 {
        services.append(try MatchService(record.workspace))
        if services.count > 4 { services.remove(at: 1) }
      }
      for service in services {
        record.hear(try program.newLines())
        let before = record.possible
        let second: Int64 = 1_800_000_000
        let found = Set(try service.search("baker", RecordOfKills.options(asOf: second)).matches.map(\.job.id))
        record.hear(try program.newLines())
        // Whoever was not written meanwhile was this one thing all the time.
        for (id, states) in before where states.count == 1 && record.possible[id] == states {
          guard let state = states.first else { continue }
          let right = RecordOfKills.isOffered(state, asOf: second)
          try #require(found.contains(id) == right, "\(id), '\(state)', is \(right ? "not " : "")found")
          compared += 1
        }
      }
    }
    program.kill()
    record.hear(try program.newLines())
    #expect(try record.violations() == [])
    #expect(compared > 100, "else nothing was shown")
  }
}
