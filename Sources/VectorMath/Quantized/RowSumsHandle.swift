/// Sums of weights, or the first weight, a number a row, that grow by one list or set of rows after another.
///
/// Each row's weights are added in the order of the calls. All pointers of the sums are here.
package struct RowSumsHandle {
  private let sums: RowNumbersHandle
  private let rowCount: Int
  /// Rows that anything was added to.
  private var said: [UInt64]
  /// How often something was added to a row, at most `mostCounted`; empty where it is not counted.
  private var counts: [UInt16]

  /// How often is counted at most.
  package static let mostCounted = Int(UInt16.max)

  /// Zeros. O(rows / 64) where the pool has memory and nothing is counted, else O(rows).
  package init(rowCount: Int, counting: Bool, pool: RowNumbersPool?) {
    sums = RowNumbersHandle(rowCount: rowCount, pool: pool)
    self.rowCount = rowCount
    said = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    counts = counting ? [UInt16](repeating: 0, count: rowCount) : []
  }

  /// Adds a weight to listed rows, each below the count. O(rows).
  package mutating func add(_ weight: Float, rows: RowList) {
    let sums = sums.memory.elements
    rows.withUnsafeBufferPointer { rows in
      said.withUnsafeMutableBufferPointer { said in
        for row in rows {
          precondition(Int(row) < rowCount, "a row lies below the count")
          sums[Int(row)] += weight
          said[Int(row >> 6)] |= 1 << UInt64(row & 63)
        }
      }
    }
    count(rows)
  }

  /// Adds a weight to the rows of a set. O(rows / 64 + members).
  package mutating func add(_ weight: Float, rows: RowBitmap) {
    precondition(rows.capacity == rowCount, "a bit a row")
    let sums = sums.memory.elements
    rows.withWordBuffer { words in
      said.withUnsafeMutableBufferPointer { said in
        for index in words.indices {
          said[index] |= words[index]
          RowSumsHandle.forEachBit(of: words[index], index) { sums[$0] += weight }
        }
      }
    }
    count(rows)
  }

  /// Gives a weight to those of listed rows, each below the count, that have none yet. O(rows).
  package mutating func give(_ weight: Float, rows: RowList) {
    let sums = sums.memory.elements
    rows.withUnsafeBufferPointer { rows in
      said.withUnsafeMutableBufferPointer { said in
        for row in rows {
          precondition(Int(row) < rowCount, "a row lies below the count")
          let (word, bit) = (Int(row >> 6), 1 << UInt64(row & 63) as UInt64)
          guard said[word] & bit == 0 else { continue }
          sums[Int(row)] = weight
          said[word] |= bit
        }
      }
    }
    count(rows)
  }

  /// Gives a weight to those rows of a set that have none yet. O(rows / 64 + members that have none).
  package mutating func give(_ weight: Float, rows: RowBitmap) {
    precondition(rows.capacity == rowCount, "a bit a row")
    let sums = sums.memory.elements
    rows.withWordBuffer { words in
      said.withUnsafeMutableBufferPointer { said in
        for index in words.indices {
          let new = words[index] & ~said[index]
          said[index] |= new
          RowSumsHandle.forEachBit(of: new, index) { sums[$0] = weight }
        }
      }
    }
    count(rows)
  }

  /// The rows were checked by whoever added to them.
  private mutating func count(_ rows: RowList) {
    guard !counts.isEmpty else { return }
    rows.withUnsafeBufferPointer { rows in
      counts.withUnsafeMutableBufferPointer { counts in
        for row in rows { counts[Int(row)] &+= counts[Int(row)] < .max ? 1 : 0 }
      }
    }
  }

  private mutating func count(_ rows: RowBitmap) {
    guard !counts.isEmpty else { return }
    rows.withWordBuffer { words in
      counts.withUnsafeMutableBufferPointer { counts in
        for index in words.indices {
          RowSumsHandle.forEachBit(of: words[index], index) { counts[$0] &+= counts[$0] < .max ? 1 : 0 }
        }
      }
    }
  }

  /// The sums times a factor, 0 where less was added than so often; the rows that may have another number than 0, and the
  /// greatest absolute value, infinite where one is no finite number. O(rows / 64 + members).
  ///
  /// - Parameter dividing: whether each sum is divided by how often something was added, which must have been counted; good
  ///   where that was `mostCounted` times or less.
  package consuming func finish(factor: Float, minimumCount: Int, dividing: Bool = false) -> RowAddends {
    precondition(!dividing || rowCount == counts.count, "what is divided by was counted")
    var greatest: Float = 0
    let elements = sums.memory.elements
    for index in said.indices {
      RowSumsHandle.forEachBit(of: said[index], index) { row in
        let isEnough = minimumCount <= 1 || Int(counts[row]) >= minimumCount
        let value = dividing ? elements[row] / Float(counts[row]) : elements[row]
        let sum = factor * (isEnough ? value : 0)
        elements[row] = sum
        if !(abs(sum) <= greatest) { greatest = abs(sum).isFinite ? abs(sum) : .infinity }
      }
    }
    let rows = Bitset(capacity: rowCount, words: said)
    sums.limit(to: rows)
    return RowAddends(sums, said: rows, greatest: greatest)
  }

  @inline(__always)
  static func forEachBit(of word: UInt64, _ index: Int, _ body: (Int) -> Void) {
    var word = word
    while word != 0 {
      body(index << 6 + word.trailingZeroBitCount)
      word &= word - 1
    }
  }
}
