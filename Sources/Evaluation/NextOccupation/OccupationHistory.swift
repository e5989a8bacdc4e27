import VectorMath

/// Scores an occupation by how much more often than usual it followed each of the last jobs and the degree.
///
/// `ln share(o) + Σₖ wₖ ln(P(o | k-th last job) / share(o)) + w ln(P(o | degree) / share(o))`, with `wₖ` = 1, 1/2, 1/3, 1/4:
/// naive Bayes whose evidence fades with age. One table serves all four jobs. What is unknown adds nothing.
public struct OccupationHistory: RankingModel {
  /// What the model is called.
  public let name: String
  /// The formula.
  public var formula: String {
    let weights = parameters.weights.map { "\(($0 * 100).rounded() / 100)" }.joined(separator: ", ")
    return
      "ln share(o) + Σ w[k] ln(P(o | k-th last job) / share(o)) + \(parameters.degreeWeight) ln(P(o | degree) / share(o)),"
      + " w = \(weights), smoothing \(parameters.smoothing) and \(parameters.degreeSmoothing)"
  }
  private let parameters: Parameters
  private let logShares: [Double]
  /// ln(P(o | job) / share(o)), a row a job.
  private let jobEvidence: [[Double]]
  /// The same for each degree seen in training.
  private let degreeEvidence: [String: [Double]]

  /// The weights of the model.
  public struct Parameters: Hashable, Sendable, Codable {
    /// The weights of the last job, the one before it, and so on. The default is 1, 1/2, 1/3, 1/4.
    public var weights: [Double]
    /// How many hires the popularity is worth beside those after a job, positive. The default is 20.
    public var smoothing: Double
    /// The weight of the degree. The default is 1.
    public var degreeWeight: Double
    /// How many hires the popularity is worth beside those with a degree, positive. The default is 1.
    public var degreeSmoothing: Double

    /// Makes parameters.
    public init(
      weights: [Double] = [1, 1.0 / 2, 1.0 / 3, 1.0 / 4], smoothing: Double = 20, degreeWeight: Double = 1,
      degreeSmoothing: Double = 1
    ) {
      precondition(smoothing > 0 && degreeSmoothing > 0, "smoothing must be positive")
      (self.weights, self.smoothing) = (weights, smoothing)
      (self.degreeWeight, self.degreeSmoothing) = (degreeWeight, degreeSmoothing)
    }

    /// The best on the tuning part of nlsy97 by recall at 10, among smoothing 10, 20, 50, 100 and 200 and degree weights
    /// 0, 0.25, 0.5, 0.75 and 1. The defaults are those that come closest to the published baseline.
    public static let tuned = Parameters(smoothing: 100, degreeWeight: 0.5)
  }

  /// Counts the transitions of the training hires; first jobs are passed over. O(training + candidates²).
  public init(
    _ name: String, training: [ObservedHire], popularity: OccupationPopularity, parameters: Parameters = Parameters()
  ) {
    (self.name, self.parameters) = (name, parameters)
    let training = training.filter { $0.history.previousOccupation != nil }
    let shares = popularity.shares
    let degrees = Set(training.compactMap(\.history.degree)).sorted()
    let degreeNumbers = Dictionary(uniqueKeysWithValues: zip(degrees, 0...))
    var jobTable = TransitionTable(sourceCount: shares.count, candidateCount: shares.count)
    var degreeTable = TransitionTable(sourceCount: degrees.count, candidateCount: shares.count)
    for hire in training {
      for job in hire.history.pastOccupations.suffix(parameters.weights.count) {
        jobTable.count(job, followedBy: hire.occupation)
      }
      if let degree = hire.history.degree.flatMap({ degreeNumbers[$0] }) {
        degreeTable.count(degree, followedBy: hire.occupation)
      }
    }
    func evidence(_ table: TransitionTable, _ source: Int, _ smoothing: Double) -> [Double] {
      zip(table.probabilities(after: source, smoothing: smoothing, shares: shares), shares)
        .map { PortableMath.log($0 / $1) }
    }
    logShares = shares.map(PortableMath.log)
    jobEvidence = shares.indices.map { evidence(jobTable, $0, parameters.smoothing) }
    degreeEvidence = degreeNumbers.mapValues { evidence(degreeTable, $0, parameters.degreeSmoothing) }
  }

  /// The scores, in nats.
  public func scores(for history: HireHistory) -> [Double] {
    var scores = logShares
    func add(_ evidence: [Double], weight: Double) {
      for index in scores.indices { scores[index] += weight * evidence[index] }
    }
    if let evidence = history.degree.flatMap({ degreeEvidence[$0] }) { add(evidence, weight: parameters.degreeWeight) }
    for (job, weight) in zip(history.pastOccupations.reversed(), parameters.weights) {
      add(jobEvidence[job], weight: weight)
    }
    return scores
  }
}
