extension Bitset: Sequence {
  /// Walks the members in rising order; O(capacity / 64 + members) for all.
  public func makeIterator() -> Iterator {
    Iterator(words: words)
  }

  /// Walks the members of a set in rising order.
  public struct Iterator: IteratorProtocol, Sendable {
    private let words: [UInt64]
    private var index = 0
    private var rest: UInt64

    init(words: [UInt64]) {
      self.words = words
      rest = words.first ?? 0
    }

    /// The next member, or `nil` after the last.
    public mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      let member = index << 6 + rest.trailingZeroBitCount
      rest &= rest - 1
      return member
    }
  }
}
