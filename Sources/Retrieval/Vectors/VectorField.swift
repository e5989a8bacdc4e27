/// A named field of dense vectors, all of one model and dimension.
public struct VectorField: Hashable, Sendable, Codable {
  /// What queries call it: `organic`.
  public var name: String
  /// The id of the model that makes the vectors.
  public var model: String
  /// How many numbers a vector has, 1 to 4096.
  public var dimension: Int

  /// Makes a field.
  public init(name: String, model: String, dimension: Int) {
    (self.name, self.model, self.dimension) = (name, model, dimension)
  }
}
