/// A link that nobody learned from hires but knows beforehand (PAPER 2.12), such as an occupation that a taxonomy names as related.
///
/// ```swift
/// PriorLink([MetaLink(template: 0, seekerValue: 4, jobValue: 9)], quality: 0.5, source: "onet: related occupation")
/// ```
public struct PriorLink: Hashable, Sendable {
  /// The meta links, rising, 1 or more.
  public let metaLinks: [MetaLink]
  /// How good it is among links of prior knowledge, above 0.
  public let quality: Float
  /// Who knows it, in words that a reader is shown.
  public let source: String

  /// Makes a link; meta links are put in order, each once.
  public init(_ metaLinks: [MetaLink], quality: Float, source: String) {
    precondition(
      !metaLinks.isEmpty && quality > 0 && quality.isFinite, "a prior link has a meta link and a quality above 0")
    self.metaLinks = Set(metaLinks).sorted()
    (self.quality, self.source) = (quality, source)
  }
}

/// A link of a graph with all that is known of it.
public struct GraphLink: Hashable, Sendable {
  /// The meta links, rising, 1 or more.
  public let metaLinks: [MetaLink]
  /// Where it comes from.
  public let origin: Origin
  /// How many hires have all of them; 0 for a prior link.
  public let hires: Int
  /// How many no-hires have all of them; 0 for a prior link.
  public let noHires: Int
  /// Hires for each no-hire, smoothed; a prior link's own quality.
  public let ratio: Float
  /// The weight in the regression, 0 where it was dropped or nothing was fitted; a prior link's own quality.
  public let weight: Float

  /// Makes a link of meta links that rise.
  package init(metaLinks: [MetaLink], origin: Origin, hires: Int, noHires: Int, ratio: Float, weight: Float) {
    (self.metaLinks, self.origin) = (metaLinks, origin)
    (self.hires, self.noHires, self.ratio, self.weight) = (hires, noHires, ratio, weight)
  }

  /// Where a link comes from.
  public enum Origin: Hashable, Sendable {
    /// From hires.
    case learned
    /// From prior knowledge, and whose.
    case prior(String)
  }

  /// How many pairs have it.
  public var support: Int { hires + noHires }

  /// Whether it was not learned from hires.
  public var isPrior: Bool { origin != .learned }
}
