/// The weighted sum of other models' scores.
///
/// ```swift
/// WeightedModels("words + 2 nearness", [(1, words), (2, nearness)])
/// ```
public struct WeightedModels<Input: Sendable>: RankingModel {
  /// What the sum is called.
  public let name: String
  private let terms: [(weight: Double, model: any RankingModel<Input>)]

  /// Makes a sum of one term at least, all over the same candidates.
  public init(_ name: String, _ terms: [(weight: Double, model: any RankingModel<Input>)]) {
    precondition(!terms.isEmpty, "a sum needs a term")
    (self.name, self.terms) = (name, terms)
  }

  /// The terms' formulas, each with its weight.
  public var formula: String {
    terms.map { $0.weight == 1 ? $0.model.formula : "\($0.weight) · \($0.model.formula)" }.joined(separator: " + ")
  }

  /// The sum for every candidate, its terms added in the order given.
  public func scores(for input: Input) -> [Double] {
    var sums: [Double] = []
    for (weight, model) in terms {
      let scores = model.scores(for: input)
      if sums.isEmpty { sums = [Double](repeating: 0, count: scores.count) }
      precondition(scores.count == sums.count, "all terms of a sum must score the same candidates")
      for index in sums.indices { sums[index] += weight * scores[index] }
    }
    return sums
  }
}
