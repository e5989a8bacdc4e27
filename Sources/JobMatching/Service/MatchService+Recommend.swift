import EntityStandardization
import JobMarket
import Retrieval

extension MatchService {
  /// Jobs for a seeker, from their history, profile and places (PAPER P1.3: the query is the member).
  ///
  /// Each part is a cosine or a nearness from 0 to 1 times its weight in the configuration, and is left out where nothing is
  /// known; the answer says which parts there were. Jobs seen, applied to or dismissed are hidden, reposts share a row.
  ///
  /// - Throws: `WorkspaceError` for an unknown seeker, place, field or value; `IndexError`; `MarketStoreError`.
  public func recommend(toSeeker id: String, _ options: MatchOptions) throws -> MatchAnswer {
    let history = try SeekerHistory(of: seeker(id), service: self, options)
    let request = try recommendation(history, options)
    return try answer(request, options)
  }

  /// Why a job would be recommended to a seeker, whether or not it would reach the first page.
  ///
  /// - Throws: as `recommend`; `WorkspaceError` when the job is not in the index.
  public func explain(seeker id: String, job jobID: String, _ options: MatchOptions) throws -> MatchAnswer {
    let history = try SeekerHistory(of: seeker(id), service: self, options)
    var request = try recommendation(history, options)
    let stored = try storedJob(jobID)
    guard let match = try match(stored.key, request) else {
      throw WorkspaceError("job '\(jobID)' is not in the index; `jobmatch index` takes new jobs in")
    }
    if !stored.job.isOffered(asOf: options.asOf) { request.notes.append("not shown: the job is closed or expired") }
    if history.hidden.contains(stored.key) {
      request.notes.append("not shown: the seeker has seen it already, applied to it or dismissed it")
    }
    var query = request.query
    query.k = index.count
    let result = try searcher.retrieve(query)
    if let rank = result.jobs.firstIndex(where: { $0.key == stored.key }) {
      request.notes.append("rank \(rank + 1) of \(result.jobs.count)")
    }
    return MatchAnswer(
      servedBy: request.servedBy, matches: [match], matching: result.matching, strategy: result.strategy,
      notes: request.notes)
  }

  private func recommendation(_ history: SeekerHistory, _ options: MatchOptions) throws -> MatchRequest {
    let settings = workspace.configuration.recommend
    var request = try conditions(options)
    var words = SparseVector.zero
    if history.words.count > 0, settings.historyWeight > 0 {
      request.query.scorers.append(
        WeightedScorer("history", weight: settings.historyWeight, .sparseVector(model: vectors.model, history.words)))
      request.servedBy.append("the words of \(history.jobCount) jobs engaged with")
      words = words.adding(history.words)
    }
    if history.profile.count > 0, settings.profileWeight > 0 {
      request.query.scorers.append(
        WeightedScorer("profile", weight: settings.profileWeight, .sparseVector(model: vectors.model, history.profile)))
      request.servedBy.append("the words of the profile")
      words = words.adding(history.profile)
    }
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
    request.words = words
    request.wordSource = "history or profile"
    request.query.hidden = history.hidden
    return request
  }
}
