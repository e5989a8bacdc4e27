import CVectorKernels

/// A fixed number of bits: a set of numbers below `capacity`.
///
/// ```swift
/// var odd = Bitset(capacity: 6, [1, 3, 5])
/// odd.formIntersection(Bitset(capacity: 6, [3, 4, 5]))
/// Array(odd)  // [3, 5]
/// ```
///
/// Two sets combine only if their capacities are equal. Bits of the last word beyond the capacity are always zero.
public struct Bitset: Hashable, Sendable {
  /// How many bits there are.
  public let capacity: Int
  /// The bits, 64 a word, the lowest bit of the lowest word first.
  public private(set) var words: [UInt64]

  /// Makes a set without or with every member; the capacity must not be negative. O(capacity).
  public init(capacity: Int, filled: Bool = false) {
    precondition(capacity >= 0, "a capacity must not be negative")
    self.capacity = capacity
    words = [UInt64](repeating: filled ? .max : 0, count: (capacity + 63) / 64)
    clearTail()
  }

  /// Makes a set of members, each below the capacity. O(capacity + members).
  public init(capacity: Int, _ members: some Sequence<Int>) {
    self.init(capacity: capacity)
    for member in members { insert(member) }
  }

  /// Makes a set from its words, (capacity + 63) / 64 of them; bits beyond the capacity are cleared. O(1) beside the copy.
  public init(capacity: Int, words: consuming [UInt64]) {
    precondition(words.count == (capacity + 63) / 64, "the words must fit the capacity")
    (self.capacity, self.words) = (capacity, words)
    clearTail()
  }

  /// Whether a number below the capacity is a member. O(1).
  @inlinable
  public func contains(_ member: Int) -> Bool {
    precondition(member >= 0 && member < capacity, "a member must lie below the capacity")
    return words[member >> 6] >> UInt64(member & 63) & 1 == 1
  }

  /// Adds a number below the capacity. O(1).
  public mutating func insert(_ member: Int) {
    precondition(member >= 0 && member < capacity, "a member must lie below the capacity")
    words[member >> 6] |= 1 << UInt64(member & 63)
  }

  /// Removes a number below the capacity. O(1).
  public mutating func remove(_ member: Int) {
    precondition(member >= 0 && member < capacity, "a member must lie below the capacity")
    words[member >> 6] &= ~(1 << UInt64(member & 63))
  }

  /// Adds all numbers of a range within the capacity. O(words of the range).
  public mutating func insert(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= capacity, "a range must lie within the capacity")
    guard !range.isEmpty else { return }
    let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
    let firstMask = UInt64.max << UInt64(range.lowerBound & 63)
    let lastMask = UInt64.max >> UInt64(63 - (range.upperBound - 1) & 63)
    if first == last {
      words[first] |= firstMask & lastMask
    } else {
      words[first] |= firstMask
      for word in first + 1..<last { words[word] = .max }
      words[last] |= lastMask
    }
  }

  /// How many members there are. O(capacity / 64).
  public var count: Int { BitsetHandle.count(words) }

  /// Whether there is no member. O(capacity / 64).
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  mutating func withWords(_ body: (inout [UInt64]) -> Void) {
    body(&words)
  }

  mutating func clearTail() {
    if capacity % 64 != 0 { words[words.count - 1] &= .max >> UInt64(64 - capacity % 64) }
  }
}
