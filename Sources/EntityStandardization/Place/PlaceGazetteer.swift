import JobMarket

/// Finds the known place that a text means.
///
/// ```swift
/// gazetteer.resolve("Newark, New Jersey")?.displayName  // "Newark, NJ, US"
/// gazetteer.resolve("newark")?.displayName              // the same: the most populous Newark
/// gazetteer.resolve("Newark, France")                   // nil: no such place, so none is guessed
/// ```
///
/// The text is a city, then perhaps its region and country, separated by commas. Names match without regard to case,
/// accents and punctuation; `St`, `Ft` and `Mt` match their long forms. Among several the most populous wins, equal ones
/// by their order in the list.
public struct PlaceGazetteer: Sendable {
  /// The places, in the order given.
  public let places: [KnownPlace]
  private let byName: [String: [Int]]

  /// Indexes places by every name they have. O(total names).
  public init(_ places: [KnownPlace]) {
    self.places = places
    var byName: [String: [Int]] = [:]
    for (index, place) in places.enumerated() {
      var seen: Set<String> = []
      for name in [place.name] + place.alternateNames {
        let key = PlaceGazetteer.key(name)
        if !key.isEmpty, seen.insert(key).inserted { byName[key, default: []].append(index) }
      }
    }
    self.byName = byName.mapValues { indices in
      indices.sorted { (places[$1].population, $0) < (places[$0].population, $1) }
    }
  }

  /// The place a text means, or `nil` when no place has that name in the region and country it gives. O(length).
  public func resolve(_ text: String) -> KnownPlace? {
    var parts = text.split(separator: ",").map { PlaceGazetteer.key(String($0)) }.filter { !$0.isEmpty }
    guard !parts.isEmpty else { return nil }
    let name = parts.removeFirst()
    return candidates(name).first { index in
      let place = places[index]
      return parts.allSatisfy { part in
        [place.region.code, place.region.name, place.country.code, place.country.name]
          .contains { PlaceGazetteer.key($0) == part }
      }
    }.map { places[$0] }
  }

  /// Places of a name, best first; a primary name goes before an alternate one, else "York" might be New York.
  private func candidates(_ name: String) -> [Int] {
    let found = byName[name] ?? PlaceGazetteer.variants(of: name).lazy.compactMap { byName[$0] }.first ?? []
    let primary = found.filter { PlaceGazetteer.key(places[$0].name) == name }
    return primary + found.filter { PlaceGazetteer.key(places[$0].name) != name }
  }

  /// Spellings that directories use for one another.
  private static func variants(of name: String) -> [String] {
    var variants: [String] = []
    if name.hasSuffix(" city") { variants.append(String(name.dropLast(5))) } else { variants.append(name + " city") }
    for suffix in [" township", " borough", " village", " town"] where name.hasSuffix(suffix) {
      variants.append(String(name.dropLast(suffix.count)))
    }
    return variants
  }

  private static let longForms = ["st": "saint", "ft": "fort", "mt": "mount"]

  private static func key(_ text: String) -> String {
    var words = Tokenizer().tokens(in: text)
    if let first = words.first, words.count > 1, let long = longForms[first] { words[0] = long }
    return words.joined(separator: " ")
  }
}
