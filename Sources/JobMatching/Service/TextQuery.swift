import EntityStandardization

/// A search split into words and a place.
struct TextQuery {
  /// What is matched against jobs' words.
  var words: String
  /// The place named, if any.
  var place: KnownPlace?
  /// What stood behind `near` but names no known place.
  var unknownPlace: String?

  /// Looks for a place behind the last `near` or `in` that one follows: `nurse in training in st. louis`.
  init(_ text: String, gazetteer: PlaceGazetteer) {
    let parts = text.split(whereSeparator: \.isWhitespace)
    for index in parts.indices.reversed() where ["near", "in"].contains(parts[index].lowercased()) {
      let name = parts[(index + 1)...].joined(separator: " ")
      if let place = gazetteer.resolve(name) {
        words = parts[..<index].joined(separator: " ")
        self.place = place
        return
      }
    }
    words = text
    let near = parts.indices.last { parts[$0].lowercased() == "near" && $0 + 1 < parts.endIndex }
    unknownPlace = near.map { parts[($0 + 1)...].joined(separator: " ") }
  }
}
