/// The weights of the models of `NextJobProtocol`.
///
/// Every default was chosen on the tuning part of quickhire by recall at 10, among city 0.5, 1 and 2, state 0.25, 0.5 and 1,
/// profile 0, 0.25, 0.5 and 1, nearness 0.5, 1, 2 and 3, scale 10, 20, 50 and 100 km, occupation 0.1, 0.25, 0.5, 1 and 2 and
/// skill 0, 0.05, 0.1, 0.25 and 0.5; where several were within noise of each other, the round one.
public struct NextJobParameters: Hashable, Sendable, Codable {
  /// The weights of the published baselines.
  public var baseline: Baseline
  /// The weights that the engine recommends by.
  public var engine: Engine

  /// Makes parameters.
  public init(baseline: Baseline = Baseline(), engine: Engine = Engine()) {
    (self.baseline, self.engine) = (baseline, engine)
  }

  /// What is added to the likeness of words, whose weight is 1.
  public struct Baseline: Hashable, Sendable, Codable {
    /// What a job in a city of the history gains. The default is 1.
    public var city: Double
    /// What a job in a state of the history gains. The default is 0.5.
    public var state: Double
    /// The weight of the likeness to the profile. The default is 0.5.
    public var profile: Double

    /// Makes weights.
    public init(city: Double = 1, state: Double = 0.5, profile: Double = 0.5) {
      (self.city, self.state, self.profile) = (city, state, profile)
    }
  }

  /// The weights of the engine's scorers.
  public struct Engine: Hashable, Sendable, Codable {
    /// The weight of the likeness to the words of the history. The default is 1.
    public var history: Double
    /// The weight of the likeness to the profile. The default is 0.5.
    public var profile: Double
    /// The weight of nearness. The default is 2.
    public var nearness: Double
    /// The distance in kilometres at which nearness has fallen to 1/e. The default is 50.
    public var scale: Double
    /// The weight of occupations shared and related, where jobs are standardized. The default is 0.25.
    public var occupation: Double
    /// The weight of skills shared, where jobs are standardized. The default is 0.1.
    public var skill: Double

    /// Makes weights; `scale` must be positive.
    public init(
      history: Double = 1, profile: Double = 0.5, nearness: Double = 2, scale: Double = 50, occupation: Double = 0.25,
      skill: Double = 0.1
    ) {
      precondition(scale > 0, "the scale of nearness must be positive")
      (self.history, self.profile, self.nearness, self.scale) = (history, profile, nearness, scale)
      (self.occupation, self.skill) = (occupation, skill)
    }
  }
}
