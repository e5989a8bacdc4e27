import Evaluation
import Synchronization
import Testing
import VectorMath

@Suite struct FullRankingTests {
  /// What a case asks, as the scores of five candidates.
  typealias Question = JudgedCase<[Double]>

  let given = MadeUp<[Double]> { $0 }
  let ranking = FullRanking(neutralOrder: [0, 1, 2, 3, 4])

  @Test func higherScoresComeFirst() {
    #expect(ranking.rank(of: Question(input: [5, 1, 4, 2, 3], answer: 0), by: given) == 1)
    #expect(ranking.rank(of: Question(input: [5, 1, 4, 2, 3], answer: 3), by: given) == 4)
    #expect(ranking.rank(of: Question(input: [-.infinity, 1, 4, .infinity, 3], answer: 0), by: given) == 5)
  }

  @Test func tiesFollowTheNeutralOrderAndNothingElse() {
    let tied = Question(input: [1, 1, 1, 1, 1], answer: 2)
    #expect(ranking.rank(of: tied, by: given) == 3)
    #expect(FullRanking(neutralOrder: [1, 2, 0, 3, 4]).rank(of: tied, by: given) == 1)
    #expect(FullRanking(neutralOrder: [0, 1, 4, 2, 3]).rank(of: tied, by: given) == 5)
    #expect(ranking.rank(of: Question(input: [0, 0.0, -0.0, 0, 0], answer: 2), by: given) == 3)
  }

  @Test func excludedCandidatesTakeNoPlace() {
    let scores: [Double] = [5, 4, 3, 3, 1]
    #expect(ranking.rank(of: Question(input: scores, answer: 3), by: given) == 4)
    // 0 is better, 2 tied and earlier, 4 worse; standing twice in the list changes nothing.
    #expect(ranking.rank(of: Question(input: scores, answer: 3, excluded: [0]), by: given) == 3)
    #expect(ranking.rank(of: Question(input: scores, answer: 3, excluded: [0, 2, 4, 0]), by: given) == 2)
  }

  @Test func threadsGiveWhatSortingGives() {
    var random = SeededRandom(seed: 5)
    var order = Array(0..<30)
    random.shuffle(&order)
    let cases = (0..<500).map { _ in
      let excluded = random.sample(5, of: 30)
      let answer = random.element(of: Array(Set(0..<30).subtracting(excluded)).sorted())
      return Question(
        input: (0..<30).map { _ in Double(random.uniform(below: 6)) }, answer: answer, excluded: excluded)
    }
    let expected = cases.map { question in
      let sorted = (0..<30).filter { !question.excluded.contains($0) }.sorted {
        (-question.input[$0], order[$0]) < (-question.input[$1], order[$1])
      }
      return 1 + (sorted.firstIndex(of: question.answer) ?? -1)
    }
    let done = Mutex([Int]())
    let ranks = FullRanking(neutralOrder: order).ranks(of: cases, by: given) { count in
      done.withLock { $0.append(count) }
    }
    #expect(ranks == expected)
    #expect(done.withLock { $0.max() } == 500)
    #expect(FullRanking(neutralOrder: order).ranks(of: [], by: given) == [])
  }

  @Test func weightedModelsAddUp() {
    let sum = WeightedModels(
      "sum", [(1, given), (0.5, MadeUp<[Double]>("squares") { scores in scores.map { $0 * $0 } })])
    #expect(sum.scores(for: [1, 2, 4]) == [1.5, 4, 12])
    #expect(sum.formula == "made up + 0.5 · made up")
  }

  @Test func theNeutralOrderIsThatOfTheHashes() {
    // FNV-1a, 64 bits: a af63dc4c8601ec8c, b af63df4c8601f1a5, c af63de4c8601eff2, the empty text cbf29ce484222325.
    #expect(NeutralOrder.hashed(["a", "b", "c", ""]) == [0, 2, 1, 3])
    #expect(NeutralOrder.hashed(["c", "", "a", "b"]) == [1, 3, 0, 2])
  }

  @Test func programmersErrorsStop() async {
    await #expect(processExitsWith: .failure) { _ = FullRanking(neutralOrder: [0, 0, 2]) }
    await #expect(processExitsWith: .failure) { _ = JudgedCase(input: 0, answer: 1, excluded: [1]) }
    await #expect(processExitsWith: .failure) {
      let model = MadeUp<Int> { _ in [1, .nan] }
      _ = FullRanking(neutralOrder: [0, 1]).rank(of: JudgedCase(input: 0, answer: 0), by: model)
    }
    await #expect(processExitsWith: .failure) {
      let model = MadeUp<Int> { _ in [1] }
      _ = FullRanking(neutralOrder: [0, 1]).rank(of: JudgedCase(input: 0, answer: 0), by: model)
    }
  }
}
