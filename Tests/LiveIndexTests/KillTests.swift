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
      let killed = try KilledProcess(
        "LiveIndexCrasher", [folder.path, String(number)], after: milliseconds)
      let place: Comment = "kill \(number), after \(milliseconds) ms"
      #expect(!killed.endedByItself, "\(place): it ended by itself: \(killed.errors)")
      record.hear(killed.lines)
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
