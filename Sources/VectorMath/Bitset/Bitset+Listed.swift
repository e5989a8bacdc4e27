extension Bitset {
  /// Takes in listed members, each below the capacity. O(members).
  public mutating func insert(contentsOf members: ArraySlice<UInt32>) {
    let capacity = capacity
    withWords { words in
      for member in members {
        precondition(Int(member) < capacity, "a member must lie below the capacity")
        words[Int(member) >> 6] |= 1 << UInt64(member & 63)
      }
    }
  }

  /// The members, rising, as 32-bit numbers; the capacity must be at most 2^32. O(capacity / 64 + members).
  ///
  /// ```swift
  /// Bitset(capacity: 70, [3, 69]).list()  // [3, 69]
  /// ```
  public func list() -> [UInt32] {
    precondition(capacity <= 1 << 32, "members beyond 32 bits")
    return RowSetHandle.list(words, count: count)
  }
}

extension Bitset {
  /// The places of numbers from `lower` to `upper`, ends included; NaN lies nowhere. O(numbers).
  ///
  /// ```swift
  /// Bitset(numbers: [5, .nan, 7, 9], from: 5, through: 7).list()  // [0, 2]
  /// ```
  public init(numbers: [Double], from lower: Double, through upper: Double) {
    self.init(capacity: numbers.count, words: RowSetHandle.places(of: numbers, from: lower, through: upper))
  }
}
