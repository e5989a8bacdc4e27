import JobMarket

/// Reads phrases of fixed meaning: where the work may be done, the kind of contract, levels that are said to be a must.
enum QueryPhraseReader {
  /// Reads them all. O(words × phrases).
  ///
  /// - Parameter names: whether words are the name of an occupation or a skill, which a phrase must not be cut out of:
  ///   `remote sensing technician`.
  static func read(_ draft: inout QueryDraft, names: (QueryDraft, Range<Int>) -> Bool) {
    for index in draft.tokens.indices {
      if let (range, value) = match(QueryVocabulary.places, draft, index, names) {
        draft.require(.remote(value), range)
      } else if let (range, value) = match(QueryVocabulary.employmentTypes, draft, index, names) {
        draft.require(.employmentType(value), range)
      } else if let (range, value) = level(draft, index) {
        if let range = onlyRange(range, draft) {
          draft.require(.seniority(value), range)
        } else if range.count > 1 {
          let (start, isNegated) = draft.negation(of: range.lowerBound)
          if isNegated {
            draft.require(.seniority(value), start..<range.upperBound)
          } else {
            draft.prefer(.seniority(value), range, confidence: 0.95, method: .rule)
          }
        }
      }
    }
  }

  private static func match<Value>(
    _ phrases: [QueryVocabulary.Phrase<Value>], _ draft: QueryDraft, _ index: Int,
    _ names: (QueryDraft, Range<Int>) -> Bool
  ) -> (Range<Int>, Value)? {
    guard draft.isFree(index) else { return nil }
    for phrase in phrases where draft.has(phrase.words, at: index) {
      let range = index..<index + phrase.words.count
      let next = range.upperBound
      let isFollowed = draft.isFree(next) && !draft.tokens[next].opensClause
      if isFollowed, phrase.unlessFollowedBy.contains(draft.tokens[next].text) { continue }
      if phrase.standsLast, isFollowed, !isEnd(draft.tokens[next].text) { continue }
      if names(draft, range) { continue }
      return (range, phrase.value)
    }
    return nil
  }

  /// Whether a word begins something new rather than belonging to the word before it.
  private static func isEnd(_ word: String) -> Bool {
    QueryVocabulary.nouns.contains(word) || QueryVocabulary.joining.contains(word) && word != "of" && word != "and"
      || QueryVocabulary.negations.contains(word) || ["remote", "hybrid", "full", "part", "work"].contains(word)
  }

  private static func level(_ draft: QueryDraft, _ index: Int) -> (Range<Int>, [Seniority])? {
    for phrase in QueryVocabulary.levels where draft.has(phrase.words, at: index) {
      return (index..<index + phrase.words.count, phrase.value)
    }
    return draft.word(index).flatMap { TitleVocabulary.seniorities[$0] }.map { (index..<index + 1, [$0]) }
  }

  /// The level with the `only` before or behind it that makes it a must.
  private static func onlyRange(_ range: Range<Int>, _ draft: QueryDraft) -> Range<Int>? {
    if draft.word(range.upperBound) == "only", !draft.tokens[range.upperBound].opensClause {
      return range.lowerBound..<range.upperBound + 1
    }
    if draft.word(range.lowerBound - 1) == "only", !draft.tokens[range.lowerBound].opensClause {
      return range.lowerBound - 1..<range.upperBound
    }
    return nil
  }
}
