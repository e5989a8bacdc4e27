import JobMarket
import LinkGraph

/// What links were learned from, how, and what that gave: `report.json` of a links artifact.
public struct LinkReport: Codable, Sendable, Equatable {
  /// The numbers of counting and combining.
  public var mining = MiningReport()
  /// The templates.
  public var templates: [LinkTemplate] = []
  /// How hires were derived from positions; `nil` where the market recorded them.
  public var derivedHires: DerivedHiresReport?
  /// Hires of which no application is known; they count.
  public var hiresWithoutApplication = 0
  /// Hires of a time before their application; they do not count, and neither do their applications.
  public var hiresBeforeApplication = 0
  /// Pairs whose seeker or job the market no longer has; they do not count.
  public var unknownPairs = 0
  /// No-hires that were drawn, since no application led to nothing.
  public var sampledNoHires = 0
  /// How many were drawn a hire, and by which seed; `nil` where none were.
  public var sampling: Sampling?
  /// Links from prior knowledge, by what gave them.
  public var priorLinks: [String: Int] = [:]
  /// How the regression went; `nil` where none was fitted.
  public var regression: Regression?
  /// The last moment that was looked at; `nil` for all.
  public var asOf: Instant?

  /// The same as it is kept: how long it took is nothing that was learned, and would make equal artifacts differ.
  var withoutTimes: LinkReport {
    var report = self
    report.mining.seconds = MiningReport().seconds
    report.regression?.seconds = 0
    return report
  }

  /// How no-hires were drawn.
  public struct Sampling: Codable, Sendable, Equatable {
    /// How many a hire.
    public var aHire: Int
    /// Decides the draws.
    public var seed: UInt64
  }

  /// How the regression went.
  public struct Regression: Codable, Sendable, Equatable {
    /// The cost of an error that was chosen, LIBLINEAR's C.
    public var cost: Double
    /// Links of a weight other than 0.
    public var links: Int
    /// How many pairs were held out to choose by.
    public var heldOutPairs: Int
    /// How long all fits took, in seconds.
    public var seconds: Double
    /// What was tried.
    public var path: [LinkRegression.PathPoint]
  }
}
