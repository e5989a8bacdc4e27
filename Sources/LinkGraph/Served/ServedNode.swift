/// A link that serves, as somebody has it.
public struct ServedNode: Hashable, Sendable {
  /// Its number in the graph.
  public let node: Int
  /// How good it is: its ratio or its weight, a prior link's own quality, or what was set by hand.
  public let quality: Float
  /// Whether it was pinned: it comes before those that were not.
  public let isPinned: Bool
  /// Whether it comes from prior knowledge: it comes after those that were learned.
  public let isPrior: Bool

  /// Makes a node.
  public init(node: Int, quality: Float, isPinned: Bool = false, isPrior: Bool = false) {
    (self.node, self.quality, self.isPinned, self.isPrior) = (node, quality, isPinned, isPrior)
  }

  /// Whether nothing but the number in the graph says which of two comes first.
  func isTied(with other: ServedNode) -> Bool {
    (isPinned, isPrior, quality) == (other.isPinned, other.isPrior, other.quality)
  }
}

/// Best first: pinned ones, then by falling quality, prior ones after all learned; of equals the lower number.
extension ServedNode: Comparable {
  /// Whether one comes before another.
  public static func < (first: ServedNode, second: ServedNode) -> Bool {
    if first.isPinned != second.isPinned { return first.isPinned }
    if first.isPrior != second.isPrior { return second.isPrior }
    return (second.quality, first.node) < (first.quality, second.node)
  }
}
