import JobMarket

/// What an index has beside its segments, as `index.json` says it. A list without it has what its segments have, and no more.
struct IndexBeside: Codable, Equatable {
  /// The vectors that are live; a segment's folder may still have others.
  var models: [VectorField]
  /// The served model of each field.
  var served: [String: String]
  /// Vectors in folders of their own.
  var vectors: [Vectors]
  /// Overlays, by rising field.
  var overlays: [Overlay]
  /// Which values answer as others; segments may still hold them.
  var aliases: ValueAliases

  /// The vectors of one model for one segment.
  struct Vectors: Codable, Equatable {
    var field: String
    var model: String
    /// Which of the field's models it is, from 1.
    var number: Int
    /// The segment's name.
    var segment: String
    /// The CRC-32C of the folder's list of checksums.
    var checksums: String
  }

  /// An overlay.
  struct Overlay: Codable, Equatable {
    var field: AttributeField
    var checksums: String
  }

  /// The folders of all of them.
  static let (vectorsFolder, overlaysFolder) = ("vectors", "overlays")

  /// Where vectors are below the index's folder: `vectors/organic.2/0001`.
  static func path(_ vectors: Vectors) -> String {
    "\(vectorsFolder)/\(vectors.field).\(vectors.number)/\(vectors.segment)"
  }

  /// Where an overlay is: `overlays/node`.
  static func path(_ field: AttributeField) -> String { "\(overlaysFolder)/\(field)" }

  /// What does not fit the segments; `nil` for nothing. The names become folders'.
  func problem(segments: [String]) -> String? {
    for entry in vectors {
      guard AttributeField(entry.field) != nil, entry.number >= 1, segments.contains(entry.segment),
        models.contains(where: { $0.name == entry.field && $0.model == entry.model })
      else { return "vectors '\(entry.field)' of segment '\(entry.segment)' that are none of its own" }
    }
    if let bad = models.first(where: { !$0.isValid }) { return IndexError.invalid(bad).description }
    for (field, model) in served where !models.contains(where: { $0.name == field && $0.model == model }) {
      return "model '\(model)' of '\(field)' is served and not there"
    }
    guard Set(models.map(\.key)).count == models.count, Set(overlays.map(\.field)).count == overlays.count else {
      return "something stands in it twice"
    }
    return nil
  }
}
