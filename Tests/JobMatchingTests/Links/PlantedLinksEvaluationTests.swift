import JobMatching
import LinkGraph
import SyntheticMarket
import Testing

@Suite("Links planted in a market, and those learned from its hires")
struct PlantedLinksEvaluationTests {
  private func evaluation(odds: Double) throws -> PlantedLinksEvaluation {
    var evaluation = try PlantedLinksEvaluation()
    (evaluation.configuration.jobs, evaluation.configuration.seekers) = (300, 2000)
    (evaluation.configuration.requestsPerSeeker, evaluation.mining.minimumSupport) = (12, 5)
    (evaluation.configuration.plantedLinks, evaluation.configuration.plantedLinkOdds) = (12, odds)
    evaluation.configuration.hireProbability = 0.05
    evaluation.heldOutSeekers = 600
    evaluation.cutoffs = [.planted(1), .planted(3), .fresh(1), .fresh(3), .asManyHires]
    evaluation.scorings = [.shrunk(10), .ratio, .support]
    return evaluation
  }

  private func row(
    _ answer: SeedAnswer, _ scoring: String, _ cutoff: PlantedLinksEvaluation.Cutoff
  ) throws -> SeedAnswer.Row {
    try #require(answer.rows.first { $0.scoring == scoring && $0.cutoff == cutoff })
  }

  @Test("Where planted links decide, the first links learned are planted ones")
  func strong() throws {
    var evaluation = try evaluation(odds: 10_000)
    (evaluation.configuration.seekers, evaluation.configuration.requestsPerSeeker) = (3500, 20)
    evaluation.configuration.plantedLinks = 40
    let answer = try evaluation.answer(seed: 3)
    #expect(
      answer.planted == 40 && answer.learnable >= 15 && answer.hires > 150,
      "\(answer.learnable) \(answer.hires) \(answer.pairs)")
    let first = try row(answer, "ratio, shrunk by 10 pairs", .planted(1))
    #expect(first.links == 40 && first.joined.precision >= 0.9)
    #expect(first.joined.pairs.planted > 0.7 && first.joined.pairs.probability > 3 * answer.base.probability)
    let fresh = try row(answer, "ratio, shrunk by 10 pairs", .fresh(3))
    #expect(fresh.joined.recall > first.joined.recall && fresh.joined.recall >= 0.3, "\(first.joined) \(fresh.joined)")
    #expect(fresh.joined.plantedReached > 0.6)
    // More links, or ones of more pairs, never reach fewer.
    let more = try row(answer, "ratio, shrunk by 10 pairs", .planted(3))
    #expect(more.joined.plantedReached >= first.joined.plantedReached && more.asked.covered >= first.asked.covered)
    for row in answer.rows {
      // What asks exactly the same joins the same pairs.
      #expect(row.asked.recall <= row.joined.recall && row.asked.recall <= row.asked.covered)
      #expect(row.asked.precision <= row.joined.precision)
    }
    let support = try row(answer, "support", .planted(1))
    #expect(support.joined.precision < 0.3 && support.joined.pairs.planted < 0.3)
  }

  @Test("Where planted links make no difference, the first links are not planted ones")
  func control() throws {
    let answer = try evaluation(odds: 1).answer(seed: 3)
    let first = try row(answer, "ratio, shrunk by 10 pairs", .fresh(1))
    #expect(first.joined.precision < 0.4 && first.asked.recall < 0.2)
    #expect(first.joined.pairs.probability < 2 * answer.base.probability)
  }

  @Test("The same at any number of threads, and means of the seeds")
  func threads() throws {
    var evaluation = try evaluation(odds: 100)
    evaluation.cutoffs = [.planted(1)]
    evaluation.configuration.seekers = 1000
    let (one, two) = (try evaluation.report(seeds: 1...2), try evaluation.report(seeds: 1...2, threads: 2))
    #expect(one.seeds == two.seeds && one.seeds.map(\.seed) == [1, 2])
    #expect(one.markdown == two.markdown && one.rows.count == 3)
    let mean = one.seeds.reduce(0) { $0 + $1.rows[0].joined.precision } / 2
    #expect(abs(one.rows[0].precision.mean - mean) < 1e-12)
    #expect(one.markdown.contains("| 1 × planted | ratio, shrunk by 10 pairs | 12 |"))
  }

  @Test("A scoring that ranks nothing gives nothing, and regression ranks what raises the odds")
  func scorings() throws {
    var evaluation = try evaluation(odds: 10_000)
    evaluation.mining.maximumSize = 1
    evaluation.cutoffs = [.planted(1)]
    var options = RegressionOptions()
    options.costs = [0.25]
    evaluation.scorings = [.init(name: "none") { table, _, _ in [Double?](repeating: nil, count: table.count) }]
    evaluation.scorings.append(.regression(options))
    let answer = try evaluation.answer(seed: 3)
    #expect(answer.rows[0].links == 0 && answer.rows[0].joined.precision == 0 && answer.rows[0].joined.pairs.pairs == 0)
    #expect(answer.rows[1].links > 0 && answer.rows[1].joined.pairs.probability > 1.5 * answer.base.probability)
  }

  @Test("An interval over seeds is Student's")
  func interval() {
    let interval = SeedInterval([1, 2, 3])
    // 4.303 · 1 ÷ √3.
    #expect(interval.mean == 2 && abs(interval.upper - 4.48434) < 1e-4 && abs(interval.lower + 0.48434) < 1e-4)
    #expect(interval.description == "2.000 [-0.484, 4.484]")
    let one = SeedInterval([0.25])
    #expect(one.lower == 0.25 && one.upper == 0.25 && one.description == "0.250 [0.250, 0.250]")
    #expect(SeedInterval([]).description == "– [–, –]")
    // 41 values: the quantile of 40 degrees of freedom is 2.0211.
    let many = SeedInterval((0...40).map(Double.init))
    #expect(abs((many.upper - 20) / (11.9791 / 41.0.squareRoot()) - 2.0211) < 1e-3)
  }
}
