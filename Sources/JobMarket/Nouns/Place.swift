/// Where something is, as the source wrote it, with coordinates if the source gave them.
///
/// Standardization resolves the text to a known city, state and country; until then `text` is all there is.
public struct Place: Hashable, Sendable, Codable {
  /// The place as written, parts from small to large: `Newark, New Jersey`.
  public var text: String
  /// The point the source gave, if any.
  public var coordinate: Coordinate?

  /// Makes a place from its text and, if known, its point.
  public init(_ text: String, coordinate: Coordinate? = nil) {
    self.text = text
    self.coordinate = coordinate
  }
}
