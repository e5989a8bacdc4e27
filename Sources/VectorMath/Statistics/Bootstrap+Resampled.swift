extension Bootstrap {
  /// Draws the cases anew once for many measurements of them at a time.
  ///
  /// - Parameter columns: a list a measurement, each with one value a case, the cases in the same order everywhere.
  ///
  /// The same draws serve every column, so that any two can be compared pair by pair. O(resamples × cases × columns), a
  /// fraction of what as many calls of `mean(of:)` take.
  public func resampled(_ columns: [[Double]]) -> ResampledMeans {
    let cases = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == cases }, "every column needs a value for every case")
    let means = columns.map(Statistics.mean)
    guard cases > 0 else {
      return ResampledMeans(confidence: confidence, cases: 0, means: means, resamples: columns.map { _ in [] })
    }
    var resamples = columns.map { _ in [Double]() }
    // Eight columns stand side by side, so that one draw costs one load and one addition for all of them.
    for first in stride(from: 0, to: columns.count, by: 8) {
      let width = min(8, columns.count - first)
      var rows = [SIMD8<Double>](repeating: .zero, count: cases)
      for column in 0..<width {
        for index in 0..<cases { rows[index][column] = columns[first + column][index] }
      }
      var random = SeededRandom(seed: seed)
      for _ in 0..<self.resamples {
        var sum = SIMD8<Double>.zero
        for _ in 0..<cases { sum += rows[random.uniform(below: cases)] }
        for column in 0..<width { resamples[first + column].append(sum[column] / Double(cases)) }
      }
    }
    return ResampledMeans(confidence: confidence, cases: cases, means: means, resamples: resamples)
  }

  /// The means of several measurements in every resample.
  public struct ResampledMeans: Sendable {
    let confidence: Double
    let cases: Int
    /// The mean of each column over the cases as they are.
    let means: [Double]
    /// The mean of each column in each resample, in the order of the draws.
    let resamples: [[Double]]

    /// A column's mean and its interval; all NaN for no cases. O(resamples log resamples).
    public func interval(of column: Int) -> Interval {
      interval(means[column], resamples[column].sorted())
    }

    /// A column's mean as a difference: its interval, and how surely it is not zero. O(resamples log resamples).
    public func difference(of column: Int) -> Difference {
      difference(means[column], resamples[column])
    }

    /// The difference of two columns' means, pair by pair, its interval and its p-value. O(resamples log resamples).
    public func difference(of first: Int, minus second: Int) -> Difference {
      difference(means[first] - means[second], zip(resamples[first], resamples[second]).map { $0 - $1 })
    }

    private func difference(_ mean: Double, _ resamples: [Double]) -> Difference {
      guard !resamples.isEmpty else { return Difference(interval: interval(mean, []), pValue: .nan) }
      let (below, above) = (resamples.count { $0 <= 0 }, resamples.count { $0 >= 0 })
      let pValue = min(1, 2 * Double(min(below, above) + 1) / Double(resamples.count + 1))
      return Difference(interval: interval(mean, resamples.sorted()), pValue: pValue)
    }

    private func interval(_ mean: Double, _ sorted: [Double]) -> Interval {
      let tail = (1 - confidence) / 2 * 100
      return Interval(
        mean: mean, lower: Statistics.percentile(tail, ofSorted: sorted),
        upper: Statistics.percentile(100 - tail, ofSorted: sorted), cases: cases)
    }
  }
}
