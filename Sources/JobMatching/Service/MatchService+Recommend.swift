import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

extension MatchService {
  /// Jobs for a seeker, from their history, profile, entities and places (PAPER P1.3: the query is the member).
  ///
  /// Each part is a cosine or a nearness from 0 to 1 times its weight in the configuration, and is left out where nothing is
  /// known; the answer says which parts there were. Jobs seen, applied to or dismissed are hidden, reposts share a row.
  ///
  /// - Throws: `WorkspaceError` for an unknown seeker, place, field or value; `IndexError`; `MarketStoreError`.
  public func recommend(toSeeker id: String, _ options: MatchOptions) throws -> MatchAnswer {
    let searcher = try live.current()
    let history = try SeekerHistory(of: seeker(id), service: self, index: searcher.index, options)
    return try answer(try recommendation(history, options, searcher.index), searcher)
  }

  /// Why a job would be recommended to a seeker, whether or not it would reach the first page.
  ///
  /// - Throws: as `recommend`; `WorkspaceError` when the job is not in the index.
  public func explain(seeker id: String, job jobID: String, _ options: MatchOptions) throws -> MatchAnswer {
    let searcher = try live.current()
    let history = try SeekerHistory(of: seeker(id), service: self, index: searcher.index, options)
    var request = try recommendation(history, options, searcher.index)
    let stored = try storedJob(jobID)
    guard let match = try matches([stored.key], request, searcher).first else {
      throw WorkspaceError("job '\(jobID)' is closed, and no longer in the index")
    }
    if let place = try searcher.place(of: stored.key, in: request.query) {
      request.notes.append("place \(place) among all jobs that could be shown")
    } else {
      request.notes.append("not shown: " + reasonHidden(stored, history, options, match.explanation.conditions))
    }
    let result = try searcher.retrieve(request.query)
    return MatchAnswer(
      servedBy: request.servedBy, matches: [match], matching: result.matching, strategy: result.strategy,
      notes: request.notes)
  }

  private func reasonHidden(
    _ stored: StoredJob, _ history: SeekerHistory, _ options: MatchOptions, _ conditions: [Explanation.Condition]
  ) -> String {
    if !stored.job.isOffered(asOf: options.asOf) { return "the job is closed, expired or not yet posted" }
    if history.hidden.contains(stored.key) {
      return "the seeker has seen it (or a repost of it) already, applied to it or dismissed it"
    }
    let broken = conditions.filter { !$0.holds }.map { condition in
      let found = condition.evidence.map(\.description).joined(separator: ", ")
      return condition.description + (found.isEmpty ? "" : " (\(found))")
    }
    return "it does not fulfil the conditions given" + (broken.isEmpty ? "" : ": " + broken.joined(separator: "; "))
  }

  private func recommendation(
    _ history: SeekerHistory, _ options: MatchOptions, _ index: JobIndex
  ) throws -> MatchRequest {
    let settings = workspace.configuration.recommend
    var request = try conditions(options, index)
    var words: [SparseVector] = []
    if history.words.count > 0, settings.historyWeight > 0 {
      request.query.scorers.append(
        WeightedScorer("history", weight: settings.historyWeight, .sparseVector(model: vectors.model, history.words)))
      request.servedBy.append("the words of \(history.jobCount) \(history.jobCount == 1 ? "job" : "jobs") engaged with")
      words.append(history.words)
    }
    if history.profile.count > 0, settings.profileWeight > 0 {
      request.query.scorers.append(
        WeightedScorer("profile", weight: settings.profileWeight, .sparseVector(model: vectors.model, history.profile)))
      request.servedBy.append("the words of the profile")
      words.append(history.profile)
    }
    for field in SharedEntities.fields {
      guard let weights = history.entities.interests[field]?.weights, !weights.isEmpty else { continue }
      request.query.scorers.append(
        WeightedScorer(
          field.name, weight: settings.weight(of: field),
          .weightedTerms(field: field, weights: weights, minimumMatches: 0)))
      request.servedBy.append(field == .occupation ? "occupations and those related to them" : "skills")
    }
    if entities == nil, !workspace.configuration.standardize.taxonomies.isEmpty {
      request.notes.append(
        "taxonomies are configured, but the index was built without entities; run `jobmatch standardize`, then `jobmatch index`"
      )
    }
    request.entities = history.entities
    let centers = request.centers.isEmpty ? history.centers : request.centers
    if !centers.isEmpty, settings.placeWeight > 0 {
      request.query.scorers.append(
        WeightedScorer(
          "place", weight: settings.placeWeight,
          .proximity(field: .place, centers: centers, scale: settings.placeScaleKilometers)))
      request.servedBy.append(centers.count == 1 ? "nearness to 1 place" : "nearness to \(centers.count) places")
    }
    if request.query.scorers.isEmpty {
      request.servedBy.append("nothing: no history, profile or place is known, so jobs come in the order of import")
    }
    request.centers = centers
    request.words = SparseVector.sum(words)
    request.wordSource = "history or profile"
    request.query.hidden = history.hidden
    return request
  }
}
