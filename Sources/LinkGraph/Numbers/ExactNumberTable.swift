/// Numbers by 64-bit key, where two different keys are never taken for one: 24 to 48 bytes a key.
///
/// A hash only says where to look first; the key itself lies there and is compared wholly. Open addressing with linear
/// probing at a load of at most a half.
package struct ExactNumberTable: Hashable, Sendable {
  private static let none = UInt32.max
  private var keys: [UInt64]
  private var numbers: [UInt32]
  private let shift: UInt64

  /// How many bytes a table for a count of keys takes.
  static func byteCount(_ count: Int) -> Int { 12 << bits(for: count) }

  private static func bits(for count: Int) -> Int {
    max(4, Int.bitWidth - (max(1, 2 * count) - 1).leadingZeroBitCount)
  }

  /// An empty table that at most `count` keys go into. O(count).
  package init(count: Int) {
    let bits = ExactNumberTable.bits(for: count)
    keys = [UInt64](repeating: 0, count: 1 << bits)
    numbers = [UInt32](repeating: ExactNumberTable.none, count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  /// Adds a key that is not there yet, with a number below 2^32 − 1. Expected O(1).
  package mutating func insert(_ key: UInt64, _ number: UInt32) {
    var slot = place(of: key)
    while numbers[slot] != ExactNumberTable.none {
      precondition(keys[slot] != key, "a key has one number")
      slot = (slot + 1) & (keys.count - 1)
    }
    (keys[slot], numbers[slot]) = (key, number)
  }

  /// The number of a key, or `nil`. Expected O(1).
  @inline(__always)
  package func number(of key: UInt64) -> UInt32? {
    var slot = place(of: key)
    while true {
      let number = numbers[slot]
      if number == ExactNumberTable.none { return nil }
      if keys[slot] == key { return number }
      slot = (slot + 1) & (keys.count - 1)
    }
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int { Int(spread(key) >> shift) }
}

/// A key's bits spread over 64, so that the first ones of alike keys differ. One to one: it loses nothing.
@inline(__always)
func spread(_ key: UInt64) -> UInt64 {
  let mixed = (key ^ key >> 32) &* 0x9e37_79b9_7f4a_7c15
  return (mixed ^ mixed >> 29) &* 0xbf58_476d_1ce4_e5b9
}
