import CVectorKernels
import Testing

/// Every level the machine has must equal the scalar one byte for byte; the scalar one is checked against plain sums.
@Suite struct KernelTests {
  static let levels = [JM_LEVEL_SCALAR, JM_LEVEL_AVX2, JM_LEVEL_AVX512, JM_LEVEL_NEON].filter { jm_level_available($0) }
  static let lengths = Array(0...1100)

  @Test func scalarIsAlwaysThereAndTheBestIsAvailable() {
    #expect(jm_level_available(JM_LEVEL_SCALAR))
    #expect(jm_level_available(jm_level_best()))
    #expect(Self.levels.contains(jm_level_best()))
    #if arch(x86_64)
      #expect(!jm_level_available(JM_LEVEL_NEON))
    #else
      #expect(!jm_level_available(JM_LEVEL_AVX2) && !jm_level_available(JM_LEVEL_AVX512))
    #endif
  }

  @Test(arguments: Values.Kind.allCases) func dotIsTheSameAtEveryLevel(kind: Values.Kind) {
    var source = Values(seed: 1)
    let first = source.floats(1101, kind)
    let second = source.floats(1101, kind)
    for length in Self.lengths {
      // The last `length` values, so that starts are unaligned too.
      let start = 1101 - length
      let expected = first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer {
          jm_dot_f32_at(JM_LEVEL_SCALAR, first.baseAddress! + start, $0.baseAddress! + start, length)
        }
      }
      #expect(abs(Double(expected)) <= .greatestFiniteMagnitude)
      for level in Self.levels {
        let found = first.withUnsafeBufferPointer { first in
          second.withUnsafeBufferPointer {
            jm_dot_f32_at(level, first.baseAddress! + start, $0.baseAddress! + start, length)
          }
        }
        #expect(found.bitPattern == expected.bitPattern, "level \(level.rawValue), length \(length)")
      }
    }
  }

  @Test func dotOfWholeNumbersIsExact() {
    var source = Values(seed: 2)
    for length in Self.lengths {
      let first = source.floats(length, .whole)
      let second = source.floats(length, .whole)
      let expected = zip(first, second).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      #expect(Double(jm_dot_f32(first, second, length)) == expected)
    }
  }

  @Test func negativeZeroSurvivesTheRemainder() {
    // The first lane underflows to −0 and all others stay +0; a masked add of 0 × 0 would hide a lane's sign.
    let first = [Float](repeating: -1e-30, count: 16) + [-1e-30]
    let second = [Float](repeating: 1e-30, count: 17)
    for level in Self.levels {
      #expect(jm_dot_f32_at(level, first, second, 17).bitPattern == Float(-0.0).bitPattern)
    }
  }

  @Test func denseRowsAreDotsOfRows() {
    var source = Values(seed: 3)
    for dimension in [1, 7, 16, 24, 128, 129] {
      let rows = source.floats(9 * dimension, .random)
      let vector = source.floats(dimension, .random)
      for level in Self.levels {
        var scores = [Float](repeating: .nan, count: 9)
        jm_dense_rows_dot_at(level, rows, 9, dimension, vector, &scores)
        for row in 0..<9 {
          let slice = Array(rows[row * dimension..<(row + 1) * dimension])
          #expect(scores[row].bitPattern == jm_dot_f32_at(JM_LEVEL_SCALAR, slice, vector, dimension).bitPattern)
        }
      }
    }
  }

  @Test(arguments: Values.Kind.allCases) func sparseRowsAreTheSameAtEveryLevel(kind: Values.Kind) {
    var source = Values(seed: 4)
    let vector = source.floats(5000, kind)
    var offsets: [Int64] = [0]
    var columns: [UInt32] = []
    for length in Self.lengths {
      columns += (0..<length).map { _ in UInt32(source.next() % 5000) }
      offsets.append(Int64(columns.count))
    }
    let values = source.floats(columns.count, kind)
    let count = Self.lengths.count
    var expected = [Float](repeating: .nan, count: count)
    jm_sparse_rows_dot_at(JM_LEVEL_SCALAR, offsets, columns, values, 0, count, vector, &expected)
    if kind == .whole {
      for row in 0..<count {
        let naive = (Int(offsets[row])..<Int(offsets[row + 1])).reduce(0.0) {
          $0 + Double(values[$1]) * Double(vector[Int(columns[$1])])
        }
        #expect(Double(expected[row]) == naive)
      }
    }
    for level in Self.levels {
      var found = [Float](repeating: .nan, count: count)
      jm_sparse_rows_dot_at(level, offsets, columns, values, 0, count, vector, &found)
      #expect(found.map(\.bitPattern) == expected.map(\.bitPattern))
      // A range of rows gives the same as all of them.
      var part = [Float](repeating: .nan, count: 40)
      jm_sparse_rows_dot_at(level, offsets, columns, values, 500, 40, vector, &part)
      #expect(part.map(\.bitPattern) == expected[500..<540].map(\.bitPattern))
    }
  }

  @Test func checksumsMatchPublishedOnes() {
    // RFC 3720, B.4, and the check value of the CRC catalogue.
    let cases: [([UInt8], UInt32)] = [
      ([], 0),
      (Array("123456789".utf8), 0xE306_9283),
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      (Array(0..<32), 0x46DD_794E),
      (Array((0..<32).reversed()), 0x113F_DB5C),
    ]
    for level in Self.levels {
      for (bytes, expected) in cases { #expect(jm_crc32c_at(level, 0, bytes, bytes.count) == expected) }
    }
  }

  @Test func checksumsAreTheSameAtEveryLevelAndInParts() {
    var source = Values(seed: 5)
    let bytes = (0..<1100).map { _ in UInt8(truncatingIfNeeded: source.next() >> 40) }
    for length in Self.lengths {
      let expected = jm_crc32c_at(JM_LEVEL_SCALAR, 0, bytes, length)
      for level in Self.levels {
        #expect(jm_crc32c_at(level, 0, bytes, length) == expected)
        let middle = length / 3
        let first = jm_crc32c_at(level, 0, bytes, middle)
        let rest = Array(bytes[middle..<length])
        #expect(jm_crc32c_at(level, first, rest, rest.count) == expected)
      }
    }
  }

  @Test func bitsMatchTheNaiveAnswer() {
    var source = Values(seed: 6)
    let first = (0..<1100).map { _ in source.next() }
    let second = (0..<1100).map { _ in source.next() & source.next() }
    for length in Self.lengths {
      let count = first[..<length].reduce(0) { $0 + UInt64($1.nonzeroBitCount) }
      let both = zip(first, second).prefix(length).reduce(0) { $0 + UInt64(($1.0 & $1.1).nonzeroBitCount) }
      for level in Self.levels {
        #expect(jm_bits_count_at(level, first, length) == count)
        #expect(jm_bits_and_count_at(level, first, second, length) == both)
      }
    }
    for length in stride(from: 0, through: 1100, by: 37) {
      let (a, b) = (Array(first[..<length]), Array(second[..<length]))
      for level in Self.levels {
        var (and, or, andNot) = (a, a, a)
        jm_bits_and_at(level, &and, b, length)
        jm_bits_or_at(level, &or, b, length)
        jm_bits_and_not_at(level, &andNot, b, length)
        #expect(and == zip(a, b).map { $0 & $1 })
        #expect(or == zip(a, b).map { $0 | $1 })
        #expect(andNot == zip(a, b).map { $0 & ~$1 })
      }
    }
  }
}

/// Test values from a 64-bit linear congruential generator (Knuth's MMIX constants), apart from the library's own.
struct Values {
  enum Kind: CaseIterable { case random, denormal, whole }
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }

  mutating func floats(_ count: Int, _ kind: Kind) -> [Float] {
    (0..<count).map { _ in
      let bits = next() >> 20
      switch kind {
      case .random: return Float(Int32(truncatingIfNeeded: bits)) * 0x1p-28
      // Sign, exponents from subnormal to about 2^−62: products fall below the least subnormal as well.
      case .denormal: return Float(bitPattern: UInt32(truncatingIfNeeded: bits) & 0xA07F_FFFF)
      case .whole: return Float(Int(bits % 65) - 32)
      }
    }
  }
}
