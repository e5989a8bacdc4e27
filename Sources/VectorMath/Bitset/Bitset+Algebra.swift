extension Bitset {
  /// Keeps what is in both: AND. O(capacity / 64).
  public mutating func formIntersection(_ other: Bitset) {
    check(other)
    withWords { BitsetHandle.and(&$0, other.words) }
  }

  /// Takes in what is in either: OR. O(capacity / 64).
  public mutating func formUnion(_ other: Bitset) {
    check(other)
    withWords { BitsetHandle.or(&$0, other.words) }
  }

  /// Drops what is in the other: AND NOT. O(capacity / 64).
  public mutating func subtract(_ other: Bitset) {
    check(other)
    withWords { BitsetHandle.andNot(&$0, other.words) }
  }

  /// Swaps members for the rest: NOT. O(capacity / 64).
  public mutating func formComplement() {
    withWords { words in
      for index in words.indices { words[index] = ~words[index] }
    }
    clearTail()
  }

  /// What is in both. O(capacity / 64).
  public func intersection(_ other: Bitset) -> Bitset {
    var result = self
    result.formIntersection(other)
    return result
  }

  /// What is in either. O(capacity / 64).
  public func union(_ other: Bitset) -> Bitset {
    var result = self
    result.formUnion(other)
    return result
  }

  /// What is in this one only. O(capacity / 64).
  public func subtracting(_ other: Bitset) -> Bitset {
    var result = self
    result.subtract(other)
    return result
  }

  /// What is not in this one. O(capacity / 64).
  public func complement() -> Bitset {
    var result = self
    result.formComplement()
    return result
  }

  /// How many are in both, without making their set. O(capacity / 64).
  public func intersectionCount(_ other: Bitset) -> Int {
    check(other)
    return BitsetHandle.andCount(words, other.words)
  }

  private func check(_ other: Bitset) {
    precondition(capacity == other.capacity, "bitsets of different capacities do not combine")
  }
}
