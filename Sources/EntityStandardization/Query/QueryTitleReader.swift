/// Reads occupations, skills and levels: the longest labels first, then skills, then what is near a label.
struct QueryTitleReader {
  let names: QueryNames
  /// Whether only labels count.
  let isExact: Bool

  /// How many words a label has at most that is looked for within a search.
  private static let longestLabel = 6
  /// How many pieces of a search are compared by letters: that is what takes time.
  private static let fuzzyLimit = 3
  private static let longestFuzzy = 8
  /// The least share of the likelihood with which the nearest label counts.
  private static let leastConfidence: Float = 0.12

  /// Reads what is free. O(words × longest label), and a comparison with all labels for at most three pieces.
  func read(_ draft: inout QueryDraft) {
    var fuzzyCount = 0
    for run in runs(draft, isBreak: { QueryVocabulary.breaks.contains($0) }) {
      takeLabels(&draft, run, lengths: 2...QueryTitleReader.longestLabel)
      takeLevels(&draft, run)
      takeSkills(&draft, run)
      for piece in runs(draft, isBreak: { QueryVocabulary.breaks.contains($0) }, within: run) {
        let piece = trimmed(piece, draft)
        guard !piece.isEmpty else { continue }
        if piece.count == 1, takeLabel(&draft, piece) { continue }
        if !isExact, fuzzyCount < QueryTitleReader.fuzzyLimit, piece.count <= QueryTitleReader.longestFuzzy {
          fuzzyCount += 1
          if takeNearest(&draft, piece) { continue }
        }
        // The last word of a title is what it is; behind "and" there may be another.
        for index in piece
        where index == piece.upperBound - 1 || draft.word(index + 1) == "and" || index == piece.lowerBound {
          _ = takeLabel(&draft, index..<index + 1)
        }
      }
    }
  }

  /// Words that never begin or end a label.
  static func isJoiner(_ word: String) -> Bool {
    TitleVocabulary.joining.contains(word) || QueryVocabulary.joining.contains(word)
      || QueryVocabulary.nouns.contains(word)
  }

  /// Words that a title's normalizer sets aside: at the edge of a label they need to be the label's own.
  static func isNoise(_ word: String) -> Bool {
    TitleVocabulary.noise.contains(word) || word.utf8.contains { (0x30...0x39).contains($0) }
  }

  // MARK: labels

  private func takeLabels(_ draft: inout QueryDraft, _ run: Range<Int>, lengths: ClosedRange<Int>) {
    for length in lengths.reversed() where length <= run.count {
      for start in run.lowerBound...(run.upperBound - length) {
        let words = start..<start + length
        guard draft.isFree(words), !QueryTitleReader.isJoiner(draft.tokens[start].text),
          !QueryTitleReader.isJoiner(draft.tokens[words.upperBound - 1].text)
        else { continue }
        let found = names.exactOccupations(draft, words)
        guard let best = found.first?.first else { continue }
        // Noise set aside, a level at an edge is still a reading of its own.
        let edges = [start, words.upperBound - 1]
        if best.method == .normalized,
          edges.contains(where: { isLevel(draft, $0) || QueryTitleReader.isNoise(draft.tokens[$0].text) })
        {
          continue
        }
        take(sharpened(found, draft.written(words)), words, &draft)
      }
    }
  }

  /// A label of many occupations says little of which is meant: if it is the preferred label of one but for plurals, that one
  /// is.
  private func sharpened(_ found: [[OccupationCandidate]], _ title: String) -> [[OccupationCandidate]] {
    func plain(_ text: String) -> [Substring] {
      Tokenizer().tokens(in: text).map { $0.hasSuffix("s") ? $0.dropLast() : $0[...] }
    }
    let words = plain(title)
    return found.map { list in
      guard list[0].confidence < 0.5 else { return list }
      let own = list.filter { plain($0.label) == words }
      return own.isEmpty ? list : own
    }
  }

  private func takeLabel(_ draft: inout QueryDraft, _ words: Range<Int>) -> Bool {
    let word = draft.tokens[words.lowerBound].text
    guard draft.isFree(words), !QueryTitleReader.isJoiner(word), !QueryVocabulary.generalTitles.contains(word) else {
      return false
    }
    let found = names.exactOccupations(draft, words)
    guard !found.isEmpty else { return false }
    take(sharpened(found, draft.written(words)), words, &draft)
    return true
  }

  private func take(
    _ found: [[OccupationCandidate]], _ words: Range<Int>, _ draft: inout QueryDraft, spelling: String? = nil
  ) {
    let best = found.flatMap { list in
      list.filter { $0.confidence >= 0.5 * list[0].confidence }.prefix(3)
    }
    let sureness = spelling == nil ? best[0].confidence : 0.8 * best[0].confidence
    draft.prefer(
      .occupation(best, title: spelling ?? draft.written(words)), words, confidence: sureness,
      method: spelling == nil ? best[0].method : .fuzzy)
  }

