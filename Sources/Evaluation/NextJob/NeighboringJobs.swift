/// Scores a job by how much its viewers are those of the jobs in the history: item-based nearest neighbours with cosine
/// similarity (Sarwar et al. 2001, doi:10.1145/371920.372071), all neighbours kept.
public struct NeighboringJobs: RankingModel {
  /// `item-kNN`.
  public let name = "item-kNN"
  /// The formula.
  public let formula =
    "Σ over history h of common viewers(h, job) / √(viewers(h) · viewers(job)) + 0.000001 · viewers(job)"
  private let training: [[Int]]
  private let viewers: [[Int]]

  /// Lists each job's viewers. O(training).
  public init(training: [[Int]], jobCount: Int) {
    var viewers = [[Int]](repeating: [], count: jobCount)
    for (seeker, jobs) in training.enumerated() {
      for job in jobs { viewers[job].append(seeker) }
    }
    (self.training, self.viewers) = (training, viewers)
  }

  /// The scores; the last term lets popularity decide among jobs without a common viewer.
  public func scores(for history: JobHistory) -> [Double] {
    var scores = viewers.map { 1e-6 * Double($0.count) }
    for job in history.jobs {
      for (other, common) in commonViewers(with: job) {
        scores[other] += Double(common) / Double(viewers[job].count * viewers[other].count).squareRoot()
      }
    }
    return scores
  }

  /// How many viewers each other job shares with a job, where it shares any, by rising number.
  private func commonViewers(with job: Int) -> [(job: Int, count: Int)] {
    var counts: [Int: Int] = [:]
    for seeker in viewers[job] {
      for other in training[seeker] where other != job { counts[other, default: 0] += 1 }
    }
    return counts.map { (job: $0.key, count: $0.value) }.sorted { $0.job < $1.job }
  }
}
