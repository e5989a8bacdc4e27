import CVectorKernels
import Testing

/// Scans that several queries share, against scans of each alone: the same bytes in every layout, at every level.
@Suite struct SharedScanTests {
  static let layouts = [JM_LAYOUT_ROWS, JM_LAYOUT_BLOCKS]

  @Test("Blocks are the rows, four bytes of sixteen side by side, the last filled up with zeros")
  func blocks() {
    for rowBytes in [32, 64, 96, 512] {
      for count in [0, 1, 15, 16, 17, 33, 70] {
        let rows = QuantizedRows(count: count, rowBytes: rowBytes, seed: 31)
        let blocks = rows.blocks
        #expect(blocks.count == (count + 15) / 16 * 16 * rowBytes)
        for (place, byte) in blocks.enumerated() {
          let (block, within) = (place / (16 * rowBytes), place % (16 * rowBytes))
          let (row, column) = (16 * block + within % 64 / 4, within / 64 * 4 + within % 4)
          #expect(byte == (row < count ? rows.coarse[row * rowBytes + column] : 0))
        }
      }
    }
  }

  @Test("Each of a few queries keeps what it keeps alone", arguments: QuantizedKernelTests.rowBytes)
  func fewQueries(rowBytes: Int) {
    for count in [1, 2, 3, 4, 5] { check(rowBytes: rowBytes, queries: count, rows: [0, 1, 17, 48, 130]) }
  }

  @Test("Each of many queries keeps what it keeps alone", arguments: [7, 8, 15, 16, 17, 33])
  func manyQueries(count: Int) {
    for rowBytes in [32, 64, 160] { check(rowBytes: rowBytes, queries: count, rows: [16, 31, 32, 33, 64, 129]) }
  }

  /// Every query has a vector, a filter and a threshold of its own; what it keeps alone is the scalar scan's.
  private func check(rowBytes: Int, queries number: Int, rows counts: [Int]) {
    let total = 64 + 130
    var source = Values(seed: UInt64(number))
    let all = (0..<number).map { QuantizedRows(count: total, rowBytes: rowBytes, seed: 40, querySeed: 50 + UInt64($0)) }
    let questions = all.enumerated().map { place, rows in
      let everything = rows.nibbleScan(JM_LEVEL_SCALAR, first: 0, count: total, filter: nil, threshold: -.infinity)
      let uppers = zip(everything.estimates, everything.errors).map { Float(bitPattern: $0) + Float(bitPattern: $1) }
      let filters: [[UInt64]?] = [
        nil, (0..<4).map { _ in source.next() }, (0..<4).map { _ in source.next() & source.next() & source.next() },
        [0, 0, 0, 0], [.max, .max, .max, .max],
      ]
      // Exactly on a row's bound, as high as the highest, and where nothing or everything reaches.
      let thresholds = [uppers[100], -.infinity, uppers.max() ?? 0, .infinity, uppers.sorted()[97]]
      return QuantizedRows.Question(
        queryBytes: rows.queryBytes, filter: filters[place % 5], threshold: thresholds[(place + place / 5) % 5])
    }
    for count in counts {
      for first in [0, 64] {
        let expected = zip(all, questions).map { rows, question in
          rows.nibbleScan(
            JM_LEVEL_SCALAR, first: first, count: count, filter: question.filter, threshold: question.threshold)
        }
        for level in KernelTests.levels {
          for layout in Self.layouts {
            let found = all[0].sharedScan(level, layout, first: first, count: count, questions)
            #expect(found == expected, "level \(level.rawValue), layout \(layout.rawValue), \(count) rows, \(number)")
            #expect(found.allSatisfy { $0.staysInItsRoom })
          }
        }
      }
    }
  }
}
