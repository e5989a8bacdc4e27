import Evaluation
import Testing
import VectorMath

@Suite struct ModelTrialTests {
  /// Cases whose input is the place at which a model that ranks by number puts the answer, of 60 candidates.
  static func trial(answersAt ranks: [Int], seed: UInt64 = 1) -> ModelTrial<Int> {
    ModelTrial(
      protocol: "made up", cases: ranks.enumerated().map { JudgedCase(input: $0, answer: $1 - 1) },
      ranking: FullRanking(neutralOrder: Array(0..<60)), bootstrap: Bootstrap(resamples: 500, seed: seed))
  }

  /// Ranks by number, but moves the answers of every `lift`-th case, if any, to the front.
  static func model(_ name: String, answers: [Int], lifting lift: Int = 0) -> MadeUp<Int> {
    MadeUp(name) { number in
      var scores = [Double](repeating: 0, count: 60)
      if lift > 0, number % lift == 0 { scores[answers[number] - 1] = 1 }
      return scores
    }
  }

  @Test func figuresAreTheMeansOverTheCases() {
    let ranks = [1, 2, 11, 51]
    let report = Self.trial(answersAt: ranks).report(
      on: [Self.model("m", answers: ranks)],
      subsets: [
        CaseSubset(name: "late", definition: "late ones", members: [2, 3]),
        CaseSubset(name: "none", definition: "nobody", members: []),
      ])
    #expect(report.lines.map(\.value).prefix(5) == [0.25, 0.5, 0.5, 0.75, 0.75])
    #expect(
      report.line("m", .meanReciprocalRank).map { abs($0.value - (1 + 0.5 + 1.0 / 11 + 1.0 / 51) / 4) < 1e-12 } == true)
    #expect(report.line("m", .recall(20), subset: "late")?.value == 0.5)
    #expect(report.line("m", .recall(20), subset: "late")?.metric == "recall/late")
    #expect(report.line("m", .recall(20), subset: "late")?.n == 2)
    #expect(report.line("m", .recall(20), subset: "none") == nil)
    #expect(report.lines.count == 12)
    #expect(report.lines.allSatisfy { $0.low <= $0.value && $0.value <= $0.high })
    #expect(report.lines.allSatisfy { report.definition(of: $0) != nil })
    #expect(report.lines.last.flatMap(report.definition)?.hasSuffix("; late ones only") == true)
    #expect(report.comparisons.isEmpty)
  }

  @Test func figuresAgreeWithTheirOwnBootstrap() {
    let ranks = (0..<90).map { 1 + $0 * 7 % 60 }
    let trial = Self.trial(answersAt: ranks)
    let report = trial.report(on: (1...3).map { Self.model("\($0)", answers: ranks, lifting: 4 * $0) })
    for (model, lift) in [("1", 4), ("2", 8), ("3", 12)] {
      for metric in Metric.standard {
        let values = ranks.enumerated().map { metric.value(atRank: $0.offset % lift == 0 ? 1 : $0.element) }
        let expected = trial.bootstrap.mean(of: values)
        let line = report.line(model, metric)
        #expect(line?.value == expected.mean && line?.low == expected.lower && line?.high == expected.upper)
      }
    }
  }

  @Test func identicalModelsDoNotDiffer() {
    let ranks = (0..<200).map { 1 + $0 * 7 % 60 }
    let models = ["one", "two"].map { Self.model($0, answers: ranks) }
    let comparisons = Self.trial(answersAt: ranks).report(on: models).comparisons
    #expect(comparisons.count == Metric.standard.count)
    #expect(comparisons.allSatisfy { $0.model == "two" && $0.baseline == "one" })
    #expect(comparisons.allSatisfy { $0.difference == 0 && $0.low <= 0 && 0 <= $0.high && $0.p == 1 && $0.n == 200 })
  }

  @Test func aBetterModelIsSeenAndAWorseOneMirrorsIt() throws {
    let ranks = (0..<200).map { 1 + $0 * 7 % 60 }
    let (plain, better) = (Self.model("plain", answers: ranks), Self.model("better", answers: ranks, lifting: 5))
    let trial = Self.trial(answersAt: ranks)
    let gain = try #require(trial.report(on: [plain, better]).comparisons.first { $0.k == 10 })
    let loss = try #require(trial.report(on: [better, plain]).comparisons.first { $0.k == 10 })
    #expect(gain.difference > 0.1 && gain.low > 0 && gain.p < 0.01)
    #expect(loss.difference == -gain.difference && loss.high < 0 && loss.p == gain.p)
  }

  @Test func theSeedDecidesIntervalsOnly() {
    let ranks = (0..<200).map { 1 + $0 * 7 % 60 }
    let models = [Self.model("m", answers: ranks, lifting: 3)]
    let first = Self.trial(answersAt: ranks).report(on: models)
    #expect(Self.trial(answersAt: ranks).report(on: models) == first)
    let other = Self.trial(answersAt: ranks, seed: 2).report(on: models)
    #expect(other.lines.map(\.value) == first.lines.map(\.value))
    #expect(other.lines.map(\.low) != first.lines.map(\.low))
  }

  @Test func noCasesGiveNoLines() {
    let report = Self.trial(answersAt: []).report(on: [Self.model("m", answers: []), Self.model("n", answers: [])])
    #expect(report.lines.isEmpty && report.comparisons.isEmpty && report.models.count == 2)
  }
}
