import EntityStandardization
import JobMarket

/// The distinct places that a market's jobs name, gathered while they are read for something else.
struct PlaceSurvey {
  /// How many jobs were seen.
  private(set) var jobCount = 0
  private var mentions: [String: Mention] = [:]

  private struct Mention {
    /// The first point that a job gave for the text.
    var coordinate: Coordinate?
    /// How many places of jobs gave one.
    var count = 0
  }

  /// Notes where a job is. O(its places).
  mutating func add(_ job: Job) {
    jobCount += 1
    for place in job.places where !place.text.isEmpty {
      guard let coordinate = place.coordinate else {
        if mentions[place.text] == nil { mentions[place.text] = Mention() }
        continue
      }
      mentions[place.text, default: Mention()].count += 1
      if mentions[place.text]?.coordinate == nil { mentions[place.text]?.coordinate = coordinate }
    }
  }

  /// The countries where the texts are: those that a text names, itself or by its region, and those of at least three
  /// texts or a tenth of all. A single ambiguous name must not bring a whole country in. O(total length).
  func countries(in gazetteer: PlaceGazetteer) -> Set<String> {
    var named: Set<String> = []
    var counts: [String: Int] = [:]
    for text in mentions.keys {
      guard let match = gazetteer.match(text) else { continue }
      counts[match.place.country.code, default: 0] += 1
      if match.isLocated { named.insert(match.place.country.code) }
    }
    return named.union(counts.filter { $0.value >= 3 || $0.value * 10 >= mentions.count }.keys)
  }

  /// The places written with their coordinates, as fallbacks, in the order of their texts. The more jobs name one, the more
  /// populous it counts. O(texts · log texts).
  func ownPlaces(_ countries: CountryNames) -> [KnownPlace] {
    mentions.sorted { $0.key < $1.key }.compactMap { text, mention in
      guard let coordinate = mention.coordinate else { return nil }
      return WrittenPlace(text, countries).map { written in
        KnownPlace(
          name: written.name, region: .init(code: written.region, name: ""), country: written.country,
          coordinate: coordinate, population: mention.count, isFallback: true)
      }
    }
  }
}

/// The parts of a place's text: `100 Main St, Newark, NJ, US` is an address in a city of a region of a country.
struct WrittenPlace: Equatable {
  /// The city, or whatever is named alone.
  var name: String
  /// Its region as written; may be empty.
  var region = ""
  /// Its country; may be empty.
  var country = KnownPlace.Named(code: "", name: "")

  /// Reads a text; `nil` when it has no part.
  ///
  /// A part that starts with a digit is an address, not a city. The last part is the country if it is known as one;
  /// without a list of countries, if it is a code of two capitals behind a city and its region, since in `Newark, NJ` it is
  /// the region. Then the last two parts are city and region. Three parts of which the last is no known country are still
  /// city, region and country, unless the first is an address.
  init?(_ text: String, _ countries: CountryNames) {
    var parts = text.split(separator: ",").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
    guard let last = parts.last else { return nil }
    let hasRegion = parts.count > 2 && !(parts[parts.count - 3].first?.isNumber ?? false)
    if parts.count > 1, let known = countries.country(last, followsRegion: hasRegion) {
      country = known
      parts.removeLast()
    } else if hasRegion {
      country.name = parts.removeLast()
    }
    name = parts[max(0, parts.count - 2)]
    if parts.count > 1 { region = parts[parts.count - 1] }
  }
}

/// The countries a part of a text can be.
struct CountryNames {
  private let byKey: [String: KnownPlace.Named]
  private let regionCodes: Set<String>

  /// Knows no list: a code of two capitals is taken for a country's.
  init() {
    (byKey, regionCodes) = ([:], [])
  }

  /// Knows a list.
  ///
  /// - Parameters:
  ///   - names: names by code; a further code may have the same name.
  ///   - regionCodes: codes of regions, which win over countries' where only a city stands before: `Chicago, IL`.
  init(_ names: [KnownPlace.Named], aliases: [String: KnownPlace.Named] = [:], regionCodes: Set<String>) {
    var byKey: [String: KnownPlace.Named] = [:]
    for (alias, named) in aliases { byKey[Tokenizer().folded(alias)] = named }
    for named in names {
      byKey[Tokenizer().folded(named.name)] = named
      byKey[Tokenizer().folded(named.code)] = named
    }
    (self.byKey, self.regionCodes) = (byKey, regionCodes)
  }

  /// The country that a text's last part names, if it does.
  ///
  /// - Parameter followsRegion: whether a city and its region stand before it.
  func country(_ part: String, followsRegion: Bool) -> KnownPlace.Named? {
    if byKey.isEmpty {
      let isCode = part.utf8.count == 2 && part.utf8.allSatisfy { (0x41...0x5A).contains($0) }
      return isCode && followsRegion ? KnownPlace.Named(code: part, name: "") : nil
    }
    return !followsRegion && regionCodes.contains(part) ? nil : byKey[Tokenizer().folded(part)]
  }
}

extension Substring {
  /// Itself without white space at its ends.
  fileprivate func trimmingWhitespace() -> String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
