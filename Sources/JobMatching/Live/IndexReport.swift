import Foundation
import JobMarket
import MarketStorage
import Retrieval

/// How an index stands beside its market: what `jobmatch index status` tells.
public struct IndexReport: Sendable, Encodable {
  /// The artifact in use.
  public var id: String
  /// When it was made.
  public var createdAt: String
  /// What it is made of, changes since taken in.
  public var index: IndexStatus
  /// How many jobs it holds, closed and expired ones included, of which a search sees those that are offered.
  public var jobs: Int
  /// How many of them are offered at the moment of the report: posted, not expired, not closed.
  public var offeredJobs: Int
  /// How many of `jobs` came in since the artifact was made, and lie in memory.
  public var tailJobs: Int
  /// The share of rows that no search looks at any more, 0 to 1: of jobs that were closed, deleted or changed since.
  public var deadShare: Double
  /// The record's last change.
  public var marketSequence: Int64
  /// The change that the artifact stands at.
  public var artifactSequence: Int64
  /// How many changes of the record the artifact is behind: each start takes them in anew.
  public var lag: Int64
  /// How many jobs these changed.
  public var changedJobs: Int
  /// Seconds it took to take them in.
  public var secondsToFollow: Double
  /// Bytes of the artifact's files.
  public var fileBytes: Int
  /// What the operator should do, if anything.
  public var advice: [String]
}

extension MatchService {
  /// How the index stands beside the market, as of its last change.
  ///
  /// - Parameter asOf: the moment that jobs are offered at; `nil` is now.
  /// - Throws: as a search does; `WorkspaceError` for a record that ends before the index. O(rows + changes).
  public func indexReport(asOf: Instant? = nil) throws -> IndexReport {
    let artifact = OpenedIndex.sequence(of: manifest)
    let started = ContinuousClock.now
    let searcher = try live.current()
    let index = searcher.index
    let seconds = started.duration(to: .now)
    let status = index.status
    let moment = asOf ?? Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let offered = try searcher.count(.all, asOf: moment)
    let latest = try store.latestSequence(from: artifact)
    let changed = try store.jobChanges(after: artifact).count
    var advice: [String] = []
    if status.tailJobs * 20 > status.jobs || status.deadShare > MergePolicy().mostDead || changed > 10_000 {
      advice.append("jobmatch index merge")
    }
    return IndexReport(
      id: manifest.id, createdAt: "\(manifest.createdAt)", index: status, jobs: status.jobs, offeredJobs: offered,
      tailJobs: status.tailJobs, deadShare: status.deadShare, marketSequence: latest, artifactSequence: artifact,
      lag: latest - artifact, changedJobs: changed,
      secondsToFollow: Double(seconds.components.seconds) + Double(seconds.components.attoseconds) / 1e18,
      fileBytes: manifest.totalBytes, advice: advice)
  }
}
