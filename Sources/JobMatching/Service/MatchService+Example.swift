import JobMarket
import MarketStorage

extension MatchService {
  /// A seeker worth showing: the first by key with at least three jobs engaged with and a titled position, else the first
  /// with any history, else the first of all.
  ///
  /// - Throws: `WorkspaceError` when there is no seeker; `MarketStoreError`.
  public func exampleSeeker() throws -> String {
    var (first, active): (String?, String?) = (nil, nil)
    var after: Int64 = 0
    while true {
      var batch: [StoredSeeker] = []
      struct Enough: Error {}
      do {
        try store.readSeekers(after: after, batchSize: 200) { seekers in
          batch = seekers
          throw Enough()
        }
      } catch is Enough {}
      guard let last = batch.last else { break }
      after = last.key
      for stored in batch {
        let jobs = Set(try store.engagements(ofSeeker: stored.seeker.id).filter { $0.kind != .dismiss }.map(\.job))
        if jobs.count >= 3, stored.seeker.positions.contains(where: { !$0.title.isEmpty }) { return stored.seeker.id }
        if active == nil, !jobs.isEmpty { active = stored.seeker.id }
        if first == nil { first = stored.seeker.id }
      }
    }
    guard let id = active ?? first else { throw WorkspaceError("the market has no seeker") }
    return id
  }
}

extension MatchService {
  /// How many seekers are tried.
  private static let tried = 500

  /// A seeker worth showing the promoted flow for: the first by key to whom a learned link promotes a job, with the answer; `nil`
  /// where none of the first 500 is one.
  ///
  /// - Throws: as `recommendPromoted`.
  public func examplePromoted(_ options: MatchOptions) throws -> (seeker: String, answer: MatchAnswer)? {
    struct Enough: Error {}
    var ids: [String] = []
    do {
      try store.readSeekers(batchSize: MatchService.tried) { batch in
        ids = batch.map(\.seeker.id)
        throw Enough()
      }
    } catch is Enough {}
    for id in ids {
      let answer = try recommendPromoted(toSeeker: id, options)
      if let link = answer.matches.first?.links.first, !link.isPrior { return (id, answer) }
    }
    return nil
  }
}
