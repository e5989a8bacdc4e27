import Testing
import VectorMath

@Suite struct ResampledMeansTests {
  /// More columns than the eight that are drawn side by side.
  static let columns = (0..<11).map { column in
    var random = SeededRandom(seed: UInt64(column))
    return (0..<37).map { _ in random.normal() + Double(column) / 50 }
  }
  static let bootstrap = Bootstrap(resamples: 300, seed: 6)

  /// The means of one column's resamples, drawn in the plainest way.
  static func means(_ values: [Double]) -> [Double] {
    var random = SeededRandom(seed: bootstrap.seed)
    return (0..<bootstrap.resamples).map { _ in
      (0..<values.count).reduce(0) { sum, _ in sum + values[random.uniform(below: values.count)] }
        / Double(values.count)
    }
  }

  @Test func everyColumnHasTheDrawsItWouldHaveAlone() {
    let resampled = Self.bootstrap.resampled(Self.columns)
    for (index, column) in Self.columns.enumerated() {
      let naive = Self.means(column)
      let interval = resampled.interval(of: index)
      #expect(interval == Self.bootstrap.mean(of: column))
      #expect(abs(interval.lower - Statistics.percentile(2.5, of: naive)) < 1e-12)
      #expect(abs(interval.upper - Statistics.percentile(97.5, of: naive)) < 1e-12)
      #expect(interval.cases == 37)
    }
  }

  @Test func pairsAreComparedDrawByDraw() {
    let resampled = Self.bootstrap.resampled(Self.columns)
    for (first, second) in [(10, 0), (0, 10), (3, 9)] {
      let pair = resampled.difference(of: first, minus: second)
      let direct = Self.bootstrap.difference(of: Self.columns[first], minus: Self.columns[second])
      #expect(abs(pair.interval.mean - direct.interval.mean) < 1e-12)
      #expect(abs(pair.interval.lower - direct.interval.lower) < 1e-12)
      #expect(pair.pValue == direct.pValue)
    }
    #expect(resampled.difference(of: 4, minus: 4).pValue == 1)
  }

  @Test func unevenColumnsAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = Bootstrap(seed: 1).resampled([[1, 2], [1]]) }
  }
}
