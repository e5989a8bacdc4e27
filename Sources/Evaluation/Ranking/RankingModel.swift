/// Gives every candidate a score for what is known before the answer.
///
/// `Input` is all a model is told of a case. Neither the answer nor any label of a group is part of it.
public protocol RankingModel<Input>: Sendable {
  associatedtype Input: Sendable

  /// What the model is called in every table.
  var name: String { get }
  /// Its formula in one line.
  var formula: String { get }

  /// A score a candidate, higher is better; none may be NaN.
  func scores(for input: Input) -> [Double]
}

/// A model's name and formula, as they stand beside its figures.
public struct ModelDescription: Hashable, Sendable, Codable {
  /// The model's name.
  public var name: String
  /// Its formula in one line.
  public var formula: String

  /// Makes a description.
  public init(name: String, formula: String) {
    (self.name, self.formula) = (name, formula)
  }
}
