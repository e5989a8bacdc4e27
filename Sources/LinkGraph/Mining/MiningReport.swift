/// What learning links did, in numbers.
public struct MiningReport: Hashable, Sendable, Codable {
  /// Pairs, hires and no-hires.
  public var pairs = 0
  /// Hires among them.
  public var hires = 0
  /// Meta links of enough support.
  public var metaLinks = 0
  /// Combinations of these in all pairs together, up to the maximum size: a row each in a table that lists them all.
  public var candidateRows = 0
  /// Links kept.
  public var links = 0
  /// The links' hires together: a hire counts once a link that it has.
  public var linkHires = 0
  /// The links' no-hires together.
  public var linkNoHires = 0
  /// Pairs of more meta links than the cap, which were combined in part only.
  public var cappedPairs = 0
  /// The cap.
  public var mostMetaLinksAPair = 0
  /// Passes over the pairs that counting the meta links of a template took at most: more than 1 where memory is short.
  public var countingPasses = 0
  /// Passes over the pairs' meta links that combining took.
  public var combiningPasses = 0
  /// Links of all pairs together; `nil` before `add`.
  public var features: Int?
  /// Pairs that have a link; `nil` before `add`.
  public var pairsWithLinks: Int?
  /// How long it took.
  public var seconds = Seconds()

  /// Nothing counted yet.
  public init() {}

  /// How long it took, in seconds of a clock on the wall.
  public struct Seconds: Hashable, Sendable, Codable {
    /// Counting and combining.
    public var mine = 0.0
    /// Matching pairs with links; `nil` before `add`.
    public var features: Double?
  }

  /// Adds what matching the pairs with the links gave.
  public mutating func add(_ features: LinkFeatures, seconds: Double) {
    (self.features, pairsWithLinks) = (features.links.count, features.pairsWithLinks)
    self.seconds.features = seconds
  }
}
