import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// A query on its way, with what the answer will say about it.
struct MatchRequest {
  var query: Query
  var servedBy: [String] = []
  var notes: [String] = []
  /// Places that distances are told from.
  var centers: [Coordinate] = []
  /// All words asked for, to tell which are shared.
  var words = SparseVector.zero
  /// Where those words come from, to say where a missing one is missing: `the search`.
  var wordSource = "the search"
  /// What values in the scorers are called; those not here go by number.
  var valueNames: [AttributeField: [ValueID: String]] = [:]
  /// The entities of the seeker or the search, to tell which are shared.
  var entities = SeekerEntities()
  /// Fields whose values are counted over what matches.
  var facetFields: [AttributeField] = []
}

extension MatchService {
  /// The query of the conditions alone.
  func conditions(_ options: MatchOptions, _ index: JobIndex) throws -> MatchRequest {
    let count = options.count ?? workspace.configuration.recommend.count
    guard (1...10_000).contains(count) else {
      throw WorkspaceError("a count of \(count): 1 to 10000 jobs can be shown")
    }
    var predicate = JobPredicate(
      try options.conditions.map {
        try ConditionReader(
          index: index, vocabulary: vocabulary, gazetteer: gazetteer, taxonomies: entities?.taxonomies
        ).clause($0)
      })
    var centers: [Coordinate] = []
    if let near = options.near {
      guard let place = gazetteer.resolve(near) else {
        throw WorkspaceError("no place '\(near)' is known in this market's countries")
      }
      centers = [place.coordinate]
    }
    if let kilometers = options.withinKilometers {
      guard kilometers > 0, kilometers <= Radius.greatest else {
        throw WorkspaceError(
          "within \(kilometers.plain) km: give a number above 0 and at most \(Radius.greatest.plain)")
      }
      guard let center = centers.first else {
        throw WorkspaceError("a distance needs a place: --near PLACE --within KM")
      }
      predicate.clauses.append(.init(.within(.place, Radius(center: center, kilometers: kilometers))))
    }
    var query = Query(predicate: predicate, scorers: [], k: count, asOf: options.asOf)
    query.groupsReposts = true
    var request = MatchRequest(query: query, notes: standingNotes, centers: centers)
    request.facetFields = try options.facets.map { try facetField($0, index) }
    return request
  }

  /// Runs a request and tells of every job found what a person wants to know.
  func answer(_ request: MatchRequest, _ searcher: CPUSearcher) throws -> MatchAnswer {
    let result = try searcher.retrieve(request.query)
    let notes = request.notes + (result.jobs.isEmpty ? [try reasonForNothing(request.query, searcher)] : [])
    return MatchAnswer(
      servedBy: request.servedBy, matches: try matches(result.jobs.map(\.key), request, searcher),
      matching: result.matching,
      strategy: result.strategy, notes: notes, facets: try facets(request.facetFields, of: request.query, searcher))
  }

  /// Why an answer is empty: which of its conditions leaves nothing.
  private func reasonForNothing(_ query: Query, _ searcher: CPUSearcher) throws -> String {
    if try searcher.count(.all, asOf: query.asOf) == 0 {
      return
        "no job is offered at \(query.asOf): all are closed, expired or not yet posted (--as-of looks at another moment)"
    }
    if try searcher.count(query.predicate, asOf: query.asOf) == 0 { return "no offered job fulfils the conditions" }
    return query.hidden.isEmpty
      ? "no good match: no job that fulfils the conditions shares a word, an occupation or a skill with the search"
      : "the seeker has seen every job that fulfils the conditions (--include-seen shows them again)"
  }

  /// Jobs as an answer shows them, without those that index or record no longer hold.
  func matches(_ keys: [JobKey], _ request: MatchRequest, _ searcher: CPUSearcher) throws -> [Match] {
    let vectors = vectors
    let conditionNames = ConditionNames(vocabulary, taxonomies: entities?.taxonomies)
    let naming = CPUSearcher.Naming(
      term: { vectors.terms[Int($0)] },
      value: { [names = request.valueNames, entities = request.entities] field, value in
        names[field]?[value] ?? entities.name(field, value)
      },
      conditionValue: conditionNames.name)
    let explanations = try searcher.explain(keys, for: request.query, naming: naming)
    let asked = Dictionary(uniqueKeysWithValues: zip(request.words.indices, request.words.values))
    return try zip(keys, explanations).compactMap { key, explanation in
      guard let explanation, let stored = try store.job(key: key) else { return nil }
      let others = searcher.index.reposts(of: key).filter { $0 != key }
      let points = searcher.index.points(of: key, field: .place)
      let entities = request.entities.match(of: key, in: searcher.index)
      return Match(
        job: stored.job, key: key, score: explanation.value, explanation: explanation,
        sharedWords: sharedWords(searcher.index.text(of: key) ?? .zero, asked), entities: entities,
        kilometers: points.flatMap { point in request.centers.map { $0.kilometers(to: point) } }.min(),
        missing: missing(stored.job, points, asked, request) + entities.missing(for: request.entities.origin),
        reposts: try others.compactMap { try store.job(key: $0)?.job.id })
    }
  }

  private func sharedWords(_ held: SparseVector, _ asked: [UInt32: Float]) -> [String] {
    zip(held.indices, held.values)
      .compactMap { term, weight in asked[term].map { (word: vectors.terms[Int(term)], product: weight * $0) } }
      .sorted { ($1.product, $0.word) < ($0.product, $1.word) }.map(\.word)
  }

  /// How many words of a title an answer says are missing.
  private static let wordLimit = 8

  private func missing(
    _ job: Job, _ points: [Coordinate], _ asked: [UInt32: Float], _ request: MatchRequest
  ) -> [String] {
    var missing: [String] = []
    let unmatched = Tokenizer().tokens(in: job.title).filter { word in
      vectors.vector(of: word).indices.first.map { asked[$0] == nil } ?? true
    }
    if !asked.isEmpty, !unmatched.isEmpty {
      let rest = unmatched.count > MatchService.wordLimit ? " and \(unmatched.count - MatchService.wordLimit) more" : ""
      missing.append(
        "title words not in \(request.wordSource): "
          + unmatched.prefix(MatchService.wordLimit).joined(separator: " ") + rest)
    }
    if points.isEmpty { missing.append(job.places.isEmpty ? "the job names no place" : "its place is not known") }
    if request.centers.isEmpty { missing.append("no place to be near to is known") }
    if job.pay == nil { missing.append("no pay stated") }
    return missing
  }
}
