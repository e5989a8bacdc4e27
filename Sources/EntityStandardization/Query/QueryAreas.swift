import JobMarket

/// The regions and countries of a gazetteer by their names.
public struct QueryAreas: Sendable {
  /// A region with its country.
  struct Region: Hashable, Sendable {
    var region: KnownPlace.Named
    var country: KnownPlace.Named
  }

  private var regionsByName: [String: Region] = [:]
  private var regionsByCode: [String: Region] = [:]
  private var countries: [String: KnownPlace.Named] = [:]

  /// Gathers the areas of places; of regions of one name that with the most people counts. O(places).
  public init(_ gazetteer: PlaceGazetteer) {
    var people: [Region: Int] = [:]
    for place in gazetteer.places where !place.isFallback {
      people[Region(region: place.region, country: place.country), default: 0] += max(1, place.population)
    }
    let tokenizer = Tokenizer()
    let ordered = people.sorted { first, second in
      first.value != second.value
        ? first.value > second.value
        : (first.key.country.shortest, first.key.region.shortest) < (
          second.key.country.shortest, second.key.region.shortest
        )
    }
    for (area, _) in ordered {
      func add(_ name: String, to table: inout [String: Region]) {
        let key = tokenizer.folded(name)
        if !key.isEmpty, table[key] == nil { table[key] = area }
      }
      add(area.region.name, to: &regionsByName)
      if area.region.code.contains(where: \.isLetter) { add(area.region.code, to: &regionsByCode) }
      for name in [area.country.name, area.country.code] {
        let key = tokenizer.folded(name)
        if key.utf8.count > 2, countries[key] == nil { countries[key] = area.country }
      }
    }
    let byCode = Dictionary(
      ordered.map { ($0.key.country.code, $0.key.country) }, uniquingKeysWith: { first, _ in first })
    for (name, code) in QueryVocabulary.countryNames { countries[name] = byCode[code] ?? countries[name] }
  }

  /// The country of a folded name. O(1).
  func country(_ name: String) -> KnownPlace.Named? { countries[name] }

  /// The region of a folded name. O(1).
  func region(_ name: String) -> Region? { regionsByName[name] }

  /// The region of a folded code. O(1).
  func region(code: String) -> Region? { regionsByCode[code] }
}
