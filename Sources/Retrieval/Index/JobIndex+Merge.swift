import JobMarket

extension JobIndex {
  /// The index with some of its segments replaced by the merged one that was made of them.
  ///
  /// Rows that died since are dead in it. O(rows / 64 of the segments + those that died, log rows each).
  /// - Parameters:
  ///   - inputs: segments as they were when they were merged, oldest first.
  ///   - merged: their living rows.
  /// - Returns: `nil` where they do not stand together in the index any more.
  func replacing(_ inputs: [IndexSegment], with merged: IndexSegment) -> JobIndex? {
    guard let first = segments.firstIndex(where: { $0.id == inputs.first?.id }),
      segments.count >= first + inputs.count,
      zip(segments[first...], inputs).allSatisfy({ $0.id == $1.id })
    else { return nil }
    let range = first..<first + inputs.count
    var died: [UInt32] = []
    for (now, then) in zip(segments[range], inputs) {
      for row in now.rowsDead(since: then) {
        // A row that was dead then is not in the merged segment; one that died since is.
        if let place = merged.row(of: now.keys[row]) { died.append(UInt32(place)) }
      }
    }
    var index = self
    // One without rows is not worth a query's while.
    let made = merged.count == 0 && segments.count > inputs.count ? [] : [died.isEmpty ? merged : merged.killing(died)]
    index.segments.replaceSubrange(range, with: made)
    // What is made of nothing but the tail is the tail.
    let isTail = range.lowerBound >= segments.count - tailLength
    index.tailLength =
      isTail ? tailLength - inputs.count + made.count : min(tailLength, segments.count - range.upperBound)
    return index
  }

  /// The index with all its jobs in one segment, without dead rows. O(size).
  ///
  /// - Throws: `IndexError` when vectors lie in a file that is not what was written.
  public func merged() throws(IndexError) -> JobIndex {
    guard segments.count > 1 || segments[0].dead != nil else { return self }
    var index = self
    index.segments = [try IndexSegment(merging: segments)]
    index.tailLength = 0
    return index
  }
}

extension IndexSegment {
  /// The rows that are dead and were not in an earlier value of this segment. O(rows / 64 + rows that died).
  fileprivate func rowsDead(since earlier: IndexSegment) -> [Int] {
    guard let dead else { return [] }
    var bits = dead.bits
    if let before = earlier.dead {
      // Shared memory is equal memory.
      guard before.count != dead.count else { return [] }
      bits.subtract(before.bits)
    }
    return Array(bits)
  }
}
