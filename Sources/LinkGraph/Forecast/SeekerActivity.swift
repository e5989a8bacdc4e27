import VectorMath

/// How busy a seeker is: what a forecast of applications is made from.
public struct SeekerActivity: Hashable, Sendable {
  /// How many applications they sent in the days that the forecast looks back on, 0 or more.
  public var applications: Int
  /// How many open jobs their links reach.
  public var reachableJobs: Int

  /// Makes an activity.
  public init(applications: Int, reachableJobs: Int) {
    (self.applications, self.reachableJobs) = (applications, reachableJobs)
  }

  /// How likely they apply to one job that their links reach, within a time.
  ///
  /// Their applications fall on their reachable jobs alike, at a rate that is known from `applications` only: with the shape and
  /// the time of these, a Gamma distribution. Of the application counts that it gives, Gamma-Poisson ones, this is the share above 0:
  /// 1 − (1 + days ÷ (window · jobs))^−applications, below applications · days ÷ (window · jobs) and close to it where that is
  /// small. O(1).
  ///
  /// - Parameter share: days ahead ÷ days looked back on.
  package func probability(share: Double) -> Double {
    let applications = Double(max(0, applications))
    return 1 - PortableMath.exp(-applications * PortableMath.log(1 + share / Double(max(1, reachableJobs))))
  }
}
