import Foundation
import Testing

/// Random interleavings of everything that happens to an index, against a dictionary of jobs.
///
/// `JOBMATCH_STEPS=1000000` takes more of them, of other seeds.
@Suite("A live index answers like a dictionary of jobs")
struct LiveIndexModelTests {
  /// Seeds, and below which number their jobs' keys are: few jobs change often, many lie in many segments.
  static let worlds: [(seed: UInt64, keyBound: Int64)] = {
    let steps = ProcessInfo.processInfo.environment["JOBMATCH_STEPS"].flatMap(Int.init) ?? 10_240
    return (0..<max(1, steps / stepsEach)).map { (UInt64($0), [3, 20, 60, 200][$0 % 4]) }
  }()
  static let stepsEach = 320

  @Test("Whatever happens, every answer is the one by definition", arguments: worlds)
  func interleavings(seed: UInt64, keyBound: Int64) {
    var generator = StepGenerator(seed: seed, keyBound: keyBound)
    judge(seed: seed, generator.steps(LiveIndexModelTests.stepsEach))
  }

  @Test("Segments beyond what is merged at once, and blocks beyond one")
  func large() {
    var generator = StepGenerator(seed: 7, keyBound: 3500)
    judge(seed: 7, [generator.flood(3000)] + generator.steps(16) + [generator.flood(2000)] + generator.steps(16))
  }

  private func judge(seed: UInt64, _ steps: [LiveStep]) {
    guard let failure = LiveRun.failure(seed: seed, steps: steps) else { return }
    Issue.record("\(failure)")
  }
}
