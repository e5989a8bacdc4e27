import Synchronization

/// A number a row in memory that goes back to a pool, zeroed, when nobody reads it any more; all its pointers are here.
// Unchecked: one owner writes while the numbers are made; afterwards all only read, until the last one gives the memory back.
package final class RowNumbersHandle: @unchecked Sendable {
  let memory: AlignedMemoryHandle<Float>
  /// The rows that were written to; `nil` for all. Others are zero.
  private(set) var written: Bitset?
  private let pool: RowNumbersPool?

  /// Zeros. O(1) where the pool has memory, else O(rows).
  package init(rowCount: Int, pool: RowNumbersPool?) {
    memory = pool?.take(count: rowCount) ?? AlignedMemoryHandle(count: rowCount)
    (written, self.pool) = (nil, pool)
  }

  /// Only these rows were written to: what is cleared in the end.
  func limit(to rows: Bitset) { written = rows }

  /// Writes a row's number.
  package func set(_ row: Int, _ number: Float) {
    precondition(row >= 0 && row < memory.count, "a row lies below the count")
    memory.elements[row] = number
  }

  /// Writes the numbers of all rows.
  package func set(_ numbers: [Float]) {
    precondition(numbers.count == memory.count, "a number a row")
    for row in numbers.indices { memory.elements[row] = numbers[row] }
  }

  deinit {
    guard let pool else { return }
    if let written {
      written.withWordBuffer { words in
        for index in words.indices {
          var word = words[index]
          while word != 0 {
            memory.elements[index << 6 + word.trailingZeroBitCount] = 0
            word &= word - 1
          }
        }
      }
    } else {
      memory.elements.update(repeating: 0, count: memory.count)
    }
    pool.put(memory)
  }
}

/// Zeroed memory of a number a row, for queries to come: a query takes new memory only when none is left.
///
/// It keeps at most `most` at a time, 4 bytes a row each.
public final class RowNumbersPool: Sendable {
  private let free = Mutex<[AlignedMemoryHandle<Float>]>([])

  /// How much is kept at most.
  package static let most = 8

  /// An empty pool.
  public init() {}

  /// How many bytes are kept for queries to come.
  package var byteCount: Int { free.withLock { $0.reduce(0) { $0 + 4 * $1.count } } }

  func take(count: Int) -> AlignedMemoryHandle<Float>? {
    free.withLock { free in free.firstIndex { $0.count == count }.map { free.remove(at: $0) } }
  }

  func put(_ memory: AlignedMemoryHandle<Float>) {
    free.withLock { if $0.count < RowNumbersPool.most { $0.append(memory) } }
  }
}
