/// Softmax regression over sparse features, an example at a time.
struct TitleDescent {
  /// Features × classes, row-major.
  private(set) var weights: [Float]
  private(set) var biases: [Float]
  private var scores: [Float]

  /// How much slower biases learn: they are in every example.
  private static let biasRate: Float = 0.02

  init(featureCount: Int, classCount: Int) {
    weights = Array(repeating: 0, count: featureCount * classCount)
    biases = Array(repeating: 0, count: classCount)
    scores = biases
  }

  /// Goes a step against the gradient of an example's cross entropy.
  ///
  /// - Parameters:
  ///   - features: The example.
  ///   - offset: A score a class that is added as it is.
  ///   - targets: Classes with the share each should have, 1 in all.
  ///   - rate: The step's length.
  ///   - leastProbability: Classes below that are no target stay as they are.
  /// - Complexity: O(features · classes).
  mutating func step(
    _ features: TermVector, offset: [Float]?, targets: [(column: Int, share: Float)], rate: Float,
    leastProbability: Float
  ) {
    scores.withUnsafeMutableBufferPointer { scores in
      for column in scores.indices { scores[column] = biases[column] + (offset?[column] ?? 0) }
    }
    TitleDescent.add(features, weights, to: &scores)
    let total = SoftmaxMath.exponentiate(&scores)
    for target in targets { scores[target.column] -= target.share * total }
    var active: [(column: Int, gradient: Float)] = []
    for (column, power) in scores.enumerated() {
      let gradient = power / total
      if gradient > leastProbability || gradient < 0 { active.append((column, gradient)) }
    }
    let count = scores.count
    weights.withUnsafeMutableBufferPointer { weights in
      for (row, value) in zip(features.rows, features.values) {
        let (start, factor) = (Int(row) * count, rate * value)
        for (column, gradient) in active { weights[start + column] -= factor * gradient }
      }
    }
    for (column, gradient) in active { biases[column] -= TitleDescent.biasRate * rate * gradient }
  }

  /// Adds the weights of features to scores, one a class. O(features · classes).
  static func add(_ features: TermVector, _ weights: [Float], to scores: inout [Float]) {
    let count = scores.count
    weights.withUnsafeBufferPointer { weights in
      scores.withUnsafeMutableBufferPointer { scores in
        for (row, value) in zip(features.rows, features.values) {
          let start = Int(row) * count
          for column in 0..<count { scores[column] += value * weights[start + column] }
        }
      }
    }
  }
}
