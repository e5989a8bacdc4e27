import JobMarket

/// One thing a market file says, and how it is to be written.
public struct MarketRecord: Hashable, Sendable {
  /// What it says.
  public var content: Content
  /// What happens when the market already knows that id.
  public var policy: WritePolicy
  /// Where it stood.
  public var location: SourceLocation

  /// Makes a record.
  public init(_ content: Content, policy: WritePolicy = .replace, location: SourceLocation) {
    (self.content, self.policy, self.location) = (content, policy, location)
  }

  /// A noun of the market.
  public enum Content: Hashable, Sendable {
    case seeker(Seeker)
    case job(Job)
    case request(Request)
    case impression(Impression)
    case engagement(Engagement)
    case hire(Hire)
    case campaign(Campaign)
    case feedback(Feedback)
    /// Read by the fairness audit only.
    case group(GroupMembership)
  }

  /// What happens when an id comes again.
  public enum WritePolicy: String, Hashable, Sendable, CaseIterable {
    /// The new content takes the place of the old; a second one in the same file is a duplicate and set aside.
    case replace
    /// The first content stays, whatever comes later.
    case keepFirst
    /// Lists gain what they lack, empty fields are filled, nothing is overwritten: rows of one thing add up.
    case merge
  }

  /// The kinds, in the order in which they must be imported so that references find their target.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case seeker, job, request, campaign, impression, engagement, hire, feedback, group
  }
}

/// A line of a file.
public struct SourceLocation: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The file's name as the user gave it.
  public var file: String
  /// 1 for the first line.
  public var line: Int

  /// Makes a location.
  public init(file: String, line: Int) {
    (self.file, self.line) = (file, line)
  }

  /// `jobs.csv:17`.
  public var description: String { "\(file):\(line)" }
}

/// A row set aside: everything a person needs to mend it.
public struct Reject: Hashable, Sendable, Codable, Error {
  /// Where it stood.
  public var location: SourceLocation
  /// The column or key path at fault, empty when it is the whole row.
  public var key: String
  /// What was found, shortened to 200 characters.
  public var found: String
  /// What is allowed there.
  public var allowed: String
  /// What is wrong, in one sentence.
  public var reason: String

  /// Makes a reject.
  public init(location: SourceLocation, key: String = "", found: String = "", allowed: String = "", reason: String) {
    (self.location, self.key, self.found) = (location, key, String(found.prefix(200)))
    (self.allowed, self.reason) = (allowed, reason)
  }
}
