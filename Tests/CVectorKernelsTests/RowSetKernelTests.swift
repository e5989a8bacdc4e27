import CVectorKernels
import Testing

/// Sets of rows: every level against plain loops, at lengths around every width of a register and a word.
@Suite struct RowSetKernelTests {
  static let levels = KernelTests.levels
  static let lengths = Array(0...70) + [127, 128, 129, 255, 256, 257, 500]

  /// Words of which each bit is set with a chance of one in 2^`thinness`.
  static func words(_ count: Int, thinness: Int, _ source: inout Values) -> [UInt64] {
    (0..<count).map { _ in (0..<thinness).reduce(UInt64.max) { word, _ in word & source.next() } }
  }

  static func members(_ words: [UInt64], from first: Int = 0) -> [UInt32] {
    words.indices.flatMap { index in
      (0..<64).filter { words[index] >> UInt64($0) & 1 == 1 }.map { UInt32(first + 64 * index + $0) }
    }
  }

  @Test(arguments: [0, 1, 2, 5, 33]) func joins(sourceCount: Int) {
    var source = Values(seed: UInt64(70 + sourceCount))
    let sets = (0..<sourceCount).map { _ in Self.words(600, thinness: 2, &source) }
    let before = Self.words(600, thinness: 1, &source)
    let memory = sets.map { set in
      let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: set.count)
      copy.initialize(from: set, count: set.count)
      return copy
    }
    defer { memory.forEach { $0.deallocate() } }
    let pointers = memory.map { Optional(UnsafePointer($0)) }
    for length in Self.lengths {
      for first in [0, 1, 64] {
        for join in [JM_JOIN_SET, JM_JOIN_OR, JM_JOIN_AND, JM_JOIN_AND_NOT] {
          let expected = before.indices.map { index in
            guard index < length else { return before[index] }
            let union = sets.reduce(UInt64(0)) { $0 | $1[first + index] }
            switch join {
            case JM_JOIN_OR: return before[index] | union
            case JM_JOIN_AND: return before[index] & union
            case JM_JOIN_AND_NOT: return before[index] & ~union
            default: return union
            }
          }
          for level in Self.levels {
            var target = before
            jm_rows_join_at(level, &target, pointers, sourceCount, first, length, join)
            #expect(target == expected, "level \(level.rawValue), length \(length), join \(join.rawValue)")
          }
        }
      }
    }
  }

  @Test(arguments: 0...7) func lists(thinness: Int) {
    var source = Values(seed: 80)
    for length in Self.lengths {
      var words = Self.words(length, thinness: thinness, &source)
      if length > 3 { (words[1], words[length - 1]) = (0, .max) }
      for first in [0, 1 << 20] {
        let expected = Self.members(words, from: first)
        for level in Self.levels {
          // What may be written behind the last row is all that may be.
          var rows = [UInt32](repeating: 7, count: expected.count + Int(JM_LIST_MARGIN) + 1)
          let count = jm_rows_list_at(level, words, length, UInt32(first), &rows)
          #expect(Array(rows.prefix(count)) == expected, "level \(level.rawValue), length \(length)")
          #expect(rows.last == 7)
        }
      }
    }
  }

  @Test func insertsAndRemovesUpToTheEnd() {
    var source = Values(seed: 81)
    for length in Self.lengths {
      let rows = Self.members(Self.words(length + 4, thinness: 3, &source), from: 640)
      let end = 640 + 64 * length
      let below = rows.filter { Int($0) < end }
      let before = Self.words(length, thinness: 2, &source)
      var (inserted, removed) = (before, before)
      #expect(jm_rows_insert(&inserted, 640, UInt32(end), rows, rows.count) == below.count)
      #expect(jm_rows_remove(&removed, 640, UInt32(end), rows, rows.count) == below.count)
      let members = Set(Self.members(before, from: 640))
      #expect(Self.members(inserted, from: 640) == members.union(below).sorted())
      #expect(Self.members(removed, from: 640) == members.subtracting(below).sorted())
    }
  }

  @Test func filters() {
    var source = Values(seed: 82)
    let sets = [Self.words(64, thinness: 1, &source), Self.words(64, thinness: 3, &source)]
    let rows = Self.members(Self.words(64, thinness: 2, &source))
    sets[0].withUnsafeBufferPointer { first in
      sets[1].withUnsafeBufferPointer { second in
        for sources in [[], [first.baseAddress], [second.baseAddress], [first.baseAddress, second.baseAddress]] {
          let union = Set(sources.flatMap { pointer in Self.members((0..<64).map { pointer![$0] }) })
          for inverted in [false, true] {
            var kept = rows
            let count = jm_rows_filter(kept, kept.count, sources, sources.count, inverted, &kept)
            #expect(Array(kept.prefix(count)) == rows.filter { union.contains($0) != inverted })
          }
        }
      }
    }
  }

  @Test func rangesHaveTheirEndsAndNoNaN() {
    var source = Values(seed: 83)
    for length in Array(0...130) + [1000] {
      let values = (0..<length).map { _ in
        let bits = source.next() >> 20
        return bits % 9 == 0 ? Double.nan : bits % 11 == 0 ? .infinity : Double(Int(bits % 13) - 6)
      }
      for (lower, upper) in [
        (-3.0, 3.0), (0, 0), (-0.0, 0.0), (2, -2), (-.infinity, 1), (1, .infinity), (.nan, 5), (-5, .nan),
        (-.infinity, .infinity),
      ] {
        let expected = values.indices.filter { values[$0] >= lower && values[$0] <= upper }.map { UInt32($0) }
        for level in Self.levels {
          var words = [UInt64](repeating: .max, count: (length + 63) / 64)
          jm_rows_in_range_at(level, values, length, lower, upper, &words)
          #expect(Self.members(words) == expected, "level \(level.rawValue), \(lower) to \(upper)")
        }
      }
    }
  }

  @Test func countsListedMembers() {
    var source = Values(seed: 91)
    for length in [1, 2, 9] {
      let words = Self.words(length, thinness: 1, &source)
      let rows = Self.members(Self.words(length, thinness: 2, &source))
      let both = Set(Self.members(words)).intersection(rows)
      #expect(jm_rows_members(rows, rows.count, words) == both.count)
    }
    #expect(jm_rows_members([], 0, [7]) == 0)
  }

  @Test func talliesElements() {
    let offsets: [Int64] = [0, 2, 2, 5, 6]
    let elements: [UInt32] = [0, 3, 1, 3, 4, 3]
    func tally(_ rows: [UInt32], limit: UInt32) -> [UInt32] {
      var counts = [UInt32](repeating: 0, count: 5)
      jm_rows_tally(rows, rows.count, offsets, elements, &counts, limit)
      return counts
    }
    #expect(tally([0, 1, 2, 3], limit: 5) == [1, 1, 0, 3, 1])
    #expect(tally([1, 3], limit: 5) == [0, 0, 0, 1, 0])
    // What has no count is left out.
    #expect(tally([0, 1, 2, 3], limit: 4) == [1, 1, 0, 3, 0])
    #expect(tally([], limit: 5) == [0, 0, 0, 0, 0])
  }
}
