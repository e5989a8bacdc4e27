import JobMarket
import Testing

@Suite("What values are worth to a seeker")
struct EntityInterestTests {
  @Test("Weights are strength times rarity; the latest job and the profile weigh most, related values less")
  func weights() {
    let interest = EntityInterest(
      history: [[1, 2], [2]], profile: [3], related: { $0 == 2 ? [7, 3] : $0 == 3 ? [7, 8] : [] },
      rarity: { $0 == 1 ? 2 : 1 })
    // 1: 0.8 · 2; 2: 1.8; 3: 1; 7: 0.3 of the stronger, 2; 8: 0.3 of 3. Together 5.24.
    let expected: [ValueID: Float] = [1: 1.6 / 5.24, 2: 1.8 / 5.24, 3: 1 / 5.24, 7: 0.54 / 5.24, 8: 0.3 / 5.24]
    #expect(interest.weights.keys.sorted() == expected.keys.sorted())
    for (value, weight) in expected { #expect(abs((interest.weights[value] ?? 0) - weight) < 1e-6, "\(value)") }
    #expect(interest.origins == [7: 2, 8: 3])
    #expect(interest.own == [1, 2, 3])
  }

  @Test("A value that no job has weighs nothing, but what is related to it does")
  func unknownValues() {
    let interest = EntityInterest(
      history: [], profile: [5], related: { _ in [6] }, rarity: { $0 == 5 ? nil : 3 })
    #expect(interest.weights == [6: 1] && interest.origins == [6: 5] && interest.own == [5])
  }

  @Test("Nothing is worth nothing; a repeated value counts once a job")
  func edges() {
    #expect(EntityInterest(history: [[], []], profile: [], rarity: { _ in 1 }).weights.isEmpty)
    #expect(EntityInterest(history: [[4]], profile: [], rarity: { _ in 0 }).weights.isEmpty)
    let once = EntityInterest(history: [[1, 2]], profile: [], rarity: { _ in 1 })
    #expect(EntityInterest(history: [[1, 1, 2]], profile: [], rarity: { _ in 1 }) == once)
    // Of two as strong, the one of the lower number is named.
    let tie = EntityInterest(history: [[9, 4]], profile: [], related: { _ in [1] }, rarity: { _ in 1 })
    #expect(tie.origins == [1: 4])
  }

  @Test("No job can score above 1")
  func bound() {
    for seed in 0..<50 {
      let history = (0..<5).map { job in (0..<4).map { ValueID((seed * 7 + job * 3 + $0 * $0) % 23) } }
      let weights = EntityInterest(
        history: history, profile: [ValueID(seed % 23)], related: { [($0 + 1) % 23, ($0 + 5) % 23] },
        rarity: { Double($0 % 5) }
      ).weights
      let sum = weights.values.reduce(0, +)
      #expect(abs(sum - 1) < 1e-5 && weights.values.allSatisfy { $0 > 0 })
    }
  }
}
