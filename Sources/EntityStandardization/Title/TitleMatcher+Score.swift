import VectorMath

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

  /// The score of every concept, in the order of `values`, exact matches counted. O(labels + lists of the title's terms).
  package func scores(of title: NormalizedTitle, scratch: inout TitleScratch) -> [Float] {
    score(title, into: &scratch)
    for (concept, match) in exactMatches(title) { scratch.scores[concept] += match.confidence * weights.exact }
    return scratch.scores
  }

  /// Scores every concept.
  package func score(_ title: NormalizedTitle, into scratch: inout TitleScratch) {
    let words = TitleTerms.words(title.words)
    let grams = TitleTerms.grams(title.words)
    TitleScratch.clear(&scratch.scores, values.count)
    addBestLabels(words, grams, scale: 1, &scratch)
    if title.parts.count > 1, let first = title.parts.first, first.words != title.words {
      addBestLabels(
        TitleTerms.words(first.words), TitleTerms.grams(first.words), scale: weights.firstPart, &scratch)
    }
    conceptGrams.add(conceptGrams.query(grams), scale: weights.conceptLetters, to: &scratch.scores)
    conceptWords.add(conceptWords.query(words), scale: weights.conceptWords, to: &scratch.scores)
    relatedWords.add(relatedWords.query(words), scale: weights.relatedWords, to: &scratch.scores)
    TitleScratch.clear(&scratch.groups, groupWords.count)
    groupWords.add(groupWords.query(words), scale: weights.groupWords, to: &scratch.groups)
    let manages = title.words.contains { TitleVocabulary.management.contains($0) }
    for concept in values.indices {
      scratch.scores[concept] += scratch.groups[groups[concept]] - lengthPenalties[concept]
      if !manages, isManagement[concept] { scratch.scores[concept] -= weights.management }
    }
  }

  private func addBestLabels(_ words: [UInt64], _ grams: [UInt64], scale: Float, _ scratch: inout TitleScratch) {
    TitleScratch.clear(&scratch.labelGrams, labelGrams.count)
    TitleScratch.clear(&scratch.labelWords, labelWords.count)
    labelGrams.add(labelGrams.query(grams), scale: scale * weights.labelLetters, to: &scratch.labelGrams)
    labelWords.add(labelWords.query(words), scale: scale * weights.labelWords, to: &scratch.labelWords)
    scratch.labelGrams.withUnsafeBufferPointer { grams in
      scratch.labelWords.withUnsafeBufferPointer { words in
        scratch.scores.withUnsafeMutableBufferPointer { scores in
          for concept in scores.indices {
            var bestGram: Float = 0
            var bestWord: Float = 0
            for label in labelStarts[concept]..<labelStarts[concept + 1] {
              bestGram = max(bestGram, grams[label])
              bestWord = max(bestWord, words[label])
            }
            scores[concept] += bestGram + bestWord
          }
        }
      }
    }
  }

  /// The concepts of the highest scores, equal ones by value.
  func best(_ scratch: TitleScratch, _ count: Int) -> [(concept: Int, score: Float)] {
    var heap: [(concept: Int, score: Float)] = []
    func precedes(_ a: (concept: Int, score: Float), _ b: (concept: Int, score: Float)) -> Bool {
      // Concepts stand by value.
      a.score != b.score ? a.score > b.score : a.concept < b.concept
    }
    var floor = -Float.infinity
    for (concept, score) in scratch.scores.enumerated() where score > floor || heap.count < count {
      let entry = (concept: concept, score: score)
      let place = heap.firstIndex { precedes(entry, $0) } ?? heap.count
      guard place < count else { continue }
      heap.insert(entry, at: place)
      if heap.count > count { heap.removeLast() }
      if heap.count == count { floor = heap[count - 1].score }
    }
    return heap
  }

  func softmax(_ scores: [Float], scale: Float) -> [Float] {
    guard let top = scores.first else { return [] }
    let powers = scores.map { PortableMath.exp(Double(($0 - top) * scale)) }
    let total = powers.reduce(0, +)
    return powers.map { max(Float($0 / total), .leastNormalMagnitude) }
  }
}
