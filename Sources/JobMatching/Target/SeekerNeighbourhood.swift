import JobMarket
import LinkGraph

/// One seeker among the links: what they have, the best links that this gives them, and the open jobs that these reach.
///
/// ```swift
/// let around = try service.neighbourhood(ofSeeker: "ann", asOf: now)
/// around.links[0].values.map { around.values[$0].name }   // ["cashier", "inventory"]
/// around.jobs[0].links.map { around.links[$0].link.node } // [31, 40]
/// ```
public struct SeekerNeighbourhood: Sendable, Equatable, Encodable {
  /// The seeker's id.
  public var seeker: String
  /// The moment that the jobs are open at.
  public var asOf: Instant
  /// The seeker's values that links shown here ask for, by field, then by name.
  public var values: [Value] = []
  /// The best links that serve the seeker, best first.
  public var links: [Link] = []
  /// The best open jobs that these reach, best first.
  public var jobs: [Job] = []
  /// How many values the seeker has of the fields that links join.
  public var valueCount = 0
  /// How many links serve the seeker.
  public var servingLinks = 0
  /// How many of them the liquidity loop takes.
  public var takenLinks = 0
  /// How many open jobs the links taken reach.
  public var takenReach = 0
  /// How many open jobs the links shown reach.
  public var shownReach = 0
  /// θ; 0 for none.
  public var leastJobs = 0

  /// A value of the seeker.
  public struct Value: Sendable, Equatable, Encodable {
    /// The field.
    public var field: AttributeField
    /// What the value is called.
    public var name: String

    package init(_ field: AttributeField, _ name: String) { (self.field, self.name) = (field, name) }
  }

  /// A link.
  public struct Link: Sendable, Equatable, Encodable {
    /// What it says, and what speaks for it.
    public var link: MatchedLink
    /// What it asks of a seeker: `people who were cashiers`.
    public var seekerSide: String
    /// What it asks of a job: `hired as shift supervisors`.
    public var jobSide: String
    /// The seeker's values that it asks for, as places in `values`.
    public var values: [Int]
    /// How many open jobs it reaches alone.
    public var jobs: Int
    /// Whether the liquidity loop takes it; after these come those that are not needed.
    public var isTaken: Bool

    package init(
      _ link: MatchedLink, seekerSide: String, jobSide: String, values: [Int], jobs: Int, isTaken: Bool
    ) {
      (self.link, self.seekerSide, self.jobSide) = (link, seekerSide, jobSide)
      (self.values, self.jobs, self.isTaken) = (values, jobs, isTaken)
    }

    /// Where it comes from or what somebody decided, in a word: `pinned`, `learned`, `prior`.
    public var kind: Kind { link.state == .pinned ? .pinned : link.isPrior ? .prior : .learned }
  }

  /// Where a link comes from, or that somebody pinned it.
  public enum Kind: String, Sendable, CaseIterable { case learned, prior, pinned }

  /// An open job.
  public struct Job: Sendable, Equatable, Encodable {
    /// The source's id.
    public var id: String
    /// The title.
    public var title: String
    /// The employer; empty where none is named.
    public var company: String
    /// Its score: the best or the mean quality of the links shown that join it.
    public var score: Float
    /// The links shown that join it, as places in `links`.
    public var links: [Int]

    package init(id: String, title: String, company: String, score: Float, links: [Int]) {
      (self.id, self.title, self.company, self.score, self.links) = (id, title, company, score, links)
    }
  }

  /// Begins an empty one.
  public init(seeker: String, asOf: Instant) { (self.seeker, self.asOf) = (seeker, asOf) }
}
