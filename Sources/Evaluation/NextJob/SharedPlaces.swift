/// Scores a job by whether the history has a job in its city, and one in its state.
public struct SharedPlaces: RankingModel {
  /// `location`.
  public let name = "location"
  /// The formula.
  public var formula: String { "(\(city) · [city of a job of the history] + \(state) · [state of one])" }
  private let city: Double
  private let state: Double
  private let cities: Labels
  private let states: Labels

  /// Numbers the catalog's places. O(jobs).
  ///
  /// - Parameters:
  ///   - catalog: the jobs.
  ///   - city: what a shared city is worth.
  ///   - state: what a shared state is worth.
  public init(catalog: JobCatalog, city: Double, state: Double) {
    (self.city, self.state) = (city, state)
    cities = Labels(catalog.jobs.map(\.city))
    states = Labels(catalog.jobs.map(\.state))
  }

  /// The scores; an unknown place is shared with none.
  public func scores(for history: JobHistory) -> [Double] {
    var scores = [Double](repeating: 0, count: cities.ofJob.count)
    cities.add(city, sharedWith: history, to: &scores)
    states.add(state, sharedWith: history, to: &scores)
    return scores
  }

  /// Labels as numbers.
  private struct Labels: Sendable {
    /// A job's label, 0 for an unknown one.
    let ofJob: [Int]
    let count: Int

    init(_ labels: [String?]) {
      var numbers: [String: Int] = [:]
      ofJob = labels.map { label in
        guard let label else { return 0 }
        let number = numbers[label] ?? numbers.count + 1
        numbers[label] = number
        return number
      }
      count = numbers.count + 1
    }

    func add(_ worth: Double, sharedWith history: JobHistory, to scores: inout [Double]) {
      var worthOfLabel = [Double](repeating: 0, count: count)
      for job in history.jobs where ofJob[job] != 0 { worthOfLabel[ofJob[job]] = worth }
      for job in scores.indices { scores[job] += worthOfLabel[ofJob[job]] }
    }
  }
}
