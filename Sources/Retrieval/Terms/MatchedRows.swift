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

  /// A set in the form that suits its size. O(capacity / 64 + rows of a list).
  init(_ bits: Bitset) {
    self = bits.count * MatchedRows.listShare <= bits.capacity ? .list(bits.list()) : .bits(bits)
  }

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

  /// The rows, rising. O(rows / 64 + rows left).
  func list() -> [UInt32] {
    switch self {
    case .all(let count): (0..<count).map { UInt32($0) }
    case .bits(let bits): bits.list()
    case .list(let rows): rows
    }
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
