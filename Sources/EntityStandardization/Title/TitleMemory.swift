import VectorMath

/// Labelled titles, each alone and all of a value together.
struct TitleMemory: Sendable {
  let titles: [LabelledTitle]
  let grams: TermIndex
  let words: TermIndex
  let valueWords: TermIndex
  let valueGrams: TermIndex
  let priors: [Float]
  let classifier: TitleClassifier

  init(_ titles: [LabelledTitle], valueCount: Int, matcher: TitleMatcher?, matcherPositions: [Int]) {
    self.titles = titles
    let wordTerms = titles.map { TitleMemory.words($0.title) }
    let gramTerms = titles.map { TitleTerms.grams($0.title.words) }
    grams = TermIndex(gramTerms)
    words = TermIndex(wordTerms)
    var all = Array(repeating: [UInt64](), count: valueCount)
    var letters = all
    var counts = Array(repeating: Float(0), count: valueCount)
    for (index, title) in titles.enumerated() {
      for (value, count) in title.counts {
        all[value] += wordTerms[index]
        letters[value] += gramTerms[index]
        counts[value] += count
      }
    }
    valueWords = TermIndex(all)
    valueGrams = TermIndex(letters)
    let most = PortableMath.log(Double(1 + (counts.max() ?? 0)))
    priors = counts.map { most > 0 ? Float(PortableMath.log(Double(1 + $0)) / most) : 0 }
    classifier = TitleClassifier(
      titles, valueCount: valueCount,
      matched: matcher.map { matcher in
        { title in TitleMemory.matched(title, matcher, matcherPositions, valueCount) }
      })
  }

  /// The matcher's scores by value, 0 for values that it does not know.
  static func matched(
    _ title: NormalizedTitle, _ matcher: TitleMatcher, _ positions: [Int], _ valueCount: Int
  ) -> [Float] {
    var scratch = TitleScratch()
    var matched = Array(repeating: Float(0), count: valueCount)
    for (score, value) in zip(matcher.scores(of: title, scratch: &scratch), positions) { matched[value] = score }
    return matched
  }

  /// All words, seniority too: a value may go with one.
  static func words(_ title: NormalizedTitle) -> [UInt64] {
    TitleTerms.words(title.words + title.seniorities.map { "#" + $0.seniority.rawValue })
  }
}
