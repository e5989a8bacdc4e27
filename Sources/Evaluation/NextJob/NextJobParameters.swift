/// The weights of the models of `NextJobProtocol`.
///
/// Every default was chosen on the tuning part of quickhire by recall at 10, among city 0.5, 1 and 2, state 0.25, 0.5 and 1,
/// profile 0, 0.25, 0.5 and 1, nearness 0.5, 1, 2 and 3, and scale 10, 20, 50 and 100 km; where several were within noise
/// of each other, the round one.
public struct NextJobParameters: Hashable, Sendable, Codable {
  /// What a job in a city of the history gains, where a title in the same words is worth 1. The default is 1.
  public var city: Double
  /// What a job in a state of the history gains. The default is 0.5.
  public var state: Double
  /// The weight of nearness to the history's nearest job. The default is 2.
  public var nearness: Double
  /// The distance in kilometres at which nearness has fallen to 1/e. The default is 50.
  public var scale: Double
  /// The weight of the likeness to the profile. The default is 0.5.
  public var profile: Double

  /// Makes parameters; `scale` must be positive.
  public init(
    city: Double = 1, state: Double = 0.5, nearness: Double = 2, scale: Double = 50, profile: Double = 0.5
  ) {
    precondition(scale > 0, "the scale of nearness must be positive")
    (self.city, self.state) = (city, state)
    (self.nearness, self.scale, self.profile) = (nearness, scale, profile)
  }
}
