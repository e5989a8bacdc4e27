import CVectorKernels
import Testing

/// Scans of binary codes: the scalar level against sums made a bit at a time, every other level against the scalar one.
@Suite struct BinaryKernelTests {
  static let levels = KernelTests.levels

  /// Random codes in blocks of 64 rows, and a query's table.
  struct Rows {
    let bits: Int
    let count: Int
    let plane: [UInt8]
    let scalars: [UInt32]
    let table: [UInt8]

    init(count: Int, bits: Int, seed: UInt64) {
      var source = Values(seed: seed)
      (self.count, self.bits) = (count, bits)
      plane = (0..<(count + 63) / 64 * 64 * bits / 8).map { _ in UInt8(truncatingIfNeeded: source.next() >> 30) }
      // Two bfloat16 of about 1, the error in the upper half.
      scalars = (0..<count).map { _ in
        UInt32(0x3F00 + (source.next() >> 30 & 0xFF)) << 16 | UInt32(0x3F00 + (source.next() >> 30 & 0xFF))
      }
      table = (0..<bits / 4 * 16).map { $0 < 64 ? 63 : UInt8(source.next() >> 30 & 63) }
    }

    func estimate(_ row: Int) -> (estimate: Float, upper: Float) {
      var sum = 0
      for nibble in 0..<bits / 4 {
        let byte = plane[row / 64 * 64 * bits / 8 + nibble / 2 * 64 + row % 64]
        sum += Int(table[16 * nibble + Int(nibble % 2 == 0 ? byte & 15 : byte >> 4)])
      }
      let factor = Float(bitPattern: scalars[row] << 16)
      let error = Float(bitPattern: scalars[row] & 0xFFFF_0000)
      let estimate = Float(0.25).addingProduct(factor, Float(-3).addingProduct(0.01, Float(sum)))
      return (estimate, estimate.addingProduct(0.5, error))
    }

    struct Kept: Equatable {
      var rows: [UInt32] = []
      var estimates: [UInt32] = []
    }

    func scan(_ level: jm_level, first: Int, count: Int, filter: [UInt64]?, threshold: Float) -> Kept {
      var rows = [UInt32](repeating: 7, count: count + 24)
      var estimates = [Float](repeating: 7, count: count + 24)
      let kept = table.withUnsafeBufferPointer { table in
        var query = jm_binary_query(table: table.baseAddress, step: 0.01, offset: -3, centre: 0.25, spread: 0.5)
        guard let filter else {
          return jm_binary_scan_at(
            level, plane, bits, scalars, first, count, nil, &query, threshold, &rows, &estimates)
        }
        return jm_binary_scan_at(
          level, plane, bits, scalars, first, count, filter, &query, threshold, &rows, &estimates)
      }
      // Nothing is written behind the room that was promised.
      #expect(rows[(count + 16)...].allSatisfy { $0 == 7 } && estimates[(count + 16)...].allSatisfy { $0 == 7 })
      return Kept(rows: Array(rows[..<kept]), estimates: estimates[..<kept].map(\.bitPattern))
    }
  }

  @Test("The scalar scan keeps what the definition keeps", arguments: [64, 128, 192, 512, 4096])
  func scalarScanByDefinition(bits: Int) {
    let rows = Rows(count: 150, bits: bits, seed: 1)
    let naive = (0..<150).map(rows.estimate)
    let threshold = naive.map(\.upper).sorted()[100]
    let kept = rows.scan(JM_LEVEL_SCALAR, first: 0, count: 150, filter: nil, threshold: threshold)
    let expected = (0..<150).filter { naive[$0].upper >= threshold }
    #expect(expected.count == 50)
    #expect(kept.rows == expected.map(UInt32.init))
    #expect(kept.estimates == expected.map { naive[$0].estimate.bitPattern })
  }

  @Test("Scans give the same bytes at every level", arguments: [64, 128, 192, 384, 4096])
  func scansAtEveryLevel(bits: Int) {
    let rows = Rows(count: 64 + 130, bits: bits, seed: 2)
    var source = Values(seed: 3)
    let filters: [[UInt64]?] = [
      nil, [0, 0, 0, 0], [.max, .max, .max, .max], (0..<4).map { _ in source.next() },
      (0..<4).map { _ in source.next() & source.next() & source.next() & source.next() },
    ]
    let uppers = (0..<194).map { rows.estimate($0).upper }
    for (first, count) in [(0, 0), (0, 1), (0, 63), (0, 64), (0, 65), (64, 130), (128, 66), (192, 2), (0, 194)] {
      for filter in filters {
        for threshold in [-.infinity, uppers[100], uppers.max() ?? 0, .infinity] {
          let expected = rows.scan(JM_LEVEL_SCALAR, first: first, count: count, filter: filter, threshold: threshold)
          #expect(expected.rows.allSatisfy { (first..<first + count).contains(Int($0)) })
          if let filter { #expect(expected.rows.allSatisfy(filter.hasBit)) }
          for level in Self.levels {
            let found = rows.scan(level, first: first, count: count, filter: filter, threshold: threshold)
            #expect(found == expected, "level \(level.rawValue), rows \(first) + \(count), above \(threshold)")
          }
        }
      }
    }
  }

  @Test(
    "A rotation keeps lengths and inner products and spreads a single coordinate", arguments: [64, 128, 192, 384, 4096])
  func rotation(count: Int) {
    var source = Values(seed: 4)
    let signs = (0..<Int(JM_ROTATION_ROUNDS) * count / 64).map { _ in source.next() }
    func turned(_ vector: [Float]) -> [Float] {
      var copy = vector
      jm_rotate(&copy, count, signs)
      return copy
    }
    func dot(_ first: [Float], _ second: [Float]) -> Double {
      zip(first, second).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let (first, second) = (source.floats(count, .random), source.floats(count, .random))
    let scale = (dot(first, first) * dot(second, second)).squareRoot()
    #expect(abs(dot(turned(first), turned(second)) - dot(first, second)) < 1e-5 * scale)
    #expect(abs(dot(turned(first), turned(first)) / dot(first, first) - 1) < 1e-5)
    for place in [0, count / 2, count - 1] {
      var unit = [Float](repeating: 0, count: count)
      unit[place] = 1
      // None of the coordinates keeps the most of it.
      #expect(turned(unit).map(abs).max() ?? 1 < 0.75)
    }
  }
}
