import EntityStandardization
import JobMarket
import Retrieval

extension MatchService {
  /// Jobs for a search: `senior cashier near newark, part time, > $15/hr`.
  ///
  /// The search is understood first (`QueryUnderstanding`): places, remote work, kinds of contract, pay and employers are
  /// conditions; occupations, skills and levels make a job better; the rest are words. A job must share a word, an occupation
  /// or a skill with it: one that shares none is no match, however near. The notes of the answer say how each piece was read.
  ///
  /// - Parameter reading: whether to read it so, without forgiving slips, or as words alone.
  /// - Throws: `WorkspaceError` for an empty or overlong search, one that only leaves out, and unknown conditions;
  ///   `IndexError`.
  public func search(
    _ text: String, _ options: MatchOptions, reading: SearchReading = .understood
  ) throws -> MatchAnswer {
    let search = try understand(text, options, reading: reading)
    try check(search, options)
    let searcher = try live.current()
    let plan = try SearchPlan(search, self, searcher.index, options)
    var given = options
    // The distance belongs to the place that the search names.
    if !plan.centers.isEmpty { given.withinKilometers = nil }
    var request = try conditions(given, searcher.index)
    request.query.predicate.clauses += plan.conditions.map(\.clause)
    request.centers += plan.centers
    request.words = vectors.vector(of: plan.wordTexts.joined(separator: "\n"))
    request.valueNames = plan.valueNames
    request.entities = try plan.entities()
    if !plan.wordTexts.isEmpty {
      request.query.scorers.append(
        WeightedScorer(
          "words", weight: SearchWeights.words, requirement: .oneOf(SearchWeights.group),
          .sparseVector(model: vectors.model, request.words)))
      request.servedBy.append("words")
    }
    request.query.scorers += plan.scorers
    request.servedBy += plan.servedBy
    if !request.centers.isEmpty {
      let scale = workspace.configuration.recommend.placeScaleKilometers
      request.query.scorers.append(
        WeightedScorer(
          "place", weight: SearchWeights.place, .proximity(field: .place, centers: request.centers, scale: scale)))
      request.servedBy.append("nearness")
    }
    request.notes = readingNotes(search, plan) + request.notes
    var answer = try answer(request, searcher)
    if answer.matching == 0 { answer.notes += try leftovers(plan, request, searcher) }
    return answer
  }

  private func check(_ search: UnderstoodQuery, _ options: MatchOptions) throws {
    let stated = search.conditions.compactMap { reading -> Double? in
      if case .near(_, let kilometers) = reading.meaning { kilometers } else { nil }
    }
    for kilometers in stated + [options.withinKilometers].compactMap({ $0 }) {
      guard kilometers > 0, kilometers <= Radius.greatest else {
        throw WorkspaceError(
          "within \(kilometers.plain) km: give a number above 0 and at most \(Radius.greatest.plain)")
      }
    }
    guard search.words.isEmpty, search.preferences.isEmpty else { return }
    if search.conditions.isEmpty, options.near == nil {
      throw WorkspaceError("the search holds no word; try `jobmatch retrieve \"cashier near newark\"`")
    }
    if !search.conditions.isEmpty, search.conditions.allSatisfy(\.isNegated), options.near == nil,
      options.conditions.isEmpty
    {
      throw WorkspaceError(
        "the search '\(search.text)' only says what to leave out; add a word, a place or a condition")
    }
  }

  /// How many readings the notes of an answer tell.
  private static let noteLimit = 40

  private func readingNotes(_ search: UnderstoodQuery, _ plan: SearchPlan) -> [String] {
    var notes = Array(plan.notes.prefix(MatchService.noteLimit))
    if plan.notes.count > notes.count {
      notes.append("and \(plan.notes.count - notes.count) readings more; --reading shows them all")
    }
    let isRead = !search.conditions.isEmpty || !search.preferences.isEmpty
    if isRead { notes.append("to search for the words of a piece instead, quote it; for all of them, give --words") }
    let words = search.words.map(\.meaning).joined(separator: "\n")
    let unknown = vectors.unknownWords(in: words)
    if !unknown.isEmpty {
      notes.append(
        "the index does not know: \(unknown.joined(separator: ", ")); `jobmatch index` learns the words of jobs that came since"
      )
    }
    return notes
  }

  /// How many offered jobs each condition of the search leaves by itself: which of them is to blame for nothing.
  private func leftovers(_ plan: SearchPlan, _ request: MatchRequest, _ searcher: CPUSearcher) throws -> [String] {
    guard !plan.conditions.isEmpty, try searcher.count(request.query.predicate, asOf: request.query.asOf) == 0 else {
      return []
    }
    return try plan.conditions.map { text, clause in
      "'\(text)' by itself leaves \(try searcher.count(JobPredicate([clause]), asOf: request.query.asOf)) jobs"
    }
  }
}
