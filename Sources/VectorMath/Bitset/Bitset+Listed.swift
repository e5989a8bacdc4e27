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
}
