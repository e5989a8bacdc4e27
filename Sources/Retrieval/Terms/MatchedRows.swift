import VectorMath

/// The rows that a predicate leaves, in the form that is cheapest to go on with.
enum MatchedRows: Sendable {
  /// All of them.
  case all(Int)
  /// Many: a bit a row.
  case bits(Bitset)
  /// Few: a rising list.
  case list([UInt32])

  /// Below this share of the rows a list is cheaper than bits: to make, to test and to walk.
  static let listShare = 64

  /// How many there are. O(rows / 64) for bits.
  var count: Int {
    switch self {
    case .all(let count): count
    case .bits(let bits): bits.count
    case .list(let rows): rows.count
    }
  }

  /// Calls `body` with each, rising. O(rows / 64 + members).
  func forEach(_ body: (Int) -> Void) {
    switch self {
    case .all(let count): for row in 0..<count { body(row) }
    case .bits(let bits): bits.forEach(body)
    case .list(let rows): for row in rows { body(Int(row)) }
    }
  }

  /// The same as a rising list. O(capacity / 64 + members).
  func list() -> [UInt32] {
    if case .list(let rows) = self { return rows }
    var rows: [UInt32] = []
    rows.reserveCapacity(count)
    forEach { rows.append(UInt32($0)) }
    return rows
  }

  /// The same as bits over `capacity` rows. O(capacity / 64).
  func bits(capacity: Int) -> Bitset {
    switch self {
    case .all: return Bitset(capacity: capacity, filled: true)
    case .bits(let bits): return bits
    case .list(let rows):
      var bits = Bitset(capacity: capacity)
      bits.insert(contentsOf: rows[...])
      return bits
    }
  }
}
