/// The row of each term, found by the term's own hash: open addressing with linear probing.
struct TermTable: Sendable {
  private var keys: [UInt64]
  private var rows: [Int32]
  private let mask: Int

  /// Numbers terms in their order; they differ. O(terms).
  init(_ terms: [UInt64]) {
    var capacity = 16
    while capacity < terms.count * 2 { capacity *= 2 }
    mask = capacity - 1
    keys = Array(repeating: 0, count: capacity)
    rows = Array(repeating: -1, count: capacity)
    for (row, term) in terms.enumerated() {
      var slot = TermTable.start(term) & mask
      while rows[slot] >= 0 { slot = (slot + 1) & mask }
      (keys[slot], rows[slot]) = (term, Int32(row))
    }
  }

  /// The row of a term, or -1. O(1).
  func row(of term: UInt64) -> Int32 {
    var slot = TermTable.start(term) & mask
    while rows[slot] >= 0 {
      if keys[slot] == term { return rows[slot] }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// The upper half of the hash is the better mixed one for short words.
  private static func start(_ term: UInt64) -> Int { Int(truncatingIfNeeded: term ^ term >> 32) & Int.max }
}
