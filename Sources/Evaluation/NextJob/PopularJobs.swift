/// Scores a job by how many seekers saw it in training, the same for everybody.
public struct PopularJobs: RankingModel {
  /// `popularity`.
  public let name = "popularity"
  /// The formula.
  public let formula = "viewers(job)"
  private let viewers: [Double]

  /// Counts viewers. O(training).
  public init(training: [[Int]], jobCount: Int) {
    var viewers = [Double](repeating: 0, count: jobCount)
    for job in training.joined() { viewers[job] += 1 }
    self.viewers = viewers
  }

  /// The number of viewers of each job.
  public func scores(for history: JobHistory) -> [Double] { viewers }
}
