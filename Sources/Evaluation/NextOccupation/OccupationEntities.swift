import VectorMath

/// Scores an occupation by how like it is to the last jobs, by what a taxonomy says of both, and whether the degree fits.
///
/// Past jobs, the degree and hires of the training years are all it reads of a person and a market.
public struct OccupationEntities: RankingModel {
  /// `entities + TF-IDF`.
  public let name = "entities + TF-IDF"
  /// The formula.
  public var formula: String {
    let p = parameters
    return
      "Σ w[k] (\(p.words) · cos(words of the k-th last job, of o) + \(p.abilities) · cos(their skills and knowledge)"
      + " + \(p.related) · how related they are) − \(p.zone) · (job zone of o − mean job zone of hires with the degree)²"
      + " + \(p.popularity) · ln share(o), w = 1, 1/2, 1/3, 1/4"
  }
  private let parameters: Parameters
  /// The score of each candidate beside each past job, a row a past job.
  private let likeness: [[Double]]
  /// The score of each candidate by the degree.
  private let fits: [String: [Double]]
  /// The score of each candidate by its popularity.
  private let base: [Double]

  /// The weights of the model.
  public struct Parameters: Hashable, Sendable, Codable {
    /// The weight of the cosine of texts.
    public var words: Double
    /// The weight of the cosine of skills and knowledge.
    public var abilities: Double
    /// The weight of being related.
    public var related: Double
    /// What each squared job zone off the degree's takes away.
    public var zone: Double
    /// The weight of the logarithm of popularity.
    public var popularity: Double

    /// Makes parameters.
    public init(words: Double, abilities: Double, related: Double, zone: Double, popularity: Double) {
      (self.words, self.abilities, self.related) = (words, abilities, related)
      (self.zone, self.popularity) = (zone, popularity)
    }

    /// The best by itself on the tuning part of nlsy97 by recall at 10, among abilities 0.25, 0.5, 0.75 and 1, related 0, 0.2
    /// and 0.4, zone 0 and 0.1 and popularity 0.1, 0.15, 0.2 and 0.25, with words 1.
    public static let alone = Parameters(words: 1, abilities: 0.25, related: 0, zone: 0.1, popularity: 0.15)
    /// The best beside `OccupationHistory` on the same, among words 1, 2 and 3, abilities 0, 0.5, 0.75 and 1, related 0, 0.3
    /// and 0.6 and zone 0.1, 0.2 and 0.4; of several within noise, the one with the best recall at 50.
    public static let beside = Parameters(words: 3, abilities: 1, related: 0.3, zone: 0.1, popularity: 0)
  }

  /// The weights of the last job, the one before it, and so on.
  private static let weights = [1, 1.0 / 2, 1.0 / 3, 1.0 / 4]

  /// Compares every two occupations, and learns which job zones people of each degree are hired into.
  ///
  /// O(candidates² · (words + abilities) + training).
  public init(
    _ profiles: OccupationProfiles, training: [ObservedHire], popularity: OccupationPopularity,
    parameters: Parameters = .alone
  ) {
    precondition(profiles.profiles.count == popularity.shares.count, "every candidate needs a profile")
    self.parameters = parameters
    let (words, abilities) = (profiles.wordLikeness, profiles.abilityLikeness)
    likeness = profiles.profiles.enumerated().map { one, profile in
      words[one].indices.map { other in
        parameters.words * words[one][other] + parameters.abilities * abilities[one][other]
          + parameters.related * (profile.related[other] ?? 0)
      }
    }
    base = popularity.shares.map { parameters.popularity * PortableMath.log($0) }
    fits = OccupationEntities.fits(profiles, training, weight: parameters.zone)
  }

  /// How far each candidate's job zone lies from that of the hires with each degree; the mean zone where one is unknown.
  private static func fits(
    _ profiles: OccupationProfiles, _ training: [ObservedHire], weight: Double
  ) -> [String: [Double]] {
    let known = profiles.profiles.compactMap(\.zone)
    guard !known.isEmpty else { return [:] }
    let usual = known.reduce(0, +) / Double(known.count)
    let zones = profiles.profiles.map { $0.zone ?? usual }
    var sums: [String: (sum: Double, count: Double)] = [:]
    for hire in training {
      guard hire.history.previousOccupation != nil, let degree = hire.history.degree else { continue }
      let (sum, count) = sums[degree] ?? (0, 0)
      sums[degree] = (sum + zones[hire.occupation], count + 1)
    }
    return sums.mapValues { sum, count in zones.map { -weight * ($0 - sum / count) * ($0 - sum / count) } }
  }

  /// The scores; without past jobs those of degree and popularity.
  public func scores(for history: HireHistory) -> [Double] {
    var scores = base
    if let fit = history.degree.flatMap({ fits[$0] }) {
      for index in scores.indices { scores[index] += fit[index] }
    }
    for (job, weight) in zip(history.pastOccupations.reversed(), OccupationEntities.weights) {
      for index in scores.indices { scores[index] += weight * likeness[job][index] }
    }
    return scores
  }
}
