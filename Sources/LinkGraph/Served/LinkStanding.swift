import JobMarket

/// What somebody decided about a link by hand (PAPER 2.8), as it stands after all edits.
public struct LinkStanding: Hashable, Sendable, Codable {
  /// Whether it serves, and before all others, whatever its quality.
  public var isPinned = false
  /// Whether it does not serve.
  public var isBanned = false
  /// The quality set by hand; `nil` for the learned one.
  public var weight: Float?
  /// What somebody wrote about it; `nil` for nothing.
  public var note: String?
  /// Who made the last edit.
  public var author: String
  /// Why.
  public var reason: String
  /// When.
  public var at: Instant

  /// A standing in which nothing is decided yet.
  public init(author: String, reason: String, at: Instant) {
    (self.author, self.reason, self.at) = (author, reason, at)
  }

  /// Whether anything is decided.
  public var isDecided: Bool { isPinned || isBanned || weight != nil || note != nil }
}
