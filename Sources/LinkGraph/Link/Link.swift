/// A set of meta links that a seeker and a job must have between them, and what came of it (PAPER 2.3): the paper's complex
/// link.
///
/// ```swift
/// link.metaLinks   // [title 4 ↔ title 9, skill 2 ↔ skill 2]
/// link.hires       // 31 pairs with all of them were hires
/// link.noHires     // 9 were not
/// ```
public struct Link: Hashable, Sendable {
  /// The meta links, rising, 1 or more.
  public let metaLinks: [MetaLink]
  /// How many hires have all of them.
  public let hires: Int
  /// How many no-hires have all of them.
  public let noHires: Int

  /// Makes a link; meta links are put in order, each once.
  public init(_ metaLinks: [MetaLink], hires: Int, noHires: Int) {
    precondition(!metaLinks.isEmpty && hires >= 0 && noHires >= 0, "a link has a meta link, and counts of 0 or more")
    self.metaLinks = Set(metaLinks).sorted()
    (self.hires, self.noHires) = (hires, noHires)
  }

  /// How many pairs have all of them.
  public var support: Int { hires + noHires }
}
