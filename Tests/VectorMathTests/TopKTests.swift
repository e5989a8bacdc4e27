import Testing
import VectorMath

@Suite struct TopKTests {
  @Test(arguments: [0, 1, 2, 7, 100, 1000]) func selectsWhatASortWould(k: Int) {
    var random = SeededRandom(seed: UInt64(k))
    for _ in 0..<20 {
      // Few different scores, both zeros among them, so that keys decide often.
      let scores: [Float] = [-0.0, 0, 1, 1.5, -2, .infinity, -.infinity]
      var keys = Array(0..<300)
      random.shuffle(&keys)
      let all = keys.map { TopK<Int>.Entry(score: random.element(of: scores), key: $0) }
      var whole = TopK<Int>(k)
      var halves = [TopK<Int>(k), TopK<Int>(k)]
      for (index, entry) in all.enumerated() {
        whole.insert(entry)
        halves[index % 2].insert(entry)
      }
      let expected = Array(all.sorted { $0.score != $1.score ? $0.score > $1.score : $0.key < $1.key }.prefix(k))
      #expect(whole.sorted() == expected)
      #expect(whole.count == min(k, 300))
      halves[0].merge(halves[1])
      #expect(halves[0].sorted() == expected)
      #expect(whole.worst == (k <= 300 ? expected.last : nil))
    }
  }

  @Test func tellsWhetherACandidateIsKept() {
    var best = TopK<Int>(1)
    let kept = [5, 6, 4].map { best.insert(score: 1, key: $0) }
    #expect(kept == [true, false, true])
    #expect(best.sorted().map(\.key) == [4])
  }

  @Test func refusesNaN() async {
    await #expect(processExitsWith: .failure) {
      var best = TopK<Int>(1)
      best.insert(score: .nan, key: 1)
    }
  }
}
