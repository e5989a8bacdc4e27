import Evaluation
import Foundation
import Testing
import VectorMath

/// Five training hires over three occupations, worked out by hand.
@Suite struct NextOccupationModelTests {
  static func hire(_ past: [Int], degree: String? = nil, year: Int = 2000, into occupation: Int) -> ObservedHire {
    let history = HireHistory(pastOccupations: past, degree: degree, year: year, sequence: past.count)
    return ObservedHire(history: history, occupation: occupation)
  }

  static let training = [
    hire([], degree: "BA", into: 2), hire([0], degree: "BA", into: 1), hire([0], degree: "HS", into: 1),
    hire([0], degree: "HS", into: 0), hire([1, 0], degree: "BA", into: 2),
  ]
  static let popularity = OccupationPopularity(training: training, candidateCount: 3)

  @Test func popularityCountsFirstJobsToo() {
    #expect(Self.popularity.counts == [1, 2, 2])
    #expect(isClose(Self.popularity.shares, [1.5 / 6.5, 2.5 / 6.5, 2.5 / 6.5], within: 1e-12))
    let history = Self.hire([1], into: 0).history
    #expect(PopularOccupations(popularity: Self.popularity).scores(for: history) == [1, 2, 2])
  }

  @Test func theSameOccupationGoesFirst() {
    let model = SameOccupation(popularity: Self.popularity)
    #expect(model.scores(for: Self.hire([1, 0], into: 0).history) == [.infinity, 2, 2])
    #expect(model.scores(for: Self.hire([], into: 0).history) == [1, 2, 2])
  }

  @Test func oneStepOfHistory() {
    let model = PreviousOccupation(training: Self.training, popularity: Self.popularity, smoothing: 13)
    // After 0 came 0 once, 1 twice and 2 once, beside 13 · share = 3, 5 and 5.
    #expect(isClose(model.scores(for: Self.hire([0], into: 0).history), [4.0 / 17, 7.0 / 17, 6.0 / 17], within: 1e-12))
    // Nobody's previous occupation was 2: what is left is the shares.
    #expect(isClose(model.scores(for: Self.hire([2], into: 0).history), Self.popularity.shares, within: 1e-12))
    #expect(isClose(model.scores(for: Self.hire([], into: 0).history), Self.popularity.shares, within: 1e-12))
  }

  @Test func historyAndDegree() {
    let parameters = OccupationHistory.Parameters(
      weights: [1, 0.5], smoothing: 13, degreeWeight: 2, degreeSmoothing: 6.5)
    let model = OccupationHistory("m", training: Self.training, popularity: Self.popularity, parameters: parameters)
    let share = Self.popularity.shares
    // After 0, anywhere in the last two: 0, 1, 1, 2; after 1: 2. With BA, first jobs passed over: 1, 2; with HS: 1, 0.
    let after0 = [4.0 / 17, 7.0 / 17, 6.0 / 17]
    let after1 = [3.0 / 14, 5.0 / 14, 6.0 / 14]
    let bachelor = [1.5 / 8.5, 3.5 / 8.5, 3.5 / 8.5]
    func expected(_ evidence: (weight: Double, probabilities: [Double])...) -> [Double] {
      share.indices.map { o in
        evidence.reduce(log(share[o])) { $0 + $1.weight * log($1.probabilities[o] / share[o]) }
      }
    }
    func scores(_ past: [Int], _ degree: String?) -> [Double] {
      model.scores(for: Self.hire(past, degree: degree, into: 0).history)
    }
    #expect(isClose(scores([0], nil), expected((1, after0)), within: 1e-12))
    #expect(isClose(scores([1, 0], "BA"), expected((1, after0), (0.5, after1), (2, bachelor)), within: 1e-12))
    // Only the last two count; a degree never seen in training says nothing.
    #expect(isClose(scores([2, 2, 0, 1], "PhD"), expected((1, after1), (0.5, after0)), within: 1e-12))
    #expect(isClose(scores([], nil), share.map { log($0) }, within: 1e-12))
  }

  @Test func smoothingMustBePositive() async {
    await #expect(processExitsWith: .failure) { _ = OccupationHistory.Parameters(smoothing: 0) }
  }
}

@Suite struct NextOccupationProtocolTests {
  typealias Models = NextOccupationModelTests

  static let hires = [
    Models.hire([], year: 2012, into: 0), Models.hire([0], year: 2012, into: 1), Models.hire([0], year: 2013, into: 1),
    Models.hire([], year: 2014, into: 2), Models.hire([1], year: 2014, into: 1),
    Models.hire([0, 1], year: 2015, into: 1),
    Models.hire([1], year: 2019, into: 2), Models.hire([], year: 2020, into: 0),
  ]

  @Test func yearsSplit() {
    let tune = NextOccupationProtocol().split(Self.hires, for: .tune)
    #expect(tune.hires == [2, 4] && tune.cases.map(\.answer) == [1, 1])
    #expect(tune.training == Array(Self.hires.prefix(2)))
    let test = NextOccupationProtocol().split(Self.hires, for: .test)
    #expect(test.hires == [5, 6] && test.cases.map(\.input) == [Self.hires[5].history, Self.hires[6].history])
    #expect(test.training == tune.training)
    #expect(test.changers.members == [1] && tune.changers.members == [0])
    #expect(test.cases.allSatisfy { $0.excluded.isEmpty })
  }

  @Test func groupsMeetTheReportOnly() throws {
    var random = SeededRandom(seed: 9)
    let hires = (0..<400).map { number in
      Models.hire(
        (0..<random.uniform(in: 0...4)).map { _ in random.uniform(below: 5) },
        degree: random.element(of: ["BA", "HS"]),
        year: 2005 + number % 14, into: random.uniform(below: 5))
    }
    let labels = hires.map { _ in random.element(of: ["Men", "Women", ""]) }
    let split = NextOccupationProtocol().split(hires, for: .test)
    let trial = ModelTrial(
      protocol: "nlsy97", cases: split.cases, ranking: FullRanking(neutralOrder: Array(0..<5)),
      bootstrap: Bootstrap(resamples: 100, seed: 1))
    func report(_ labels: [String]) -> EvaluationReport {
      trial.report(
        on: NextOccupationModels.all(training: split.training, candidateCount: 5),
        subsets: [split.changers] + split.groups(by: "gender", labels))
    }
    let (first, other) = (report(labels), report(labels.reversed()))
    #expect(first.models.count == 5)
    #expect(first.lines != other.lines)
    let isGroup: (EvaluationLine) -> Bool = { $0.metric.contains("gender") }
    #expect(first.lines.filter { !isGroup($0) } == other.lines.filter { !isGroup($0) })
    #expect(first.comparisons == other.comparisons)
    let women = try #require(first.line("popularity", .recall(1), subset: "gender=Women"))
    #expect(women.n == split.hires.count { labels[$0] == "Women" })
  }
}
