import JobMarket

/// Splits a search into what a job must fulfil, what it had better be, and words.
///
/// ```swift
/// let understanding = QueryUnderstanding(finders)
/// let query = understanding.read("senior java developer near chicago, remote, > 120k")
/// query.conditions   // near Chicago · remote · pay from 120,000 a year
/// query.preferences  // senior · java developer (an occupation)
/// query.words        // none: everything is read
/// ```
///
/// A pure function of the text and the finders handed in: equal ones give equal readings. Readings are taken in a fixed order,
/// the surest first (quotes, pay, phrases, places, employers, titles and skills), and a word once taken is not read again.
/// What nothing reads stays a word. Quoted phrases are words and nothing else.
public struct QueryUnderstanding: Sendable {
  /// How a search is read.
  public struct Options: Hashable, Sendable {
    /// Whether only labels count: typing slips in titles are not forgiven.
    public var isExact = false
    /// Whether places are looked for; not where the caller names one.
    public var readsPlaces = true

    /// Forgives slips and reads places.
    public init() {}
  }

  /// What searches are read with.
  public let finders: QueryFinders
  private let areas: QueryAreas

  /// Reads with finders. O(places of the gazetteer).
  public init(_ finders: QueryFinders) {
    (self.finders, areas) = (finders, QueryAreas(finders.gazetteer))
  }

  /// Reads a search. O(length) look-ups, and a comparison with all labels of titles for at most three pieces.
  public func read(_ text: String, _ options: Options = Options()) -> UnderstoodQuery {
    var draft = QueryDraft(text)
    takePhrases(&draft)
    let names = QueryNames(draft, finders)
    QueryPayReader.read(&draft)
    QueryPhraseReader.read(&draft) { names.isPartOfName($0, $1) }
    if options.readsPlaces {
      QueryPlaceReader(gazetteer: finders.gazetteer, areas: areas) { names.isName($0, $1) }.read(&draft)
    }
    takeCompanies(&draft)
    takeNegations(&draft, names)
    QueryTitleReader(names: names, isExact: options.isExact).read(&draft)
    takeRest(&draft)
    var query = draft.finished()
    query.problems = QueryProblems.find(in: query)
    return query
  }

  /// Takes quoted phrases for words.
  private func takePhrases(_ draft: inout QueryDraft) {
    var start = 0
    while start < draft.tokens.count {
      guard let phrase = draft.tokens[start].phrase else {
        start += 1
        continue
      }
      var end = start
      while end < draft.tokens.count, draft.tokens[end].phrase == phrase { end += 1 }
      let folded = draft.tokens[start..<end].map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
      let (first, isNegated) = draft.negation(of: start)
      let range = draft.take(first..<end)
      if isNegated {
        draft.query.conditions.append(
          QueryReading(.word(folded), range: range, confidence: 1, method: .rule, isNegated: true))
      } else {
        draft.query.words.append(QueryReading(folded, range: range, confidence: 1, method: .given))
      }
      start = end
    }
  }

  /// Takes `at ACME` where the employer is known.
  private func takeCompanies(_ draft: inout QueryDraft) {
    for index in draft.tokens.indices where draft.word(index) == "at" {
      var limit = index + 1
      while limit < draft.tokens.count, limit - index <= 6, draft.isFree(limit), !draft.tokens[limit].opensClause {
        limit += 1
      }
      for end in stride(from: limit, to: index + 1, by: -1) {
        let name = draft.tokens[(index + 1)..<end].map(\.text).joined(separator: " ")
        guard let value = finders.company(name) else { continue }
        draft.require(.company(value), index..<end, confidence: 0.9, method: .label)
        break
      }
    }
  }

  /// Takes what stands behind `not`, `without` or a minus and nothing has read yet: a level, a skill, else one word.
  private func takeNegations(_ draft: inout QueryDraft, _ names: QueryNames) {
    for index in draft.tokens.indices where draft.isFree(index) && !draft.isNegation(index) {
      guard draft.negation(of: index).isNegated, !QueryVocabulary.articles.contains(draft.tokens[index].text) else {
        continue
      }
      let word = draft.tokens[index].text
      if let level = TitleVocabulary.seniorities[word] {
        draft.require(.seniority([level]), index..<index + 1)
      } else if let skill = names.skills.first(where: { $0.words.lowerBound == index && draft.isFree($0.words) }) {
        let mention = skill.mention
        draft.require(
          .skill(value: mention.value, label: mention.label), skill.words, bytes: mention.range,
          confidence: mention.confidence, method: mention.method)
      } else {
        draft.require(.word(word), index..<index + 1)
      }
    }
  }

  /// What nothing has read: words, and words that only join others.
  private func takeRest(_ draft: inout QueryDraft) {
    for index in draft.tokens.indices where draft.isFree(index) {
      let token = draft.tokens[index]
      let range = draft.take(index..<index + 1)
      let joins = QueryVocabulary.joining.contains(token.text) || QueryVocabulary.negations.contains(token.text)
      if token.text.isEmpty || joins || QueryVocabulary.nouns.contains(token.text) {
        draft.query.joining.append(range)
      } else {
        draft.query.words.append(QueryReading(token.text, range: range, confidence: 1, method: .given))
      }
    }
    draft.query.words.sort { $0.range.lowerBound < $1.range.lowerBound }
  }
}
