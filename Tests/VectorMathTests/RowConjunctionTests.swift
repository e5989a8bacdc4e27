import Testing
import VectorMath

/// Sets of rows joined block by block, against sets of numbers.
@Suite("Joined sets of rows")
struct RowConjunctionTests {
  static let capacities = [0, 1, 63, 64, 65, 511, 512, 1000, 4097, 32_768, 32_769, 70_001]

  /// A union and the rows it has.
  private struct Sample {
    var union: RowUnion
    var rows: Set<Int>
  }

  private static func subset(_ capacity: Int, _ random: inout SeededRandom) -> [Int] {
    // Nothing, single rows, and every density; sometimes rows of the last block alone.
    switch random.uniform(below: 6) {
    case 0: return []
    case 1: return capacity > 0 ? [random.uniform(below: capacity)] : []
    case 2: return Array(max(0, capacity - 3)..<capacity)
    default:
      let share = random.element(of: [0.001, 0.02, 0.3, 0.9, 1])
      return (0..<capacity).filter { _ in random.bernoulli(share) }
    }
  }

  private static func sample(_ capacity: Int, lists: Bool, _ random: inout SeededRandom) -> Sample {
    var sample = Sample(union: RowUnion(), rows: [])
    for _ in 0..<random.uniform(in: 0...3) {
      let rows = subset(capacity, &random)
      sample.union.bitmaps.append(RowBitmap(Bitset(capacity: capacity, rows)))
      sample.rows.formUnion(rows)
    }
    for _ in 0..<(lists ? random.uniform(in: 0...3) : 0) {
      let rows = subset(capacity, &random)
      sample.union.lists.append(RowList(rows.map { UInt32($0) }))
      sample.rows.formUnion(rows)
    }
    guard random.bernoulli(0.3) else { return sample }
    sample.union.isInverted = true
    sample.rows = Set(0..<capacity).subtracting(sample.rows)
    if random.bernoulli(0.5) {
      let rows = subset(capacity, &random)
      sample.union.universe = RowBitmap(Bitset(capacity: capacity, rows))
      sample.rows.formIntersection(rows)
    }
    return sample
  }

  @Test("Any clauses of any unions leave what sets of numbers leave, in any order", arguments: capacities)
  func conjunctions(capacity: Int) {
    var random = SeededRandom(seed: UInt64(capacity + 1))
    for _ in 0..<(capacity > 5000 ? 25 : 80) {
      let clauses = (0..<random.uniform(in: 0...4)).map { _ in
        (0..<random.uniform(in: 0...3)).map { _ in Self.sample(capacity, lists: true, &random) }
      }
      let expected = clauses.reduce(Set(0..<capacity)) { left, clause in
        left.intersection(clause.reduce(into: Set<Int>()) { $0.formUnion($1.rows) })
      }
      for order in [clauses, clauses.reversed()] {
        let conjunction = RowConjunction(capacity: capacity, clauses: order.map { $0.map(\.union) })
        #expect(conjunction.bits.list().map { Int($0) } == expected.sorted())
        #expect(conjunction.count == expected.count)
      }
    }
  }

  @Test("Listed rows are tested as they would be joined", arguments: capacities)
  func filtering(capacity: Int) {
    var random = SeededRandom(seed: UInt64(capacity + 2))
    for _ in 0..<20 {
      let clauses = (0..<random.uniform(in: 0...3)).map { _ in
        (0..<random.uniform(in: 1...2)).map { _ in Self.sample(capacity, lists: false, &random) }
      }
      let rows = Self.subset(capacity, &random)
      let expected = rows.filter { row in clauses.allSatisfy { $0.contains { $0.rows.contains(row) } } }
      let conjunction = RowConjunction(capacity: capacity, clauses: clauses.map { $0.map(\.union) })
      #expect(conjunction.filtered(rows.map { UInt32($0) }) == expected.map { UInt32($0) })
    }
  }

  @Test("Parts of lists, bitmaps of a table and bitsets hold what they were made of")
  func containers() {
    let list = RowList([1, 5, 9, 70])
    #expect(list.rows == [1, 5, 9, 70] && list[1..<3].rows == [5, 9] && list[1..<4][1..<2].rows == [9])
    #expect(list[2..<2].rows == [] && list[2..<2].isEmpty)
    for capacity in [1, 64, 511, 512, 513] {
      let stride = BitmapTable.stride(capacity: capacity)
      var words = [UInt64](repeating: 0, count: 3 * stride)
      words[stride] = 1
      let table = BitmapTable(capacity: capacity, words: words)
      #expect(table.count == 3 && table.byteCount == 24 * stride)
      #expect((0..<3).map { table[$0].contains(0) } == [false, true, false])
      #expect(table[1].bitset == Bitset(capacity: capacity, [0]))
    }
    #expect(BitmapTable(capacity: 0, words: []).count == 0)
  }

  @Test("The members of a bitset as a list", arguments: capacities)
  func listing(capacity: Int) {
    var random = SeededRandom(seed: UInt64(capacity + 3))
    for _ in 0..<10 {
      let bits = Bitset(capacity: capacity, Self.subset(capacity, &random))
      #expect(bits.list().map { Int($0) } == Array(bits))
    }
    #expect(Bitset(capacity: capacity, filled: true).list().count == capacity)
  }

  @Test("Numbers in a range", arguments: capacities)
  func ranges(capacity: Int) {
    var random = SeededRandom(seed: UInt64(capacity + 4))
    let numbers = (0..<capacity).map { _ in random.bernoulli(0.1) ? Double.nan : Double(random.uniform(in: -9...9)) }
    for (lower, upper) in [(-4.0, 4.0), (-.infinity, .infinity), (3, 2), (9, 9)] {
      let bits = Bitset(numbers: numbers, from: lower, through: upper)
      #expect(bits.capacity == capacity)
      #expect(Array(bits) == numbers.indices.filter { numbers[$0] >= lower && numbers[$0] <= upper })
    }
  }

  @Test func refusesWhatDoesNotFit() async {
    await #expect(processExitsWith: .failure) {
      let bitmap = RowBitmap(Bitset(capacity: 64))
      _ = RowConjunction(capacity: 65, clauses: [[RowUnion(bitmaps: [bitmap])]])
    }
    await #expect(processExitsWith: .failure) {
      _ = RowConjunction(capacity: 64, clauses: []).filtered([64])
    }
  }
}
