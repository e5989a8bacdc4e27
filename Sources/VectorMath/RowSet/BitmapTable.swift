/// Sets of rows of one capacity, a bit a row, side by side in one piece of memory.
///
/// Each begins at a cache line and ends with zeros, so that a loop over words never asks where the last row is.
package struct BitmapTable: Sendable {
  /// How many rows a set can have.
  package let capacity: Int
  /// How many sets there are.
  package let count: Int
  private let memory: AlignedMemoryHandle<UInt64>

  /// Words from one set to the next.
  package static func stride(capacity: Int) -> Int { (capacity + 511) / 512 * 8 }

  /// Copies sets.
  ///
  /// - Parameter words: `stride(capacity:)` words a set, one set after the other; bits beyond the capacity must be zero.
  ///
  /// O(words).
  package init(capacity: Int, words: [UInt64]) {
    let stride = BitmapTable.stride(capacity: capacity)
    precondition(stride == 0 ? words.isEmpty : words.count % stride == 0, "whole sets")
    (self.capacity, count) = (capacity, stride == 0 ? 0 : words.count / stride)
    memory = AlignedMemoryHandle(words)
  }

  /// One set. O(1).
  package subscript(number: Int) -> RowBitmap {
    precondition((0..<count).contains(number), "set \(number) of \(count)")
    return RowBitmap(memory: memory, offset: number * BitmapTable.stride(capacity: capacity), capacity: capacity)
  }

  /// Bytes the sets take.
  package var byteCount: Int { 8 * memory.count }
}

/// A set of rows as bits, in memory that it shares and never changes.
package struct RowBitmap: Sendable {
  let memory: AlignedMemoryHandle<UInt64>
  let offset: Int
  /// How many rows it can have.
  package let capacity: Int

  init(memory: AlignedMemoryHandle<UInt64>, offset: Int, capacity: Int) {
    (self.memory, self.offset, self.capacity) = (memory, offset, capacity)
  }

  /// Copies a set. O(capacity / 64).
  package init(_ bits: Bitset) {
    let padding = BitmapTable.stride(capacity: bits.capacity) - bits.words.count
    self.init(
      memory: AlignedMemoryHandle(bits.words + repeatElement(0, count: padding)), offset: 0, capacity: bits.capacity)
  }

  /// The same for two values that share one set in memory.
  package var identity: RowBitmapIdentity {
    RowBitmapIdentity(memory: ObjectIdentifier(memory), offset: offset, capacity: capacity)
  }

  /// Whether a row below the capacity is a member. O(1).
  package func contains(_ row: Int) -> Bool {
    precondition(row >= 0 && row < capacity, "a row must lie below the capacity")
    return RowSetHandle.word(row >> 6, of: self) >> UInt64(row & 63) & 1 == 1
  }

  /// The same set as a value of its own. O(capacity / 64).
  package var bitset: Bitset {
    Bitset(capacity: capacity, words: withWordBuffer { Array($0) })
  }
}

/// Where a set of rows lies; good for comparing only while the set lives.
package struct RowBitmapIdentity: Hashable, Sendable {
  let memory: ObjectIdentifier
  let offset: Int
  let capacity: Int
}
