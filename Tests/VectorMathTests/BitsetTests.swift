import Testing
import VectorMath

@Suite struct BitsetTests {
  @Test(arguments: [0, 1, 63, 64, 65, 128, 1000]) func algebraIsThatOfSets(capacity: Int) {
    var random = SeededRandom(seed: UInt64(capacity))
    for _ in 0..<20 {
      let first = Set((0..<capacity).filter { _ in random.bernoulli(0.3) })
      let second = Set((0..<capacity).filter { _ in random.bernoulli(0.6) })
      let (a, b) = (Bitset(capacity: capacity, first), Bitset(capacity: capacity, second))
      #expect(Array(a) == first.sorted())
      #expect(a.count == first.count && a.isEmpty == first.isEmpty)
      #expect(Array(a.intersection(b)) == first.intersection(second).sorted())
      #expect(Array(a.union(b)) == first.union(second).sorted())
      #expect(Array(a.subtracting(b)) == first.subtracting(second).sorted())
      #expect(Array(a.complement()) == Set(0..<capacity).subtracting(first).sorted())
      #expect(a.intersectionCount(b) == first.intersection(second).count)
      #expect((0..<capacity).allSatisfy { a.contains($0) == first.contains($0) })
      #expect(a.complement().complement() == a)
    }
    #expect(Bitset(capacity: capacity, filled: true).count == capacity)
  }

  @Test func rangesAndSingleMembers() {
    for lower in 0...130 {
      for upper in lower...130 {
        var bits = Bitset(capacity: 130)
        bits.insert(lower..<upper)
        #expect(bits.elementsEqual(lower..<upper))
      }
    }
    var bits = Bitset(capacity: 70)
    bits.insert(69)
    bits.insert(3)
    bits.remove(69)
    bits.remove(69)
    #expect(Array(bits) == [3])
    #expect(Array(Bitset(capacity: 3, words: [.max])) == [0, 1, 2])
  }

  @Test func refusesWhatLiesOutside() async {
    await #expect(processExitsWith: .failure) {
      var bits = Bitset(capacity: 64)
      bits.insert(64)
    }
    await #expect(processExitsWith: .failure) {
      _ = Bitset(capacity: 64).union(Bitset(capacity: 65))
    }
  }
}
