/// What words of one search are the names of, by the finders.
struct QueryNames {
  let finders: QueryFinders
  /// The skills of the whole search, by their words.
  let skills: [(words: Range<Int>, mention: Mention)]

  /// Finds the skills once. Linear in the search.
  init(_ draft: QueryDraft, _ finders: QueryFinders) {
    self.finders = finders
    skills = finders.skills(draft.text).compactMap { mention in
      let words = draft.words(in: mention.range)
      return words.isEmpty ? nil : (words, mention)
    }
  }

  /// The occupations of which words are a label, whole or with noise set aside; one list a taxonomy.
  func exactOccupations(_ draft: QueryDraft, _ range: Range<Int>) -> [[OccupationCandidate]] {
    occupations(draft.written(range), isExact: true)
  }

  /// The occupations that a title may mean; one list a taxonomy that knows any.
  func occupations(_ title: String, isExact: Bool) -> [[OccupationCandidate]] {
    finders.occupations.map { $0(title, isExact) }.filter { !$0.isEmpty }
  }

  /// Whether words belong to a longer name: a label of an occupation as it stands, or a skill.
  func isPartOfName(_ draft: QueryDraft, _ range: Range<Int>) -> Bool {
    if skills.contains(where: {
      $0.words.count > range.count && $0.words.contains(range.lowerBound) && $0.words.upperBound >= range.upperBound
    }) {
      return true
    }
    return isPartOfLabel(draft, range)
  }

  /// Whether words are a name or belong to one.
  func isName(_ draft: QueryDraft, _ range: Range<Int>) -> Bool {
    skills.contains { $0.words == range } || isPartOfName(draft, range)
  }

  private func isPartOfLabel(_ draft: QueryDraft, _ range: Range<Int>) -> Bool {
    for start in stride(from: range.lowerBound, through: max(0, range.lowerBound - 2), by: -1) {
      for end in range.upperBound...min(draft.tokens.count, range.upperBound + 2) where end - start > range.count {
        let words = start..<end
        guard draft.isFree(words), words.dropFirst().allSatisfy({ !draft.tokens[$0].opensClause }) else { continue }
        guard !QueryTitleReader.isJoiner(draft.tokens[start].text),
          !QueryTitleReader.isJoiner(draft.tokens[end - 1].text)
        else { continue }
        // With noise set aside "nurse full time" is a nurse: only what is a label as it stands is a name.
        if exactOccupations(draft, words).contains(where: { $0[0].method != .normalized }) { return true }
      }
    }
    return false
  }
}
