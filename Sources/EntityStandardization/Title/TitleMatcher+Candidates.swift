extension TitleMatcher {
  struct ExactMatch {
    var confidence: Float
    var method: Mention.Method
  }

  /// Concepts of which a label is the title, whole or in one of its parts.
  func exactMatches(_ title: NormalizedTitle) -> [Int: ExactMatch] {
    var found: [Int: ExactMatch] = [:]
    let labels = exact[title.folded] ?? []
    let preferred = labels.count { $0.isPreferred }
    for label in labels {
      // A label that several concepts bear is shared between them; a preferred one counts before the others.
      let confidence: Float =
        label.isPreferred ? 0.98 / Float(preferred) : (preferred > 0 ? 0.3 : 0.9) / Float(labels.count - preferred)
      found[label.concept] = ExactMatch(
        confidence: confidence, method: label.isPreferred ? .label : .alternateLabel)
    }
    guard !title.words.isEmpty else { return found }
    var keys = [(TitleMatcherBuild.key(title.words), Float(0.85))]
    if title.parts.count > 1 { keys += title.parts.map { (TitleMatcherBuild.key($0.words), 0.6) } }
    for (key, share) in keys {
      let concepts = normalized[key] ?? []
      for concept in concepts where found[concept] == nil {
        found[concept] = ExactMatch(confidence: share / Float(concepts.count), method: .normalized)
      }
    }
    return found
  }

  /// The score of every concept, in the order of `values`; exact matches count. O(concepts + lists of the title's terms).
  package func scores(of title: NormalizedTitle, scratch: inout TitleScratch) -> [Float] {
    score(title, exactMatches(title), into: &scratch)
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
    TitleScratch.set(&scratch.scores, to: manages ? starts.managing : starts.plain)
    comparison.addScores(of: words, to: &scratch)
  }

  func softmax(_ scores: [Float], scale: Float) -> [Float] {
    guard let top = scores.first else { return [] }
    let powers = scores.map { SoftmaxMath.exp(($0 - top) * scale) }
    let total = powers.reduce(0, +)
    return powers.map { max($0 / total, .leastNormalMagnitude) }
  }
}
