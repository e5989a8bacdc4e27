/// What each source says of every value for one title.
struct TitleOpinions {
  /// By source in `TitleMixture`'s order, then by value.
  private(set) var scores: [[Float]]

  /// How many nearest titles are asked.
  private static let neighbors = 40

  init(
    _ title: NormalizedTitle, memory: TitleMemory, matcher: TitleMatcher?, matcherPositions: [Int],
    scratch: inout TitleScratch
  ) {
    let none = Array(repeating: Float(0), count: memory.priors.count)
    let words = TitleMemory.words(title)
    let grams = TitleTerms.grams(title.words)
    var near = Array(repeating: Float(0), count: memory.titles.count)
    memory.grams.add(memory.grams.query(grams), scale: 0.5, to: &near)
    memory.words.add(memory.words.query(words), scale: 0.5, to: &near)
    var (votes, sharpVotes) = (none, none)
    var total: Float = 0
    var sharpTotal: Float = 0
    for (index, likeness) in TitleOpinions.nearest(near, TitleOpinions.neighbors) where likeness > 0 {
      let counts = memory.titles[index].counts
      let (square, sum) = (likeness * likeness, counts.reduce(Float(0)) { $0 + $1.count })
      let (weight, sharp) = (square, square * square * square * square)
      for (value, count) in counts {
        votes[value] += weight * count / sum
        sharpVotes[value] += sharp * count / sum
      }
      total += weight
      sharpTotal += sharp
    }
    if total > 0 { for value in votes.indices { votes[value] /= total } }
    if sharpTotal > 0 { for value in votes.indices { sharpVotes[value] /= sharpTotal } }
    var (together, letters, matched) = (none, none, none)
    memory.valueWords.add(memory.valueWords.query(words), scale: 1, to: &together)
    memory.valueGrams.add(memory.valueGrams.query(grams), scale: 1, to: &letters)
    if let matcher {
      let scores = matcher.scores(of: title, scratch: &scratch)
      for (concept, value) in matcherPositions.enumerated() { matched[value] = scores[concept] }
    }
    let classified = memory.classifier.logProbabilities(of: title, matched: matched).map { max($0, -9.2) / 9.2 }
    scores = [votes, sharpVotes, together, letters, matched.map { $0 / 4 }, memory.priors, classified]
  }

  /// The values of the highest sums, equal ones in order of value.
  func ranked(_ mixture: TitleMixture, count: Int) -> [(value: Int, score: Float)] {
    TitleOpinions.nearest(sums(mixture), count).map { (value: $0.index, score: $0.score) }
  }

  /// The weighted sum of the opinions for every value.
  func sums(_ mixture: TitleMixture) -> [Float] {
    var sums = Array(repeating: Float(0), count: scores[0].count)
    for (weight, scores) in zip(mixture.weights, scores) where weight != 0 {
      for value in sums.indices { sums[value] += weight * scores[value] }
    }
    return sums
  }

  /// The highest scores, equal ones in order. O(scores + those that were among the highest so far · log count).
  static func nearest(_ scores: [Float], _ count: Int) -> [(index: Int, score: Float)] {
    var best: [(index: Int, score: Float)] = []
    best.reserveCapacity(count + 1)
    guard count > 0 else { return best }
    scores.withUnsafeBufferPointer { scores in
      var floor = -Float.infinity
      for index in scores.indices where scores[index] > floor || best.count < count {
        let score = scores[index]
        var (low, high) = (0, best.count)
        while low < high {
          let middle = (low + high) / 2
          if score > best[middle].score { high = middle } else { low = middle + 1 }
        }
        best.insert((index, score), at: low)
        if best.count > count { best.removeLast() }
        if best.count == count { floor = best[count - 1].score }
      }
    }
    return best
  }
}
