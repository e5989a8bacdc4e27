extension TitleMatcher {
  struct ExactMatch {
    var confidence: Float
    var method: Mention.Method
    /// Whether the label is the whole title, not one of its parts.
    var isWhole: Bool
  }

  /// A concept with how sure it is to be meant.
  struct RankedConcept {
    var concept: Int
    var confidence: Float
    var method: Mention.Method
  }

  /// Concepts of which a label is the title, whole or in one of its parts.
  func exactMatches(_ title: NormalizedTitle) -> [Int: ExactMatch] {
    var found = wholeMatches(title)
    guard title.parts.count > 1 else { return found }
    for part in title.parts {
      let labels = normalized[TitleMatcherBuild.key(part.words)] ?? []
      for label in labels where found[label.concept] == nil {
        found[label.concept] = ExactMatch(confidence: 0.6 / Float(labels.count), method: .normalized, isWhole: false)
      }
    }
    return found
  }

  /// Concepts of which a label is the title, word for word or with all set aside that does not name the occupation.
  func wholeMatches(_ title: NormalizedTitle) -> [Int: ExactMatch] {
    var found: [Int: ExactMatch] = [:]
    func method(_ label: ExactLabel) -> Mention.Method {
      label.folded == title.folded ? (label.isPreferred ? .label : .alternateLabel) : .normalized
    }
    func add(_ labels: [ExactLabel], preferred: Float, other: Float) {
      let count = labels.count { $0.isPreferred }
      for label in labels where found[label.concept] == nil {
        // A label that several concepts bear is shared between them; a preferred one counts before the others.
        let confidence =
          label.isPreferred
          ? preferred / Float(count) : (count > 0 ? other / 3 : other) / Float(labels.count - count)
        found[label.concept] = ExactMatch(confidence: confidence, method: method(label), isWhole: true)
      }
    }
    add(exact[TitleMatcherBuild.singular(title.folded)] ?? [], preferred: 0.98, other: 0.9)
    if !title.words.isEmpty {
      add(normalized[TitleMatcherBuild.key(title.words)] ?? [], preferred: 0.85, other: 0.85)
    }
    return found
  }

  /// The concepts of which the whole title is a label, surest first: those that are equally sure share what they have together
  /// by their scores.
  func ranked(_ found: [Int: ExactMatch], scores: [Float]?) -> [RankedConcept] {
    var tiers: [Float: [Int]] = [:]
    for (concept, match) in found where match.isWhole { tiers[match.confidence, default: []].append(concept) }
    var ranked: [RankedConcept] = []
    for (confidence, concepts) in tiers {
      let concepts = concepts.sorted()
      var shares = Array(repeating: confidence, count: concepts.count)
      if let scores, concepts.count > 1 {
        let together = confidence * Float(concepts.count)
        shares = softmax(concepts.map { scores[$0] }, scale: weights.sharpness).map { $0 * together }
      }
      for (concept, share) in zip(concepts, shares) {
        ranked.append(RankedConcept(concept: concept, confidence: share, method: found[concept]!.method))
      }
    }
    return ranked.sorted { ($1.confidence, $0.concept) < ($0.confidence, $1.concept) }
  }

  /// The score of every concept, in the order of `values`; exact matches count. O(concepts + lists of the title's terms).
  ///
  /// Concepts of which the whole title is a label stand before all others, as in `candidates`.
  package func scores(of title: NormalizedTitle, scratch: inout TitleScratch) -> [Float] {
    let found = exactMatches(title)
    score(title, found, into: &scratch)
    let whole = ranked(found, scores: scratch.scores)
    guard !whole.isEmpty else { return scratch.scores }
    var least = -Float.infinity
    for concept in scratch.scores.indices where found[concept]?.isWhole != true {
      least = max(least, scratch.scores[concept])
    }
    for entry in whole.reversed() {
      scratch.scores[entry.concept] = max(scratch.scores[entry.concept], least + 0.001)
      least = scratch.scores[entry.concept]
    }
    return scratch.scores
  }

  func score(_ title: NormalizedTitle, _ found: [Int: ExactMatch], into scratch: inout TitleScratch) {
    TitleMatcher.score(title.words, comparison, starts, into: &scratch)
    market?.add(title.words, to: &scratch.scores)
    for (concept, match) in found { scratch.scores[concept] += match.confidence * weights.exact }
  }

  static func score(
    _ words: [String], _ comparison: TitleComparison, _ starts: (plain: [Float], managing: [Float]),
    into scratch: inout TitleScratch
  ) {
    let manages = words.contains { TitleVocabulary.management.contains($0) }
    let start = manages ? starts.managing : starts.plain
    TitleScratch.set(&scratch.scores, to: start)
    let knownShare = comparison.addScores(of: words, to: &scratch)
    var most: Float = 0
    start.withUnsafeBufferPointer { start in
      scratch.scores.withUnsafeBufferPointer { scores in
        for concept in scores.indices { most = max(most, scores[concept] - start[concept]) }
      }
    }
    scratch.likeness = most * knownShare
  }

  /// How probable it is that a title means any of the concepts, by how much it has in common with the nearest.
  ///
  /// Probabilities among concepts say nothing of that: of a single one they are always 1. A title that shares no more than
  /// an ending with the concept scores below 0.3 beside what the concept has at the start, one written with slips 0.8
  /// and more, and one that shares a word 1.5 and more; terms that no concept has count against it.
  /// What the market tells is left aside: of a few concepts it tells too much.
  static func plausibility(_ likeness: Float) -> Float {
    let power = (likeness - leastLikeness) * 8
    return power >= 0 ? 1 / (1 + SoftmaxMath.exp(-power)) : 1 - 1 / (1 + SoftmaxMath.exp(power))
  }

  /// How much a title has in common with a concept that it means as probably as not.
  static let leastLikeness: Float = 0.6

  /// The highest confidence of a concept that is only near.
  private static let nearestConfidence: Float = 0.9

  /// Concepts by confidence, at least `count` where there are as many. O(concepts + lists of the title's terms).
  func ranking(_ title: NormalizedTitle, count: Int, scratch: inout TitleScratch) -> [RankedConcept] {
    let found = exactMatches(title)
    guard !exactOnly else {
      let parts = found.filter { !$0.value.isWhole }.map {
        RankedConcept(concept: $0.key, confidence: $0.value.confidence, method: $0.value.method)
      }
      return (ranked(found, scores: nil) + parts)
        .sorted { ($1.confidence, $0.concept) < ($0.confidence, $1.concept) }
    }
    guard !title.words.isEmpty, !values.isEmpty else { return [] }
    score(title, found, into: &scratch)
    var result = ranked(found, scores: scratch.scores)
    let sure = result.reduce(0) { $0 + $1.confidence }
    let nearest = TitleOpinions.nearest(scratch.scores, count + result.count)
    let left = max(0.02, 1 - sure) * TitleMatcher.plausibility(scratch.likeness)
    let most = min(TitleMatcher.nearestConfidence, result.last?.confidence ?? 1)
    let rest = nearest.filter { found[$0.index]?.isWhole != true }
    let shares = softmax(rest.map(\.score), scale: weights.sharpness)
    var near = zip(rest, shares).map { entry, share in
      let match = found[entry.index]
      // A label says more than letters in common do.
      let confidence = min(most, max(share * left, match?.confidence ?? .leastNormalMagnitude))
      return RankedConcept(concept: entry.index, confidence: confidence, method: match?.method ?? .fuzzy)
    }
    if near.contains(where: { $0.method != .fuzzy }) {
      let order = near.indices.sorted { (near[$1].confidence, $0) < (near[$0].confidence, $1) }
      near = order.map { near[$0] }
    }
    result += near
    return result
  }

  func softmax(_ scores: [Float], scale: Float) -> [Float] {
    guard let top = scores.max() else { return [] }
    let powers = scores.map { SoftmaxMath.exp(($0 - top) * scale) }
    let total = powers.reduce(0, +)
    return powers.map { max($0 / total, .leastNormalMagnitude) }
  }
}