  /// Takes a piece for the occupation of the nearest label, if that is near enough for a person to see it.
  private func takeNearest(_ draft: inout QueryDraft, _ piece: Range<Int>) -> Bool {
    let corrected = piece.map { names.finders.spelling(draft.tokens[$0].text) ?? draft.tokens[$0].text }
    let isCorrected = corrected != piece.map { draft.tokens[$0].text }
    let title = isCorrected ? corrected.joined(separator: " ") : draft.written(piece)
    if isCorrected {
      let exact = names.occupations(title, isExact: true)
      if !exact.isEmpty, piece.count > 1 || !QueryVocabulary.generalTitles.contains(title) {
        take(sharpened(exact, title), piece, &draft, spelling: title)
        return true
      }
    }
    let found = names.occupations(title, isExact: false).filter { list in
      list[0].confidence >= QueryTitleReader.leastConfidence && resembles(title, names.finders.labels(list[0].value))
    }
    guard !found.isEmpty, !QueryVocabulary.generalTitles.contains(title) else { return false }
    take(found, piece, &draft, spelling: isCorrected ? title : nil)
    return true
  }

  /// Whether one label ends as a title does and has half of its words, give or take a slip.
  private func resembles(_ title: String, _ labels: [String]) -> Bool {
    let words = TitleNormalizer.labelWords(title).map { Array($0.utf8) }
    guard let last = words.last else { return false }
    return labels.contains { label in
      let known = TitleNormalizer.labelWords(label).map { Array($0.utf8) }
      func isKnown(_ word: [UInt8]) -> Bool { known.contains { WordLikeness.isNear(word, $0) } }
      return known.last.map { WordLikeness.isNear(last, $0) } ?? false && 2 * words.count(where: isKnown) >= words.count
    }
  }

  // MARK: levels and skills

  private func isLevel(_ draft: QueryDraft, _ index: Int) -> Bool {
    draft.word(index).map { TitleVocabulary.seniorities[$0] != nil } ?? false
  }

  private func takeLevels(_ draft: inout QueryDraft, _ run: Range<Int>) {
    for index in run {
      guard let word = draft.word(index) else { continue }
      if let level = TitleVocabulary.seniorities[word] {
        draft.prefer(.seniority([level]), index..<index + 1, confidence: 0.95, method: .rule)
      } else if index == run.lowerBound, QueryVocabulary.leadingLevels.contains(word), run.contains(index + 1),
        let level = TitleVocabulary.standings[word]
      {
        draft.prefer(.seniority([level]), index..<index + 1, confidence: 0.8, method: .rule)
      }
    }
  }

  private func takeSkills(_ draft: inout QueryDraft, _ run: Range<Int>) {
    for skill in names.skills where run.contains(skill.words.lowerBound) && draft.isFree(skill.words) {
      let mention = skill.mention
      // A single word that is also an occupation's label is what somebody is: "accountant", "teacher".
      if skill.words.count == 1, skill.words == trimmed(run, draft), !names.exactOccupations(draft, skill.words).isEmpty
      {
        continue
      }
      draft.prefer(
        .skill(value: mention.value, label: mention.label), skill.words, bytes: mention.range,
        confidence: mention.confidence, method: mention.method)
    }
  }

  // MARK: pieces

  /// Runs of free words without a break.
  private func runs(
    _ draft: QueryDraft, isBreak: (String) -> Bool, within range: Range<Int>? = nil
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    let whole = range ?? draft.tokens.indices
    func close(_ end: Int) {
      if let open = start, open < end { runs.append(open..<end) }
      start = nil
    }
    for index in whole {
      let token = draft.tokens[index]
      if token.opensClause { close(index) }
      if !draft.isFree(index) || isBreak(token.text) || draft.isNegation(index) {
        close(index)
      } else if start == nil {
        start = index
      }
    }
    close(whole.upperBound)
    return runs
  }

  /// A piece without the joining words at its ends.
  private func trimmed(_ piece: Range<Int>, _ draft: QueryDraft) -> Range<Int> {
    var (lower, upper) = (piece.lowerBound, piece.upperBound)
    func isIdle(_ index: Int) -> Bool {
      QueryTitleReader.isJoiner(draft.tokens[index].text) || QueryTitleReader.isNoise(draft.tokens[index].text)
    }
    while lower < upper, isIdle(lower) { lower += 1 }
    while lower < upper, isIdle(upper - 1) { upper -= 1 }
    return lower..<upper
  }
}
