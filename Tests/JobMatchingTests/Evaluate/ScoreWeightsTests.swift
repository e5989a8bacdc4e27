import Evaluation
import JobMatching
import Testing
import VectorMath

@Suite("Weights of scores")
struct ScoreWeightsTests {
  /// Three scores of four candidates that depend on the case's number alone; the third is noise.
  private struct Drawn: OccupationScores {
    let names = ["one", "two", "noise"]

    func scores(for history: HireHistory) -> [[Double]] {
      var random = SeededRandom(seed: UInt64(history.year))
      return names.map { _ in (0..<4).map { _ in random.normal() } }
    }
  }

  private static let cases: [JudgedCase<HireHistory>] = (0..<4000).map { number in
    let history = HireHistory(pastOccupations: [0], year: number, sequence: 1)
    let rows = Drawn().scores(for: history)
    let sums = (0..<4).map { 2 * rows[0][$0] - rows[1][$0] }
    var random = SeededRandom(seed: UInt64(number)).split(9)
    var draw = random.uniform() * sums.reduce(0) { $0 + PortableMath.exp($1) }
    var answer = 0
    while answer < 3, draw > PortableMath.exp(sums[answer]) {
      draw -= PortableMath.exp(sums[answer])
      answer += 1
    }
    return JudgedCase(input: history, answer: answer)
  }

  private static func likelihood(_ weights: [Double]) -> Double {
    cases.reduce(0) { sum, question in
      let rows = Drawn().scores(for: question.input)
      let sums = (0..<4).map { candidate in zip(weights, rows).reduce(0) { $0 + $1.0 * $1.1[candidate] } }
      return sum + sums[question.answer] - PortableMath.log(sums.reduce(0) { $0 + PortableMath.exp($1) })
    } / Double(cases.count)
  }

  @Test("Answers drawn with weights 2, −1 and 0 give these back, and no weights near by make them likelier")
  func known() {
    let weights = ScoreWeights.fitted(Drawn(), to: Self.cases, using: [0, 1, 2])
    #expect(abs(weights[0] - 2) < 0.15 && abs(weights[1] + 1) < 0.1 && abs(weights[2]) < 0.1)
    let ridge = { (weights: [Double]) in 0.001 * weights.reduce(0) { $0 + $1 * $1 } }
    let best = Self.likelihood(weights) - ridge(weights)
    for index in weights.indices {
      for change in [-0.05, 0.05] {
        var other = weights
        other[index] += change
        #expect(Self.likelihood(other) - ridge(other) < best)
      }
    }
  }

  @Test("Scores that are not used, or may not be negative, have 0")
  func restricted() {
    let used = ScoreWeights.fitted(Drawn(), to: Self.cases, using: [0, 2])
    #expect(used[0] > 1 && used[1] == 0)
    let above = ScoreWeights.fitted(Drawn(), to: Self.cases, using: [0, 1, 2], areNonNegative: true)
    #expect(above[0] > 1 && above[1] == 0 && above[2] >= 0)
  }
}
