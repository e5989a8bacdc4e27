import Evaluation
import VectorMath

/// Finds the weights under which a sum of scores makes the answers of cases most likely: a multinomial logit over all candidates,
/// by Newton's method (McFadden 1974).
package enum ScoreWeights {
  /// The weights, 0 for scores that are not used.
  ///
  /// - Parameters:
  ///   - cases: whose answers are to be likely.
  ///   - used: the scores' numbers.
  ///   - areNonNegative: whether scores of negative weight are left out, the most negative first.
  ///
  /// O(steps · cases · candidates · used²).
  package static func fitted(
    _ scores: any OccupationScores, to cases: [JudgedCase<HireHistory>], using used: [Int], areNonNegative: Bool = false
  ) -> [Double] {
    let rows = cases.map { question in
      let all = scores.scores(for: question.input)
      return used.map { all[$0].map { Float($0) } }
    }
    var kept = Array(used.indices)
    while true {
      let weights = newton(rows, cases.map(\.answer), kept)
      if areNonNegative, kept.count > 1, let worst = weights.indices.min(by: { weights[$0] < weights[$1] }),
        weights[worst] < 0
      {
        kept.remove(at: worst)
        continue
      }
      var all = [Double](repeating: 0, count: scores.names.count)
      for (index, weight) in zip(kept, weights) { all[used[index]] = weight }
      return all
    }
  }

  /// A hundredth of a hire on each squared weight keeps scores that never vary at 0.
  private static let ridge = 0.002

  private static func newton(_ rows: [[[Float]]], _ answers: [Int], _ kept: [Int]) -> [Double] {
    var weights = [Double](repeating: 0, count: kept.count)
    var here = likelihood(rows, answers, kept, weights)
    for _ in 0..<30 {
      var gradient = weights.map { -ridge * $0 }
      var curvature = kept.indices.map { row in kept.indices.map { row == $0 ? ridge : 0 } }
      for (rows, answer) in zip(rows, answers) {
        let (mean, spread) = moments(rows, kept, weights)
        for row in kept.indices {
          gradient[row] += (Double(rows[kept[row]][answer]) - mean[row]) / Double(answers.count)
          for column in kept.indices { curvature[row][column] += spread[row][column] / Double(answers.count) }
        }
      }
      var step = solved(curvature, gradient)
      guard step.contains(where: { abs($0) >= 1e-5 }) else { break }
      // A whole step can go too far: half of it, and half of that, until it is uphill.
      for attempt in 0..<20 {
        let next = zip(weights, step).map { $0 + $1 }
        let there = likelihood(rows, answers, kept, next)
        if there > here {
          (weights, here) = (next, there)
          break
        }
        guard attempt < 19 else { return weights }
        step = step.map { $0 / 2 }
      }
    }
    return weights
  }

  /// The mean log likelihood of the answers less the ridge, in nats.
  private static func likelihood(
    _ rows: [[[Float]]], _ answers: [Int], _ kept: [Int], _ weights: [Double]
  ) -> Double {
    var sum = 0.0
    for (rows, answer) in zip(rows, answers) {
      sum += PortableMath.log(max(shares(rows, kept, weights)[answer], 1e-300))
    }
    return sum / Double(answers.count) - ridge / 2 * weights.reduce(0) { $0 + $1 * $1 }
  }

  /// How likely each candidate is.
  private static func shares(_ rows: [[Float]], _ kept: [Int], _ weights: [Double]) -> [Double] {
    let count = rows[0].count
    var sums = [Double](repeating: 0, count: count)
    for (index, weight) in zip(kept, weights) {
      let row = rows[index]
      for candidate in 0..<count { sums[candidate] += weight * Double(row[candidate]) }
    }
    let greatest = sums.max() ?? 0
    var total = 0.0
    for candidate in 0..<count {
      sums[candidate] = PortableMath.exp(sums[candidate] - greatest)
      total += sums[candidate]
    }
    for candidate in 0..<count { sums[candidate] /= total }
    return sums
  }

  /// The scores' means and covariances over candidates, each as likely as its sum says.
  private static func moments(
    _ rows: [[Float]], _ kept: [Int], _ weights: [Double]
  ) -> (mean: [Double], spread: [[Double]]) {
    let count = rows[0].count
    let likely = shares(rows, kept, weights)
    var mean = weights.map { _ in 0.0 }
    var spread = weights.map { _ in mean }
    for (row, index) in kept.enumerated() {
      let scored = rows[index]
      let shares = (0..<count).map { likely[$0] * Double(scored[$0]) }
      mean[row] = shares.reduce(0, +)
      for column in 0...row {
        let other = rows[kept[column]]
        var product = 0.0
        for candidate in 0..<count { product += shares[candidate] * Double(other[candidate]) }
        spread[row][column] = product
      }
    }
    for row in weights.indices {
      for column in 0...row {
        spread[row][column] -= mean[row] * mean[column]
        spread[column][row] = spread[row][column]
      }
    }
    return (mean, spread)
  }

  /// The solution of a symmetric positive definite system, by Gauss's elimination.
  private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (matrix, right) = (matrix, right)
    for pivot in right.indices {
      for row in right.indices.dropFirst(pivot + 1) {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        guard factor != 0 else { continue }
        for column in pivot..<right.count { matrix[row][column] -= factor * matrix[pivot][column] }
        right[row] -= factor * right[pivot]
      }
    }
    for row in right.indices.reversed() {
      for column in right.indices.dropFirst(row + 1) { right[row] -= matrix[row][column] * right[column] }
      right[row] /= matrix[row][row]
    }
    return right
  }
}
