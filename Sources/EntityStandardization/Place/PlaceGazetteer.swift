import JobMarket

/// Finds the known place that a text means.
///
/// ```swift
/// gazetteer.resolve("Newark, New Jersey")?.displayName           // "Newark, NJ, US"
/// gazetteer.resolve("newark")?.displayName                       // the same: the most populous Newark
/// gazetteer.resolve("100 Main St, Newark, NJ, US")?.displayName  // the same: what stands before is an address
/// gazetteer.resolve("Newark, France")                            // nil: no such place, so none is guessed
/// ```
///
/// The text is a city, then perhaps its region and country, separated by commas. Names match without regard to case,
/// accents and punctuation; `St`, `Ft` and `Mt` match their long forms. Among several the most populous wins, equal ones
/// by their order in the list; a fallback wins only where no other place fits.
///
/// What is no city with its region and country may still be one in an address: with a postal code, behind an institution of
/// its name, or with hints from the record (`PlaceHints`); see `PlaceGazetteer.read`.
///
/// When the whole text is no place, leading parts are dropped as long as a city and its region or country remain. A name
/// that is also a region's or country's then needs its own region behind it: `Smallville, New York, US` says nothing of the
/// city of New York, `350 5th Ave, New York, NY` does.
public struct PlaceGazetteer: Sendable {
  /// The places, in the order given.
  public let places: [KnownPlace]
  let directory: PlaceNames
  private let fallback: PlaceNames
  /// The distinct pairs of region and country, and each place's among them.
  let areas: [AreaKeys]
  private let areaOfPlace: [Int32]
  let areaNames: Set<String>

  /// Indexes places by every name they have. O(total length of the names).
  public init(_ places: [KnownPlace]) {
    self.init(places) { $0.alternateNames.map(PlaceKey.of) }
  }

  /// Indexes places whose other names are keys already, as `foldingNames` leaves them: many times faster.
  package init(folded places: [KnownPlace]) {
    self.init(places) { $0.alternateNames }
  }

  private init(_ places: [KnownPlace], otherKeys: (KnownPlace) -> [String]) {
    self.places = places
    let own = places.map { PlaceKey.of($0.name) }
    directory = PlaceNames(
      of: places.indices.filter { !places[$0].isFallback }, in: places, own: own, others: otherKeys)
    fallback = PlaceNames(
      of: places.indices.filter { places[$0].isFallback }, in: places, own: own, others: otherKeys)
    var numbers: [[KnownPlace.Named]: Int32] = [:]
    var areas: [AreaKeys] = []
    areaOfPlace = places.map { place in
      if let number = numbers[[place.region, place.country]] { return number }
      let number = Int32(areas.count)
      numbers[[place.region, place.country]] = number
      areas.append(AreaKeys(place.region, place.country))
      return number
    }
    self.areas = areas
    areaNames = Set(areas.flatMap(\.all))
  }

  /// Places with their other names made what texts are compared with, each once: the slow part of indexing them.
  /// O(total length of the names).
  package static func foldingNames(of places: [KnownPlace]) -> [KnownPlace] {
    places.map { place in
      var seen: Set = ["", PlaceKey.of(place.name)]
      var folded = place
      folded.alternateNames = place.alternateNames.map(PlaceKey.of).filter { seen.insert($0).inserted }
      return folded
    }
  }

  /// The place a text means, or `nil` when no place has that name in the region and country it gives. O(length + places of
  /// the name).
  public func resolve(_ text: String) -> KnownPlace? {
    match(text)?.place
  }

  /// A place and how sure the text makes it.
  package struct Match: Sendable {
    /// The place.
    package var place: KnownPlace
    /// Whether the text gives its region or country too.
    package var isLocated: Bool
  }

  /// The place a text means and how sure that is: by what it says itself, and by what else the record says.
  package func match(_ text: String, hints: PlaceHints = .none) -> Match? {
    let parts = PlaceKey.parts(of: text)
    if let match = strict(parts, hints: hints) { return match }
    if let match = read(PlaceKey.pieces(of: text), hints: hints) { return match }
    return strict(parts, hints: hints, in: fallback)
  }

  /// What a place's region and country are called.
  func area(of index: Int) -> AreaKeys { areas[Int(areaOfPlace[index])] }

  /// A city with its region and country, perhaps behind an address.
  func strict(_ keys: [String], hints: PlaceHints, in names: PlaceNames? = nil) -> Match? {
    let names = names ?? directory
    var parts = keys[...]
    guard let name = parts.popFirst() else { return nil }
    if let index = index(named: name, in: parts, needsRegion: false, hints, names) {
      return Match(place: places[index], isLocated: !parts.isEmpty)
    }
    while let name = parts.popFirst(), !parts.isEmpty {
      if let index = index(named: name, in: parts, needsRegion: areaNames.contains(name), hints, names) {
        return Match(place: places[index], isLocated: true)
      }
    }
    return nil
  }

  private func index(
    named name: String, in parts: ArraySlice<String>, needsRegion: Bool, _ hints: PlaceHints, _ names: PlaceNames
  ) -> Int? {
    guard let spelling = PlaceKey.spellings(of: name).first(where: names.contains) else { return nil }
    func fits(_ index: Int) -> Bool {
      let area = areas[Int(areaOfPlace[index])]
      return parts.allSatisfy(area.contains) && (!needsRegion || parts.contains(where: area.isRegion))
    }
    if parts.isEmpty, !hints.countries.isEmpty,
      let hinted = names.first(
        named: spelling, where: { hints.countries.contains(places[$0].country.code) && fits($0) })
    {
      return hinted
    }
    return names.first(named: spelling, where: fits)
  }

  /// The most populous place that has a name, whatever else the text says: what to compare cleverer readings with.
  package func mostPopulous(named name: String) -> KnownPlace? {
    var best: KnownPlace?
    for place in directory.all(named: PlaceKey.of(name)).map({ places[$0] })
    where place.population > best?.population ?? -1 {
      best = place
    }
    return best
  }
}
