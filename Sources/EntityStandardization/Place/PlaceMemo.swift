/// Looks places up, each distinct text once: a market has far fewer places than jobs.
///
/// ```swift
/// var places = PlaceMemo(gazetteer)
/// for job in jobs { places.resolve(job.places[0].text) }
/// ```
package struct PlaceMemo: Sendable {
  private let gazetteer: PlaceGazetteer
  private var known: [String: KnownPlace?] = [:]

  /// Knows nothing yet.
  package init(_ gazetteer: PlaceGazetteer) {
    self.gazetteer = gazetteer
  }

  /// How many distinct texts were looked up.
  package var count: Int { known.count }

  /// The place a text means, as `PlaceGazetteer.resolve`. O(length).
  package mutating func resolve(_ text: String) -> KnownPlace? {
    if let place = known[text] { return place }
    let place = gazetteer.resolve(text)
    known.updateValue(place, forKey: text)
    return place
  }
}
