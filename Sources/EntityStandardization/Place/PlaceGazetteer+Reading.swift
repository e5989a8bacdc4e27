import JobMarket

/// Reading of texts that are more than a city with its region and country: what stands round the name is a hospital, a
/// postcode, a hint.
///
/// A name is looked for among the words of the parts between commas, the last part first, whole parts before pieces of
/// them. It counts when something confirms it: a postcode (the place lies near the town that the postcode's area is named
/// after), a country that is hinted at, a part before that has the same name in it, or that ends like an institution.
extension PlaceGazetteer {
  /// How far from its area's town a postcode may lie, in kilometres: areas such as Inverness's reach farther, but hold few.
  private static let postcodeReach = 85.0
  /// The same where a whole part of the text is the name.
  private static let wholeReach = 130.0

  /// The place in a text that is not one as it stands.
  func read(_ whole: [[String]], hints: PlaceHints) -> Match? {
    var parts = whole
    var code: PostalCode?
    for index in parts.indices.reversed() where code == nil { code = PostalCode.extract(from: &parts[index]) }
    let stripped = parts.filter { !$0.isEmpty }
    let anchor = code.flatMap { self.anchor(of: $0) }
    let countries = code.map { [$0.country] } ?? hints.countries
    if code != nil, anchor == nil, !stripped.isEmpty {
      // A code of another country takes no part in the names.
      if let match = strict(stripped.map { $0.joined(separator: " ") }, hints: PlaceHints(countries: countries)) {
        return match
      }
    }
    let areaCountries = stripped.count > 1 ? self.countries(named: stripped[stripped.count - 1]) : []
    let evidence = Evidence(
      countries: areaCountries.isEmpty ? Set(countries) : areaCountries, anchor: anchor?.coordinate,
      isConfirmed: code != nil || areaCountries.isEmpty && !hints.countries.isEmpty)
    if let index = find(in: stripped, evidence) { return Match(place: places[index], isLocated: code != nil) }
    if evidence.isConfirmed, let index = named(in: hints.words, evidence) {
      return Match(place: places[index], isLocated: false)
    }
    return anchor.map { Match(place: $0, isLocated: false) }
  }

  private struct Evidence {
    var countries: Set<String>
    var anchor: Coordinate?
    /// Whether more than names speaks for the country, so that pieces of parts count.
    var isConfirmed: Bool
  }

  /// The town of a postcode's area.
  private func anchor(of code: PostalCode) -> KnownPlace? {
    guard let town = PostalCode.areaTowns[code.area] else { return nil }
    let crown: Set = ["GB", "JE", "GG", "IM"]
    for spelling in PlaceKey.spellings(of: town) {
      if let index = directory.first(named: spelling, where: { crown.contains(places[$0].country.code) }) {
        return places[index]
      }
    }
    return nil
  }

  private func find(in parts: [[String]], _ evidence: Evidence) -> Int? {
    for (number, words) in parts.enumerated().reversed() {
      let key = words.joined(separator: " ")
      let isLast = number == parts.count - 1
      guard !areaNames.contains(key) || evidence.anchor != nil,
        evidence.isConfirmed || isLast && isConfirmed(words, by: parts[..<number])
      else { continue }
      if let index = best(named: key, evidence, reach: PlaceGazetteer.wholeReach) { return index }
    }
    guard evidence.isConfirmed else { return named(beforeInstitutionIn: parts, evidence) }
    for words in parts.reversed() {
      if let index = named(in: words, evidence) { return index }
    }
    return nil
  }

  /// Whether the parts before speak for a name: one has its words in it, or the last of them is an institution.
  private func isConfirmed(_ words: [String], by parts: ArraySlice<[String]>) -> Bool {
    guard !parts.isEmpty, !areaNames.contains(words.joined(separator: " ")) else { return false }
    return parts.contains { Set($0).isSuperset(of: words) }
      || parts.contains { $0.contains(where: PlaceKey.institutions.contains) }
  }

  /// The name that an institution begins with: `Southampton General Hospital`.
  private func named(beforeInstitutionIn parts: [[String]], _ evidence: Evidence) -> Int? {
    for words in parts.reversed() where words.count > 1 && words.contains(where: PlaceKey.institutions.contains) {
      for length in (1...min(3, words.count - 1)).reversed() {
        let key = words[..<length].joined(separator: " ")
        guard !PlaceKey.commonWords.contains(key), !areaNames.contains(key) else { continue }
        let found = directory.first(named: key) {
          places[$0].population >= 50_000 && ownKey($0) == key
            && (evidence.countries.isEmpty || evidence.countries.contains(places[$0].country.code))
        }
        if let found { return found }
      }
    }
    return nil
  }

  /// The longest name among words, later ones first; single words must not be common ones.
  private func named(in words: [String], _ evidence: Evidence) -> Int? {
    for length in (1...4).reversed() where length <= words.count {
      for start in (0...(words.count - length)).reversed() {
        let key = words[start..<(start + length)].joined(separator: " ")
        if areaNames.contains(key) { continue }
        if length == 1, PlaceKey.commonWords.contains(key) || key.utf8.count < 3 { continue }
        if let index = best(named: key, evidence) { return index }
      }
    }
    return nil
  }

  /// The place of a name that fits the evidence best: the nearest to where it must be, else the first of a country that is
  /// hinted at, else the first of all.
  private func best(named key: String, _ evidence: Evidence, reach: Double = postcodeReach) -> Int? {
    for spelling in PlaceKey.spellings(of: key) where directory.contains(spelling) {
      if let anchor = evidence.anchor {
        let near = directory.first(named: spelling) {
          places[$0].coordinate.kilometers(to: anchor) < reach
        }
        if let near { return near }
        continue
      }
      if let hinted = directory.first(named: spelling, where: { evidence.countries.contains(places[$0].country.code) })
      {
        return hinted
      }
      if evidence.countries.isEmpty, let any = directory.first(named: spelling, where: { _ in true }) { return any }
    }
    return nil
  }

  private func ownKey(_ index: Int) -> String { PlaceKey.of(places[index].name) }

  /// The countries that a part names.
  private func countries(named words: [String]) -> Set<String> {
    let key = words.joined(separator: " ")
    guard areaNames.contains(key) else { return [] }
    var found: Set<String> = []
    for area in areas where area.isCountry(key) { found.insert(area.countryCode) }
    return found
  }
}
