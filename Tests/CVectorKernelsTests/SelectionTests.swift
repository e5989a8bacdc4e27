import CVectorKernels
import Testing

/// Selection by histograms against sorting.
@Suite struct SelectionTests {
  /// The order that selection promises: that of the numbers, −0 below +0.
  private func falling(_ values: [Float]) -> [Float] {
    values.sorted { $0 == $1 ? $0.sign == .plus && $1.sign == .minus : $0 > $1 }
  }

  private func check(_ values: [Float], ranks: some Sequence<Int>) {
    let sorted = falling(values)
    for rank in ranks {
      let found = jm_select_greatest(values, values.count, rank)
      #expect(found.bitPattern == sorted[rank - 1].bitPattern, "rank \(rank) of \(values.count)")
      let about = jm_select_about(values, values.count, rank)
      #expect(about <= found, "about rank \(rank) of \(values.count)")
    }
  }

  @Test("One value is the greatest of one")
  func one() {
    let values: [Float] = [0, -0.0, 1, -1, .infinity, -.infinity, .leastNonzeroMagnitude, -.greatestFiniteMagnitude]
    for value in values { check([value], ranks: 1...1) }
  }

  @Test("Ties, zeros of both signs, infinities and the extremes, at every rank")
  func specialValues() {
    let special: [Float] = [
      0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1, -1, 1, 1, -1, 0, -0.0, Float(1).nextUp, Float(1).nextDown,
    ]
    check(special, ranks: 1...special.count)
    check([Float](repeating: 0.25, count: 100), ranks: [1, 50, 100])
    check((0..<100).map { $0 % 2 == 0 ? 0 : -0.0 }, ranks: [1, 50, 51, 100])
  }

  @Test("Values that differ in any one digit", arguments: [0, 5, 9, 10, 15, 20, 21, 26, 30])
  func everyDigit(bit: Int) {
    // One bit set or not, above and below the digits' borders at 10 and 21.
    let values = (0..<64).map { Float(bitPattern: 0x0080_0400 ^ ($0 % 3 == 0 ? UInt32(1) << UInt32(bit) : 0)) }
    check(values, ranks: 1...64)
  }

  @Test("Random values at the first, the last and other ranks", arguments: Values.Kind.allCases)
  func random(kind: Values.Kind) {
    var source = Values(seed: 11)
    for count in [2, 3, 15, 100, 1000, 20_000] {
      let values = source.floats(count, kind)
      let others = (0..<8).map { _ in 1 + Int(source.next() >> 33) % count }
      check(values, ranks: [1, 2, count / 2 + 1, count - 1, count] + others)
    }
  }

  @Test("What is about the k-th is reached by k values, and by few more")
  func about() {
    var source = Values(seed: 12)
    // Of nearly one size, as estimates that passed a threshold are.
    let values = source.floats(20_000, .random).map { 1 + abs($0).truncatingRemainder(dividingBy: 0.25) }
    for rank in [1, 10, 1500, 19_999, 20_000] {
      let cut = jm_select_about(values, values.count, rank)
      let reaching = values.count { $0 >= cut }
      #expect(reaching >= rank && reaching <= rank + 200, "\(reaching) reach what \(rank) should")
    }
  }
}
