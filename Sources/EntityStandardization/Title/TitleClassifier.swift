import VectorMath

/// A linear classifier of titles on top of a matcher: the probability of a value is the softmax of what the matcher scores
/// and one weight a feature and value, learned by stochastic gradient descent.
///
/// The matcher's score is there from the start, so that learning only has to say where labels mislead; a value without
/// examples keeps it. A share of the features is left out at each step (dropout, Srivastava 2014,
/// https://jmlr.org/papers/v15/srivastava14a.html), for titles are short and a classifier would soon know each by heart.
struct TitleClassifier: Sendable {
  private let space: TermSpace
  /// The values with examples, ascending; columns of `weights`.
  private let classes: [Int]
  /// Features × classes, row-major.
  private let weights: [Float]
  private let biases: [Float]
  private let valueCount: Int

  /// How much the matcher's score counts beside the weights.
  private static let matcherScale: Float = 3
  private static let rounds = 5
  private static let rate: Float = 3
  private static let dropout = 0.3
  /// Gradients of classes less probable than this are left out: they are many, and all of them little.
  private static let leastProbability: Float = 1e-4

  /// Learns. Equal titles in equal order give an equal classifier.
  ///
  /// - Parameters:
  ///   - titles: Distinct ones.
  ///   - matched: The matcher's score of every value for each title, or `nil` without a matcher.
  /// - Complexity: O(rounds · titles · features of a title · values with examples).
  init(_ titles: [LabelledTitle], valueCount: Int, matched: ((NormalizedTitle) -> [Float])?) {
    let features = titles.map { TitleFeatures.of($0.title) }
    let space = TermSpace(features, leastDocuments: 2)
    let classes = Set(titles.flatMap { $0.counts.map(\.value) }).sorted()
    (self.space, self.classes, self.valueCount) = (space, classes, valueCount)
    var columns = Array(repeating: -1, count: valueCount)
    for (column, value) in classes.enumerated() { columns[value] = column }
    let vectors = features.map(space.vector(of:))
    let offsets = titles.map { title in
      matched.map { scores in
        let all = scores(title.title)
        return classes.map { all[$0] * TitleClassifier.matcherScale }
      }
    }
    var descent = TitleDescent(featureCount: space.count, classCount: classes.count)
    var random = SeededRandom(seed: 1)
    let steps = TitleClassifier.rounds * titles.count
    var step = 0
    for _ in 0..<TitleClassifier.rounds {
      var order = Array(titles.indices)
      random.shuffle(&order)
      for index in order {
        let rate = TitleClassifier.rate * (1 - Float(step) / Float(steps))
        var kept = TermVector()
        for (row, value) in zip(vectors[index].rows, vectors[index].values)
        where !random.bernoulli(TitleClassifier.dropout) {
          kept.rows.append(row)
          kept.values.append(value / Float(1 - TitleClassifier.dropout))
        }
        let sum = titles[index].counts.reduce(Float(0)) { $0 + $1.count }
        descent.step(
          kept, offset: offsets[index], targets: titles[index].counts.map { (columns[$0.value], $0.count / sum) },
          rate: rate, leastProbability: TitleClassifier.leastProbability)
        step += 1
      }
    }
    (weights, biases) = (descent.weights, descent.biases)
  }

  /// The logarithm of the probability of every value.
  ///
  /// - Parameter matched: The matcher's score of every value; zeros without a matcher.
  /// - Complexity: O(values + features of the title · values with examples).
  func logProbabilities(of title: NormalizedTitle, matched: [Float]) -> [Float] {
    // What has no example is as likely as the least likely of what has, but for the matcher's opinion.
    let least = biases.min() ?? 0
    var scores = matched.map { $0 * TitleClassifier.matcherScale + least }
    var sums = biases
    TitleDescent.add(space.vector(of: TitleFeatures.of(title)), weights, to: &sums)
    for (column, value) in classes.enumerated() { scores[value] += sums[column] - least }
    let top = scores.max() ?? 0
    var total: Float = 0
    for score in scores { total += SoftmaxMath.exp(score - top) }
    let shift = top + Float(PortableMath.log(Double(total)))
    for value in scores.indices { scores[value] -= shift }
    return scores
  }
}
