import Testing
import VectorMath

@Suite struct StatisticsTests {
  @Test func summaries() {
    #expect(Statistics.mean([1, 2, 6]) == 3)
    #expect(Statistics.mean([]).isNaN)
    #expect(Statistics.standardDeviation([2, 4, 4, 4, 5, 5, 7, 9]) == (32.0 / 7).squareRoot())
    #expect(Statistics.standardDeviation([1]).isNaN)
    #expect(Statistics.percentile(75, of: [4, 1, 3, 2]) == 3.25)
    #expect(Statistics.percentile(0, of: [4, 1]) == 1 && Statistics.percentile(100, of: [4, 1]) == 4)
    #expect(Statistics.percentile(50, of: [7]) == 7 && Statistics.percentile(50, of: []).isNaN)
  }

  @Test func intervalHoldsTheTrueMeanAsOftenAsItSays() {
    var random = SeededRandom(seed: 1)
    var held = 0
    for trial in 0..<200 {
      let values = (0..<100).map { _ in random.normal(mean: 5, deviation: 3) }
      let interval = Bootstrap(resamples: 500, seed: UInt64(trial)).mean(of: values)
      #expect(interval.lower < interval.mean && interval.mean < interval.upper && interval.cases == 100)
      if interval.lower <= 5, 5 <= interval.upper { held += 1 }
    }
    #expect((178...198).contains(held))
  }

  @Test func pairedDifferenceSeesWhatTheSpreadOfCasesHides() {
    var random = SeededRandom(seed: 2)
    let base = (0..<300).map { _ in random.normal(mean: 0, deviation: 10) }
    let better = base.map { $0 + 0.2 + random.normal(mean: 0, deviation: 0.5) }
    let same = base.map { $0 + random.normal(mean: 0, deviation: 0.5) }
    let bootstrap = Bootstrap(seed: 3)
    let seen = bootstrap.difference(of: better, minus: base)
    #expect(seen.interval.lower > 0 && seen.pValue < 0.01 && seen.pValue > 0)
    #expect(bootstrap.difference(of: same, minus: base).pValue > 0.05)
    #expect(bootstrap.difference(of: base, minus: base).pValue == 1)
    let swapped = bootstrap.difference(of: base, minus: better)
    #expect(swapped.pValue == seen.pValue && swapped.interval.mean == -seen.interval.mean)
  }

  @Test func pValuesAreUniformWhereThereIsNoDifference() {
    var random = SeededRandom(seed: 4)
    let below = (0..<200).count { trial in
      let values = (0..<80).map { _ in random.normal() }
      let zeros = [Double](repeating: 0, count: 80)
      return Bootstrap(resamples: 400, seed: UInt64(trial)).difference(of: values, minus: zeros).pValue < 0.1
    }
    #expect((8...38).contains(below))
  }

  @Test func seedDecides() {
    let values = (0..<50).map(Double.init)
    #expect(Bootstrap(seed: 1).mean(of: values) == Bootstrap(seed: 1).mean(of: values))
    #expect(Bootstrap(seed: 1).mean(of: values) != Bootstrap(seed: 2).mean(of: values))
    #expect(Bootstrap(seed: 1).mean(of: []).mean.isNaN)
    #expect(Bootstrap(seed: 1).difference(of: [], minus: []).pValue.isNaN)
  }
}
