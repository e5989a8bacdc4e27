import JobMarket

/// Some values that many others are sought among, most of which are not there.
///
/// A bit for each remainder of a power of two, 32 bits or more a value, says of nearly every value that is not there that it is
/// not; what is left is searched for by halves. So values that are made to collide cost O(log values) each, as without bits.
package struct ValueTable: Sendable {
  /// The values, rising, each once.
  package let values: [ValueID]
  private let bits: [UInt64]
  private let mask: UInt32

  /// Bits a value at least, and bits in all at most: half a megabyte.
  private static let (bitsPerValue, mostBits) = (32, 1 << 22)

  /// - Parameter values: rising, each once. O(values).
  package init(rising values: [ValueID]) {
    self.values = values
    var count = 64
    while count < values.count * ValueTable.bitsPerValue, count < ValueTable.mostBits { count *= 2 }
    var bits = [UInt64](repeating: 0, count: count / 64)
    let mask = UInt32(count - 1)
    for value in values { bits[Int((value & mask) >> 6)] |= 1 << UInt64(value & 63) }
    (self.bits, self.mask) = (bits, mask)
  }

  /// Where a value stands among the rising ones; `nil` where it is not there. O(1) for nearly all that are not, else
  /// O(log values).
  package func place(of value: ValueID) -> Int? {
    guard bits[Int((value & mask) >> 6)] >> UInt64(value & 63) & 1 != 0 else { return nil }
    return searched(value)
  }

  /// Whether a value is there. As `place(of:)`.
  package func contains(_ value: ValueID) -> Bool { place(of: value) != nil }

  private func searched(_ value: ValueID) -> Int? {
    var (low, length) = (0, values.count)
    // Without a branch on what is compared, which no processor could foresee.
    while length > 1 {
      let half = length / 2
      low += values[low + half] <= value ? half : 0
      length -= half
    }
    return low < values.count && values[low] == value ? low : nil
  }
}
