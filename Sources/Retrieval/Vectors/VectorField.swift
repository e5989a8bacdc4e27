import JobMarket

/// A named field of dense vectors, all of one model and dimension.
public struct VectorField: Hashable, Sendable, Codable {
  /// What queries call it: `organic`.
  public var name: String
  /// The id of the model that makes the vectors.
  public var model: String
  /// How many numbers a vector has, 1 to 4096.
  public var dimension: Int

  /// What a field must be.
  static let rule = "a name is letters, digits, '_' or '-', a letter first; a vector has 1 to 4096 numbers"

  /// Whether it can be: its name also names a file.
  var isValid: Bool { AttributeField(name) != nil && (1...4096).contains(dimension) }

  /// Makes a field.
  public init(name: String, model: String, dimension: Int) {
    (self.name, self.model, self.dimension) = (name, model, dimension)
  }
}
