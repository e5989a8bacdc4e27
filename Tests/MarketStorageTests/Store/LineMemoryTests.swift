import MarketStorage
import Testing

@Suite struct LineMemoryTests {
  @Test func remembersTheFirstLineLikeADictionary() {
    var random = SplitMix(state: 7)
    var lines = LineMemory()
    var naive: [Int64: Int] = [:]
    for line in 1...20_000 {
      let key = Int64.random(in: 0..<30_000, using: &random)
      #expect(lines.remember(key, line) == naive[key])
      naive[key] = naive[key] ?? line
    }
  }

  @Test func takesFourBytesARowAlsoForKnownRows() {
    var lines = LineMemory()
    for key in Int64(50_000_000)..<50_100_000 { lines.remember(key, Int(key)) }
    // A page of 4096 at each end may be filled in part.
    #expect(lines.capacity <= 100_000 + 2 * 4096)
    #expect(lines.remember(50_000_000, 9) == 50_000_000)
  }
}
