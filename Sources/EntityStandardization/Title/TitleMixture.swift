import VectorMath

/// How much each opinion counts.
package struct TitleMixture: Hashable, Sendable {
  /// Nearest titles, the nearest of them, words of a value's titles, their letters, the matcher, how frequent a value is,
  /// the classifier.
  package var weights: [Float] = [2, 0.5, 0.25, 0.5, 0.5, 0.1, 2]
  /// How fast confidence falls with the score.
  package var sharpness: Float = 6

  private static let grid: [Float] = [0, 0.1, 0.25, 0.5, 1, 2, 4]

  /// Learns weights by the mean reciprocal rank on one title of four, from the others. Deterministic: the titles are in
  /// order, and the split is by a hash of each.
  static func learn(
    _ titles: [LabelledTitle], valueCount: Int, matcher: TitleMatcher?, matcherPositions: [Int]
  ) -> TitleMixture {
    var start = TitleMixture()
    if matcher == nil { start.weights[4] = 0 }
    let isHeld = titles.map { TitleTerms.words([$0.title.folded])[0] >> 33 & 3 == 0 }
    let memory = TitleMemory(
      zip(titles, isHeld).filter { !$0.1 }.map(\.0), valueCount: valueCount, matcher: matcher,
      matcherPositions: matcherPositions)
    var cases: [TitleCase] = []
    var scratch = TitleScratch()
    for (title, held) in zip(titles, isHeld) where held && cases.count < 1000 {
      let opinions = TitleOpinions(
        title.title, memory: memory, matcher: matcher, matcherPositions: matcherPositions, scratch: &scratch)
      cases.append(TitleCase(opinions, values: title.counts.map(\.value)))
    }
    guard cases.count >= 20, memory.titles.count >= 20 else { return start }
    var best = start
    var quality = start.quality(cases)
    for _ in 0..<2 {
      for source in best.weights.indices where source != 4 || matcher != nil {
        for weight in grid {
          var candidate = best
          candidate.weights[source] = weight
          let result = candidate.quality(cases)
          if result > quality { (best, quality) = (candidate, result) }
        }
      }
    }
    best.calibrate(cases)
    return best
  }

  private func quality(_ cases: [TitleCase]) -> Double {
    cases.reduce(0) { $0 + 1 / Double($1.rank(weights) + 1) } / Double(cases.count)
  }

  /// Chooses the sharpness under which the right values are likeliest.
  private mutating func calibrate(_ cases: [TitleCase]) {
    var best = -Double.infinity
    for candidate: Float in [1, 1.5, 2, 3, 4, 6, 8, 12, 16] {
      let likelihood = cases.reduce(0) { $0 + $1.logLikelihood(weights, sharpness: candidate) }
      if likelihood > best { (best, sharpness) = (likelihood, candidate) }
    }
  }
}

/// A held title: the opinions on the values that any source ranks high, and which are right.
struct TitleCase {
  private var rows: [[Float]] = []
  private var isRight: [Bool] = []

  init(_ opinions: TitleOpinions, values: [Int]) {
    var seen: Set<Int> = []
    for scores in opinions.scores {
      for entry in TitleOpinions.nearest(scores, 40) { seen.insert(entry.index) }
    }
    for value in seen.sorted() {
      rows.append(opinions.scores.map { $0[value] })
      isRight.append(values.contains(value))
    }
  }

  private func sums(_ weights: [Float]) -> [Float] {
    rows.map { row in zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The rank of the first right value, far down when none was kept.
  func rank(_ weights: [Float]) -> Int {
    let sums = sums(weights)
    guard let right = sums.indices.filter({ isRight[$0] }).map({ sums[$0] }).max() else { return 1000 }
    return sums.count { $0 > right }
  }

  func logLikelihood(_ weights: [Float], sharpness: Float) -> Double {
    let sums = sums(weights)
    let top = sums.max() ?? 0
    var (right, all) = (1e-4, 1e-4)
    for (sum, isRight) in zip(sums, isRight) {
      let power = PortableMath.exp(Double((sum - top) * sharpness))
      all += power
      if isRight { right += power }
    }
    return PortableMath.log(right / all)
  }
}
