import CVectorKernels
import Testing

/// Scans of quantized rows: the scalar level against sums made a value at a time, every other level against the scalar one.
@Suite struct QuantizedKernelTests {
  static let levels = KernelTests.levels
  static let rowBytes = Array(stride(from: 32, through: 512, by: 32))
  static let counts = [0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 130]

  @Test("The scalar scan keeps what the definition keeps", arguments: [32, 64, 96, 512])
  func scalarScanByDefinition(rowBytes: Int) {
    let rows = QuantizedRows(count: 70, rowBytes: rowBytes, seed: 1)
    let bounds = (0..<rows.count).map { rows.naiveNibble($0) }
    let uppers = bounds.map { $0.estimate + $0.error }
    // A threshold that one row sits exactly on.
    let threshold = uppers.sorted()[40]
    let kept = rows.nibbleScan(JM_LEVEL_SCALAR, first: 0, count: 70, filter: nil, threshold: threshold)
    let expected = (0..<70).filter { uppers[$0] >= threshold }
    #expect(expected.count == 30)
    #expect(kept.rows == expected.map(UInt32.init))
    #expect(kept.estimates == expected.map { bounds[$0].estimate.bitPattern })
    #expect(kept.errors == expected.map { bounds[$0].error.bitPattern })
  }

  @Test("Scans give the same bytes at every level", arguments: rowBytes)
  func scansAtEveryLevel(rowBytes: Int) {
    let rows = QuantizedRows(count: 64 + 130, rowBytes: rowBytes, seed: 2)
    var source = Values(seed: 3)
    let filters: [[UInt64]?] = [
      nil, [0, 0, 0, 0], [.max, .max, .max, .max], (0..<4).map { _ in source.next() },
      (0..<4).map { _ in source.next() & source.next() & source.next() & source.next() },
    ]
    let everything = rows.nibbleScan(JM_LEVEL_SCALAR, first: 0, count: 194, filter: nil, threshold: -.infinity)
    #expect(everything.rows == (0..<194).map(UInt32.init))
    let uppers = zip(everything.estimates, everything.errors).map { Float(bitPattern: $0) + Float(bitPattern: $1) }
    let thresholds = [-.infinity, uppers[100], uppers.max() ?? 0, .infinity]
    for count in Self.counts {
      for first in [0, 64] {
        for filter in filters {
          for threshold in thresholds {
            let expected = rows.nibbleScan(
              JM_LEVEL_SCALAR, first: first, count: count, filter: filter, threshold: threshold)
            #expect(expected.rows.allSatisfy { (first..<first + count).contains(Int($0)) })
            if let filter { #expect(expected.rows.allSatisfy(filter.hasBit)) }
            for level in Self.levels {
              let found = rows.nibbleScan(level, first: first, count: count, filter: filter, threshold: threshold)
              #expect(found == expected, "level \(level.rawValue), rows \(first) + \(count), above \(threshold)")
              #expect(found.staysInItsRoom)
            }
          }
        }
      }
    }
  }

  @Test("Scans of lists give the same bytes at every level, also over their own list", arguments: rowBytes)
  func listedScansAtEveryLevel(rowBytes: Int) {
    let rows = QuantizedRows(count: 200, rowBytes: rowBytes, seed: 4)
    var source = Values(seed: 5)
    for count in Self.counts {
      // In no order and with repetitions.
      let list = (0..<count).map { _ in UInt32(source.next() >> 33) % 200 }
      let all = rows.nibbleScanListed(JM_LEVEL_SCALAR, list, threshold: -.infinity, inPlace: false)
      #expect(all.rows == list)
      #expect(zip(list, all.estimates).allSatisfy { rows.naiveNibble(Int($0)).estimate.bitPattern == $1 })
      let middle = zip(all.estimates, all.errors).map { Float(bitPattern: $0) + Float(bitPattern: $1) }
        .sorted()[safely: count / 2]
      for threshold in [-.infinity, middle ?? 0, .infinity] {
        let expected = rows.nibbleScanListed(JM_LEVEL_SCALAR, list, threshold: threshold, inPlace: false)
        for level in Self.levels {
          for inPlace in [false, true] {
            let found = rows.nibbleScanListed(level, list, threshold: threshold, inPlace: inPlace)
            #expect(found == expected, "level \(level.rawValue), \(count) rows, above \(threshold)")
            #expect(found.staysInItsRoom)
          }
        }
      }
    }
  }

  @Test("Estimates by both planes are their definition, the same bytes at every level", arguments: rowBytes)
  func byteEstimatesAtEveryLevel(rowBytes: Int) {
    let rows = QuantizedRows(count: 150, rowBytes: rowBytes, seed: 6)
    var source = Values(seed: 7)
    for count in Self.counts {
      // The first two rows are all ones and all zeros.
      let list = (0..<count).map { $0 < 2 ? UInt32($0) : UInt32(source.next() >> 33) % 150 }
      let expected = list.map { rows.naiveBytes(Int($0)) }
      for level in Self.levels {
        let found = rows.byteEstimates(level, list)
        #expect(found.estimates.map(\.bitPattern) == expected.map(\.estimate.bitPattern), "level \(level.rawValue)")
        #expect(found.errors.map(\.bitPattern) == expected.map(\.error.bitPattern), "level \(level.rawValue)")
      }
    }
  }

  @Test("Products of listed rows are the products of the rows", arguments: Values.Kind.allCases)
  func listedRowsAtEveryLevel(kind: Values.Kind) {
    var source = Values(seed: 8)
    for dimension in [1, 3, 15, 16, 17, 63, 100, 128, 384, 1024] {
      let matrix = source.floats(40 * dimension, kind)
      let vector = source.floats(dimension, kind)
      for count in [0, 1, 7, 8, 9, 40] {
        let list = (0..<count).map { _ in UInt32(source.next() >> 33) % 40 }
        let expected = list.map { row in
          let start = Int(row) * dimension
          return jm_dot_f32_at(JM_LEVEL_SCALAR, Array(matrix[start..<start + dimension]), vector, dimension).bitPattern
        }
        for level in Self.levels {
          var scores = [Float](repeating: .nan, count: count)
          jm_listed_rows_dot_at(level, matrix, dimension, list, count, vector, &scores)
          #expect(scores.map(\.bitPattern) == expected, "level \(level.rawValue), dimension \(dimension)")
        }
      }
    }
  }
}

extension [UInt64] {
  /// Whether the filter wants a row.
  func hasBit(_ row: UInt32) -> Bool { self[Int(row) / 64] >> UInt64(row % 64) & 1 == 1 }
}

extension Array {
  fileprivate subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
