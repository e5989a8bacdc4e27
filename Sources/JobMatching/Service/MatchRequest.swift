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
}

extension MatchService {
  /// The query of the conditions alone.
  func conditions(_ options: MatchOptions) throws -> MatchRequest {
    let count = options.count ?? workspace.configuration.recommend.count
    guard (1...10_000).contains(count) else { throw WorkspaceError("--count \(count): 1 to 10000 jobs can be shown") }
    var predicate = JobPredicate(try options.conditions.map(clause))
    var centers: [Coordinate] = []
    if let near = options.near {
      guard let place = gazetteer.resolve(near) else { throw WorkspaceError("no place '\(near)' is known") }
      centers = [place.coordinate]
    }
    if let kilometers = options.withinKilometers {
      guard kilometers.isFinite, kilometers > 0 else {
        throw WorkspaceError("--within \(kilometers): give kilometres above 0")
      }
      guard let center = centers.first else { throw WorkspaceError("--within needs a place: --near PLACE") }
      predicate.clauses.append(.init(.within(.place, Radius(center: center, kilometers: kilometers))))
    }
    var query = Query(predicate: predicate, scorers: [], k: count, asOf: options.asOf)
    query.groupsReposts = true
    return MatchRequest(query: query, notes: standingNotes, centers: centers)
  }

  /// Reads `field=value,value` or `field!=value,value`.
  private func clause(_ text: String) throws -> JobPredicate.Clause {
    guard let equals = text.firstIndex(of: "=") else {
      throw WorkspaceError("--where '\(text)': write field=value or field!=value")
    }
    let isNegated = text[..<equals].hasSuffix("!")
    let name = String(text[..<equals].dropLast(isNegated ? 1 : 0))
    let fields = index.fields
    guard let field = AttributeField(name), fields.contains(field) else {
      let nearest = NearestName.of(name, among: fields.map(\.name)).map { " Did you mean '\($0)'?" } ?? ""
      throw WorkspaceError(
        "no job has a field '\(name)'; there are: \(fields.map(\.name).joined(separator: ", ")).\(nearest)")
    }
    let vocabulary = try store.vocabulary(field)
    let values = try text[text.index(after: equals)...].split(separator: ",").map {
      try value(String($0), field, vocabulary)
    }
    guard !values.isEmpty else { throw WorkspaceError("--where '\(text)': name a value behind '='") }
    return .init(isNegated ? .noneOf(field, values) : .anyOf(field, values))
  }

  /// A value as written, else folded as the index folds it.
  private func value(_ text: String, _ field: AttributeField, _ vocabulary: Vocabulary) throws -> ValueID {
    if let id = vocabulary.id(of: text) ?? vocabulary.id(of: Tokenizer().folded(text)) { return id }
    if field == .place, let place = gazetteer.resolve(text), let id = vocabulary.id(of: place.displayName) { return id }
    let nearest = NearestName.of(text, among: vocabulary.values).map { "; did you mean '\($0)'?" } ?? ""
    throw WorkspaceError("no job has \(field) '\(text)'\(nearest)")
  }

  /// Runs a request and tells of every job found what a person wants to know.
  func answer(_ request: MatchRequest, _ options: MatchOptions) throws -> MatchAnswer {
    let result = try searcher.retrieve(request.query)
    let matches = try result.jobs.compactMap { try match($0.key, request) }
    return MatchAnswer(
      servedBy: request.servedBy, matches: matches, matching: result.matching, strategy: result.strategy,
      notes: request.notes)
  }

  /// One job as an answer shows it, or `nil` when index or record no longer hold it.
  func match(_ key: JobKey, _ request: MatchRequest) throws -> Match? {
    let vectors = vectors
    let naming = CPUSearcher.Naming(term: { vectors.terms[Int($0)] })
    guard let stored = try store.job(key: key),
      let explanation = try searcher.explain(key, for: request.query, naming: naming)
    else { return nil }
    let reposts = try index.reposts(of: key).filter { $0 != key }.compactMap { try store.job(key: $0)?.job.id }
    let points = index.points(of: key, field: .place)
    return Match(
      job: stored.job, key: key, score: explanation.value, explanation: explanation,
      sharedWords: sharedWords(key, request.words),
      kilometers: points.flatMap { point in request.centers.map { $0.kilometers(to: point) } }.min(),
      missing: missing(stored.job, points, request), reposts: reposts)
  }

  private func sharedWords(_ key: JobKey, _ words: SparseVector) -> [String] {
    let asked = Dictionary(uniqueKeysWithValues: zip(words.indices, words.values))
    guard let held = index.text(of: key) else { return [] }
    return zip(held.indices, held.values)
      .compactMap { term, weight in asked[term].map { (word: vectors.terms[Int(term)], product: weight * $0) } }
      .sorted { ($1.product, $0.word) < ($0.product, $1.word) }.map(\.word)
  }

  private func missing(_ job: Job, _ points: [Coordinate], _ request: MatchRequest) -> [String] {
    var missing: [String] = []
    let asked = Set(request.words.indices.map { vectors.terms[Int($0)] })
    let unmatched = Tokenizer().tokens(in: job.title).filter { !asked.contains($0) }
    if !asked.isEmpty, !unmatched.isEmpty {
      missing.append("title words not in \(request.wordSource): \(unmatched.joined(separator: " "))")
    }
    if points.isEmpty { missing.append(job.places.isEmpty ? "the job names no place" : "its place is not known") }
    if request.centers.isEmpty { missing.append("no place to be near to is known") }
    if job.pay == nil { missing.append("no pay stated") }
    return missing
  }
}
