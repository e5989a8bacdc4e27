/// One question of an evaluation: what a model may know, and the answer it is judged by.
public struct JudgedCase<Input: Sendable>: Sendable {
  /// What the model is told.
  public var input: Input
  /// The candidate that turned out right.
  public var answer: Int
  /// Candidates that cannot be the answer, such as jobs already seen: they take no place in the ranking.
  public var excluded: [Int]

  /// Makes a case; the answer must not be excluded.
  public init(input: Input, answer: Int, excluded: [Int] = []) {
    precondition(!excluded.contains(answer), "an excluded candidate cannot be the answer")
    (self.input, self.answer, self.excluded) = (input, answer, excluded)
  }
}

extension JudgedCase: Equatable where Input: Equatable {}
extension JudgedCase: Hashable where Input: Hashable {}

/// Which answers a model is judged by.
public enum EvaluationPart: String, Hashable, Sendable, Codable, CaseIterable {
  /// Where parameters are chosen.
  case tune
  /// Where figures come from: looked at once a submitted configuration.
  case test
}
