import Dispatch
import Synchronization

/// Ranks the answer of every case among all candidates; candidates are never sampled, for sampled metrics can order models
/// wrongly (Krichene and Rendle 2020, doi:10.1145/3394486.3403226).
///
/// The place of an answer is 1, plus the candidates with a higher score, plus those with the same score that come before
/// it in a neutral order, which is fixed before any score is known. Excluded candidates take no place.
public struct FullRanking: Hashable, Sendable {
  /// Each candidate's place in the neutral order: a permutation of `0 ..< candidates`.
  public let neutralOrder: [Int]

  /// Makes a ranking of as many candidates as the neutral order has places.
  public init(neutralOrder: [Int]) {
    precondition(Set(neutralOrder) == Set(neutralOrder.indices), "a neutral order gives every candidate one place")
    self.neutralOrder = neutralOrder
  }

  /// The place of the answer of one case, 1 for the first. O(candidates) beside the model's own work.
  public func rank<Input>(of question: JudgedCase<Input>, by model: any RankingModel<Input>) -> Int {
    let scores = model.scores(for: question.input)
    precondition(scores.count == neutralOrder.count, "a model must score every candidate")
    let answer = question.answer
    func precedesAnswer(_ candidate: Int) -> Bool {
      scores[candidate] > scores[answer]
        || scores[candidate] == scores[answer] && neutralOrder[candidate] < neutralOrder[answer]
    }
    var rank = 1
    var isComparable = true
    for candidate in scores.indices {
      if precedesAnswer(candidate) { rank += 1 }
      isComparable = isComparable && !scores[candidate].isNaN
    }
    precondition(isComparable, "a score must not be NaN")
    for candidate in Set(question.excluded) where precedesAnswer(candidate) { rank -= 1 }
    return rank
  }

  /// The places of the answers of all cases, in their order, the same at any number of threads.
  ///
  /// - Parameter progress: called with how many cases are done, from any thread.
  ///
  /// O(cases × candidates) beside the model's own work, spread over the machine's threads.
  public func ranks<Input>(
    of cases: [JudgedCase<Input>], by model: any RankingModel<Input>,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> [Int] {
    let size = 64
    let chunks = (cases.count + size - 1) / size
    let ranks = Mutex((byChunk: [[Int]](repeating: [], count: chunks), done: 0))
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let mine = cases[chunk * size..<min(cases.count, (chunk + 1) * size)].map { rank(of: $0, by: model) }
      let done = ranks.withLock {
        $0.byChunk[chunk] = mine
        $0.done += mine.count
        return $0.done
      }
      progress(done)
    }
    return ranks.withLock { $0.byChunk.flatMap(\.self) }
  }
}
