import JobMarket
import LinkGraph

/// A link that joins a seeker to a job, as a person reads it.
public struct MatchedLink: Sendable, Equatable, Encodable {
  /// Its number in the graph.
  public var node: Int
  /// What it says, in plain words, with whom it was learned from.
  public var words: String
  /// How many hires have it.
  public var hires: Int
  /// How many applications that led to nothing have it.
  public var noHires: Int
  /// What ranks it; `nil` for one that does not serve.
  public var quality: Float?
  /// The smoothed ratio of hires to no-hires.
  public var ratio: Float
  /// The weight in the regression; 0 where it was dropped or none was fitted.
  public var weight: Float
  /// Whether it comes from prior knowledge and no hire.
  public var isPrior: Bool
  /// Why it serves or does not.
  public var state: ServedLinks.State
  /// What somebody wrote about it.
  public var note: String?

  private enum CodingKeys: String, CodingKey {
    case node, words, hires, noHires, quality, ratio, weight, state, note
    case isPrior = "prior"
  }

  /// Puts a link into words.
  package init(_ node: Int, _ served: ServedLinks, _ words: LinkWords) {
    let link = served.graph[node]
    (self.node, self.words) = (node, words.sentence(of: link))
    (hires, noHires, ratio, weight, isPrior) = (link.hires, link.noHires, link.ratio, link.weight, link.isPrior)
    (quality, state, note) = (served.quality(of: node), served.state(of: node), served.standing[node]?.note)
  }
}

/// What links say of a seeker and a job.
public struct LinkExplanation: Sendable, Equatable, Encodable {
  /// The links that join them, those that serve first, best first.
  public var joined: [MatchedLink] = []
  /// Where none does: the nearest, each with what is missing.
  public var nearest: [Near] = []
  /// How many links that serve the seeker has.
  public var seekerLinks = 0
  /// How many of them the liquidity loop takes.
  public var servedLinks = 0
  /// How many open jobs these reach.
  public var reach = 0

  /// A link that nearly joins them.
  public struct Near: Sendable, Equatable, Encodable {
    /// The link.
    public var link: MatchedLink
    /// What the seeker or the job lacks, and what the link says.
    public var words: String
    /// Who lacks something.
    public var lacking: NearLink.Side
  }
}
