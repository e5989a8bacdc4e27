import CVectorKernels

extension RowSetHandle {
  static func intersectionCount(_ bits: Bitset, _ bitmap: RowBitmap) -> Int {
    precondition(bits.capacity == bitmap.capacity, "sets of different capacities do not combine")
    return bits.withWordBuffer { words in
      bitmap.withWordBuffer { Int(jm_bits_and_count(words.baseAddress, $0.baseAddress, words.count)) }
    }
  }

  static func members(of list: RowList, in bits: Bitset) -> Int {
    list.withUnsafeBufferPointer { rows in
      // They rise.
      if let last = rows.last { precondition(Int(last) < bits.capacity, "a row must lie below the capacity") }
      return bits.withWordBuffer { jm_rows_members(rows.baseAddress, rows.count, $0.baseAddress) }
    }
  }

  static func tally(_ rows: [UInt32], offsets: [Int64], elements: [UInt32], into counts: inout [UInt32]) {
    guard let last = rows.last else { return }
    precondition(Int(last) + 1 < offsets.count && offsets.last == Int64(elements.count), "rows beyond their lists")
    let limit = UInt32(clamping: counts.count)
    counts.withUnsafeMutableBufferPointer {
      jm_rows_tally(rows, rows.count, offsets, elements, $0.baseAddress, limit)
    }
  }

  /// Rows of a block whose numbers stay in the first-level cache while they are held against one range after the other.
  private static let numberBlock = 2048

  static func counts(of numbers: [Double], in ranges: [ClosedBounds], among bits: Bitset) -> [Int] {
    precondition(bits.capacity == numbers.count, "a number a row")
    var counts = [Int](repeating: 0, count: ranges.count)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: numberBlock / 64) { room in
      numbers.withUnsafeBufferPointer { numbers in
        bits.withWordBuffer { words in
          guard let values = numbers.baseAddress, let members = words.baseAddress else { return }
          for start in stride(from: 0, to: numbers.count, by: numberBlock) {
            let length = min(numberBlock, numbers.count - start)
            let (block, wordCount) = (members + start / 64, (length + 63) / 64)
            if jm_bits_count(block, wordCount) == 0 { continue }
            for (place, range) in ranges.enumerated() {
              jm_rows_in_range(values + start, length, range.lower, range.upper, room.baseAddress)
              counts[place] += Int(jm_bits_and_count(block, room.baseAddress, wordCount))
            }
          }
        }
      }
    }
    return counts
  }
}
