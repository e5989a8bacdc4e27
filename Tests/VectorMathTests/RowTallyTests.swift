import Testing
import VectorMath

/// Counts over sets of rows, against plain loops.
@Suite("Row tallies")
struct RowTallyTests {
  @Test("Intersections with bitmaps and lists are counted", arguments: [0, 1, 63, 64, 65, 1000, 40_000])
  func intersections(capacity: Int) {
    var random = SeededRandom(seed: UInt64(capacity))
    let (first, second) = (
      (0..<capacity).filter { _ in random.bernoulli(0.3) }, (0..<capacity).filter { _ in random.bernoulli(0.3) }
    )
    let bits = Bitset(capacity: capacity, first)
    let both = Set(first).intersection(second).count
    #expect(bits.intersectionCount(RowBitmap(Bitset(capacity: capacity, second))) == both)
    #expect(bits.intersectionCount(RowList(second.map { UInt32($0) })) == both)
  }

  @Test("Numbers in ranges are counted", arguments: [0, 1, 63, 64, 65, 2047, 2048, 2049, 9000])
  func ranges(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    let numbers = (0..<count).map { _ in random.bernoulli(0.2) ? .nan : Double(random.uniform(below: 50)) }
    // A stretch without members: blocks that are passed over.
    let rows = (0..<count).filter { !(2048..<4096).contains($0) && random.bernoulli(0.4) }
    let ranges = [(0.0, 10.0), (10, 10), (20, 15), (-.infinity, .infinity), (.nan, 40)]
    let found = Bitset(capacity: count, rows).counts(
      of: numbers, in: ranges.map { ClosedBounds(lower: $0.0, upper: $0.1) })
    #expect(found == ranges.map { range in rows.count { range.0 <= numbers[$0] && numbers[$0] <= range.1 } })
  }

  @Test("Elements of rows are counted") func tally() {
    var counts: [UInt32] = [0, 0, 5]
    RowTally.add([0, 2], offsets: [0, 2, 3, 4], elements: [0, 1, 2, 1], to: &counts)
    #expect(counts == [1, 2, 5])
    RowTally.add([], offsets: [0], elements: [], to: &counts)
    #expect(counts == [1, 2, 5])
  }
}
