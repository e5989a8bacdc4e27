import JobMarket

/// The counts of one field over one segment after the other.
struct FacetTally {
  let request: FacetRequest
  /// Jobs the counts are taken over.
  var matching = 0
  /// Of these those without the field.
  var missing = 0
  /// Those in each range.
  var ranges: [Int]
  /// Counts of values that are their own numbers in a segment.
  private var dense: [UInt32] = []
  /// Counts of the others.
  private var sparse: [ValueID: Int] = [:]

  init(_ request: FacetRequest) {
    self.request = request
    ranges = [Int](repeating: 0, count: request.ranges.count)
  }

  /// Takes in counts by the numbers of a directory. O(values).
  mutating func add(_ counts: [UInt32], _ directory: ValueDirectory) {
    guard directory.isIdentity else {
      for (number, count) in counts.enumerated() where count > 0 {
        add(directory.value(of: number), Int(count))
      }
      return
    }
    guard !dense.isEmpty else {
      dense = counts
      return
    }
    if dense.count < counts.count { dense += repeatElement(0, count: counts.count - dense.count) }
    for (number, count) in counts.enumerated() { dense[number] += count }
  }

  /// Takes in a value of some jobs.
  mutating func add(_ value: ValueID, _ count: Int = 1) { sparse[value, default: 0] += count }

  /// The counts in order. O(values + kept log kept).
  func result() -> FacetCounts {
    var top = TopValues(limit: request.limit)
    for (number, count) in dense.enumerated() {
      let value = ValueID(number)
      let all = Int(count) + (sparse.isEmpty ? 0 : sparse[value] ?? 0)
      if all > 0 { top.add(value, all) }
    }
    for (value, count) in sparse where Int(value) >= dense.count { top.add(value, count) }
    return FacetCounts(
      request.field, matching: matching, values: top.best, distinct: top.distinct,
      ranges: zip(request.ranges, ranges).map { .init($0, $1) }, missing: missing)
  }
}

/// The values of the most jobs, equal ones by rising id, whatever order they come in.
private struct TopValues {
  /// How many are kept; `nil` for all.
  private let limit: Int?
  /// Values among which the best are; each as a number that is greater for the better.
  private var kept: [UInt64] = []
  /// What must be passed to be among them.
  private var threshold: UInt64 = 0
  private(set) var distinct = 0

  /// No more than there are values can be kept.
  init(limit: Int?) { self.limit = limit.map { min($0, Int(ValueID.max)) } }

  /// Takes in a value that was not taken in before. O(1), amortized with O(log limit).
  mutating func add(_ value: ValueID, _ count: Int) {
    distinct += 1
    let ranked = UInt64(count) << 32 | UInt64(~value)
    guard let limit else { return kept.append(ranked) }
    guard ranked > threshold else { return }
    kept.append(ranked)
    guard kept.count >= 2 * limit + 1024 else { return }
    cut(to: limit)
    threshold = kept.last ?? .max
  }

  private mutating func cut(to limit: Int) {
    kept.sort(by: >)
    kept.removeLast(max(0, kept.count - limit))
  }

  /// Those kept, the best first.
  var best: [FacetCounts.ValueCount] {
    var copy = self
    copy.cut(to: limit ?? kept.count)
    return copy.kept.map { .init(~ValueID(truncatingIfNeeded: $0), Int($0 >> 32)) }
  }
}
