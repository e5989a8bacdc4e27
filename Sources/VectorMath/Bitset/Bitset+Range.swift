extension Bitset {
  /// Calls `body` with every member of a range, rising. O(range / 64 + members).
  ///
  /// - Parameter range: within `0 ..< capacity`.
  public func forEach(in range: Range<Int>, _ body: (Int) throws -> Void) rethrows {
    precondition(range.lowerBound >= 0 && range.upperBound <= capacity, "the range must lie within the capacity")
    guard !range.isEmpty else { return }
    for index in range.lowerBound / 64...(range.upperBound - 1) / 64 {
      var word = maskedWord(index, to: range)
      while word != 0 {
        try body(index * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  /// Whether any member lies in a range. O(range / 64).
  public func intersects(_ range: Range<Int>) -> Bool {
    precondition(range.lowerBound >= 0 && range.upperBound <= capacity, "the range must lie within the capacity")
    guard !range.isEmpty else { return false }
    return (range.lowerBound / 64...(range.upperBound - 1) / 64).contains { maskedWord($0, to: range) != 0 }
  }

  /// A word with the bits outside a range cleared.
  private func maskedWord(_ index: Int, to range: Range<Int>) -> UInt64 {
    var word = words[index]
    let start = range.lowerBound - index * 64
    let end = range.upperBound - index * 64
    if start > 0 { word &= ~0 << UInt64(start) }
    if end < 64 { word &= ~(~0 << UInt64(end)) }
    return word
  }
}
