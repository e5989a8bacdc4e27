import JobMarket

/// The tail: segments of memory that grow like the digits of a counter, so that a query meets few of them and a job is moved
/// few times.
extension JobIndex {
  /// A segment of the tail is merged with one behind it that is more than an eighth of it.
  static let tailGrowth = 8
  /// Merging more rows than so many takes longer than a reader should wait: it is left to whoever merges in the background.
  static let mostRowsMergedAtOnce = 2048

  /// Puts a new segment behind the others, and merges the last ones where they have become alike in size.
  mutating func appendToTail(_ segment: IndexSegment) throws {
    segments.append(segment)
    tailLength += 1
    while min(tailLength, segments.count - sealedCount) >= 2 {
      let (first, second) = (segments[segments.count - 2], segments[segments.count - 1])
      guard first.livingCount <= JobIndex.tailGrowth * second.livingCount,
        first.livingCount + second.livingCount <= JobIndex.mostRowsMergedAtOnce
      else { return }
      let merged = try IndexSegment(merging: [first, second])
      segments.removeLast(2)
      segments.append(merged)
      tailLength -= 1
    }
  }
}
