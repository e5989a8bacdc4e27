/// Scores an occupation by its hires in training, the same for everybody.
public struct PopularOccupations: RankingModel {
  /// `popularity`.
  public let name = "popularity"
  /// The formula.
  public let formula = "training hires(o)"
  private let popularity: OccupationPopularity

  /// Takes the counts. O(1).
  public init(popularity: OccupationPopularity) {
    self.popularity = popularity
  }

  /// The number of training hires of each occupation.
  public func scores(for history: HireHistory) -> [Double] { popularity.counts }
}

/// Puts the previous occupation first, and orders the others by popularity.
public struct SameOccupation: RankingModel {
  /// `same occupation, then popularity`.
  public let name = "same occupation, then popularity"
  /// The formula.
  public let formula = "∞ if o = previous, else training hires(o)"
  private let popularity: OccupationPopularity

  /// Takes the counts. O(1).
  public init(popularity: OccupationPopularity) {
    self.popularity = popularity
  }

  /// The number of training hires of each occupation, infinity for the previous one.
  public func scores(for history: HireHistory) -> [Double] {
    var scores = popularity.counts
    if let previous = history.previousOccupation { scores[previous] = .infinity }
    return scores
  }
}
