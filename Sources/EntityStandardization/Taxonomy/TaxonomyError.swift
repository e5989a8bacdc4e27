/// Why concepts are no taxonomy: what was found, where, and what is allowed.
public struct TaxonomyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence for the user.
  public let description: String

  /// Says what is wrong.
  public init(_ description: String) { self.description = description }
}
