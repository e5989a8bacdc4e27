import Testing
import VectorMath

/// The best k of scores against a plain sort.
@Suite("The best rows of scores")
struct TopRowsTests {
  private func sorted(_ k: Int, _ scores: [Float]) -> [Int] {
    let order = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    return Array(order.prefix(k))
  }

  @Test("Ties go to the first rows, and both zeros are one score")
  func ties() {
    #expect(TopRows.best(2, of: [0.5, 0.25, 1, 0.5]).map(\.row) == [2, 0])
    #expect(TopRows.best(3, of: [-0.0, 0, -0.0, 0]).map(\.row) == [0, 1, 2])
    #expect(TopRows.best(2, of: [-1, 0, -0.0, -2]).map(\.row) == [1, 2])
    #expect(TopRows.best(2, of: [.infinity, -.infinity, .infinity]).map(\.row) == [0, 2])
    #expect(TopRows.best(0, of: [1]).isEmpty && TopRows.best(5, of: []).isEmpty)
    #expect(TopRows.best(9, of: [1, 3]).map(\.row) == [1, 0])
  }

  @Test("As a sort of everything, whatever k", arguments: [1, 2, 7, 100, 999, 1000, 1001])
  func likeSorting(k: Int) {
    var random = SeededRandom(seed: 5)
    for steps in [3.0, 40, 1e9] {
      let scores = (0..<1000).map { _ in Float((random.normal() * steps).rounded() / steps) }
      let best = TopRows.best(k, of: scores)
      #expect(best.map(\.row) == sorted(k, scores))
      #expect(best.allSatisfy { $0.score == scores[$0.row] })
    }
  }
}
