/// What is counted and what is kept when links are learned (PAPER 2.3 and 2.4).
public struct MiningOptions: Hashable, Sendable, Codable {
  /// The most meta links in a link, 1 to 8.
  ///
  /// The default is 3. A pair with k meta links has Σ C(k, size) combinations, so each more multiplies the work by about k ÷ size.
  public var maximumSize = 3

  /// In how many pairs a link must occur, hires and no-hires together, 1 to 2^31 − 1.
  ///
  /// The default is 3, as in the paper.
  public var minimumSupport = 3

  /// Whether links of more no-hires than hires are kept, too.
  ///
  /// The default is `false`, as in the paper.
  public var keepsMoreNoHires = false

  /// The most meta links of one pair that are combined, 1 to 64; of more, those of the greatest support stay, of equal ones the
  /// first in order. `MiningReport.cappedPairs` says how many pairs that bound.
  ///
  /// The default is 32. Raise it when pairs are capped that should not be.
  public var mostMetaLinksAPair = 32

  /// How many threads work, 1 to 1024; the links are the same for any number.
  ///
  /// The default is 1.
  public var threads = 1

  /// How many bytes mining may take beside the pairs it is given and the links it returns.
  ///
  /// The default is 1 GiB. Less memory means more passes over the same rows, and the same links; a limit too small for one pass
  /// is refused with the number of bytes that would do.
  public var memoryLimit = 1 << 30

  /// The defaults.
  public init() {}

  /// Throws for a number out of its range.
  func check() throws {
    for (name, found, allowed) in [
      ("the maximum size of a link", maximumSize, 1...8), ("the minimum support", minimumSupport, 1...Int(Int32.max)),
      ("the most meta links a pair", mostMetaLinksAPair, 1...64), ("the number of threads", threads, 1...1024),
      ("the memory limit in bytes", memoryLimit, 1...Int.max),
    ] where !allowed.contains(found) {
      throw LinkGraphError.option(name, found, allowed: allowed)
    }
  }
}
