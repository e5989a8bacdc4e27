import Foundation

/// What names are compared by: words without case, accents and punctuation, and a leading `St`, `Ft` or `Mt` at full length.
enum PlaceKey {
  private static let longForms = ["st": "saint", "ft": "fort", "mt": "mount"]

  /// The key of a name, empty when it holds no letter or digit. O(length).
  static func of(_ name: String) -> String {
    var words = Tokenizer().tokens(in: name.utf8.contains(UInt8(ascii: "'")) ? withoutApostrophes(name) : name)
    if let first = words.first, words.count > 1, let long = longForms[first] { words[0] = long }
    return words.joined(separator: " ")
  }

  /// `King's Lynn` is written `Kings Lynn` as often.
  private static func withoutApostrophes(_ name: String) -> String {
    String(decoding: name.utf8.filter { $0 != UInt8(ascii: "'") }, as: UTF8.self)
  }

  /// The words of a text's parts between commas, slashes, brackets and dashes, without empty ones; `nr` and `near` open one.
  static func pieces(of text: String) -> [[String]] {
    let plain = text.replacing("&#39;", with: "").replacing("&amp;", with: "&")
    let separators: Set<UInt8> = Set(",/();|\n".utf8)
    var pieces: [[String]] = []
    for part in plain.utf8.prefix(longestText).split(whereSeparator: separators.contains) {
      for piece in (String(Substring(part)).components(separatedBy: " - ")) {
        let words = of(piece).split(separator: " ").map(String.init)
        let ends = words.split { near.contains($0) }.map(Array.init)
        pieces += ends.filter { !$0.isEmpty }
      }
    }
    return Array(pieces.suffix(8)).map { Array($0.suffix(24)) }
  }

  /// How much of a place's text is looked at for names within it, in bytes.
  private static let longestText = 2000
  private static let near: Set = ["nr", "near"]

  /// Words of buildings and organisations: a town is named behind them, or before.
  static let institutions: Set<String> = [
    "hospital", "hospitals", "infirmary", "clinic", "centre", "center", "house", "surgery", "practice", "university",
    "college",
    "school", "court", "park", "lodge", "unit", "campus", "road", "street", "lane", "avenue", "building", "office",
    "offices",
    "trust", "prison", "hmp", "hq", "headquarters", "hall", "ward", "care", "health", "healthcare", "service",
    "services",
    "station", "airport", "place", "square", "site", "hub", "nursery", "hotel", "plaza", "tower", "suite", "hospice",
    "home",
    "department", "team", "sites", "organisation", "community", "medical", "business", "estate", "close", "way",
    "drive",
    "general", "district", "royal", "memorial", "st", "foundation", "nhs", "ccg", "villa", "laboratory", "laboratories",
  ]

  /// Words that are places as well, and nearly never meant so within other words.
  static let commonWords: Set<String> = [
    "hospital", "centre", "center", "house", "park", "hall", "royal", "general", "university", "college", "court",
    "lodge",
    "unit", "queen", "king", "kings", "queens", "prince", "princess", "saint", "james", "george", "elizabeth", "mary",
    "hope",
    "trust", "health", "care", "home", "victoria", "albert", "north", "south", "east", "west", "central", "city",
    "town",
    "clinic", "ward", "green", "hill", "bank", "church", "bridge", "street", "road", "school", "office", "business",
    "best",
    "community", "service", "services", "the", "and", "for", "new", "old", "group", "various", "site", "sites",
    "medical",
    "district", "country", "county", "practice", "surgery", "head", "heath", "mount", "grove", "cross", "well", "wells",
    "castle", "manor", "lister", "martin", "wood", "woods", "field", "garden", "gardens", "bay", "sale", "rose",
    "holly",
    "station", "estate", "lea", "orchard", "spring", "valley", "water", "lake", "forest", "mill", "mental", "national",
    "acute",
    "children", "women", "womens", "hub", "team", "base", "remote", "hybrid", "based", "street", "nice", "mobile",
    "bar",
    "split", "orange", "enterprise", "commerce", "industry", "man", "male", "media", "lead", "deal", "battle", "march",
    "bury",
  ]

  /// The keys of a text's parts between commas, without empty ones.
  static func parts(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ",")).map { of(String(Substring($0))) }.filter { !$0.isEmpty }
  }

  /// A key and other spellings that directories use for it.
  static func spellings(of key: String) -> [String] {
    var spellings = [key]
    if key.hasSuffix(" city") { spellings.append(String(key.dropLast(5))) } else { spellings.append(key + " city") }
    for suffix in [" township", " borough", " village", " town"] where key.hasSuffix(suffix) {
      spellings.append(String(key.dropLast(suffix.count)))
    }
    return spellings
  }
}

/// The keys of a place's region and country.
struct AreaKeys: Hashable, Sendable {
  private let region: [String]
  private let country: [String]
  /// ISO code of the country.
  let countryCode: String

  init(_ region: KnownPlace.Named, _ country: KnownPlace.Named) {
    self.region = [PlaceKey.of(region.code), PlaceKey.of(region.name)].filter { !$0.isEmpty }
    self.country =
      [PlaceKey.of(country.code), PlaceKey.of(country.name)].filter { !$0.isEmpty }
      + AreaKeys.otherNames[country.code, default: []]
    countryCode = country.code
  }

  /// What people write for a country beside its name and code, folded.
  private static let otherNames: [String: [String]] = [
    "US": ["usa", "u s a", "u s", "united states of america", "america", "the united states"],
    "GB": ["uk", "u k", "great britain", "britain"] + counties,
    "AE": ["uae", "u a e"], "NL": ["holland", "the netherlands"], "KR": ["south korea", "korea"],
    "CZ": ["czech republic"],
    "DE": ["deutschland"], "ES": ["espana"], "IT": ["italia"], "AT": ["osterreich"], "CH": ["schweiz", "suisse"],
    "BR": ["brasil"], "RU": ["russia"], "VN": ["vietnam"], "CN": ["prc", "p r china"],
    "IE": ["republic of ireland", "eire"],
  ]

  /// Counties of Great Britain, which stand behind a town as regions do.
  private static let counties = [
    "bedfordshire", "berkshire", "buckinghamshire", "cambridgeshire", "cheshire", "cornwall", "cumbria", "derbyshire",
    "devon",
    "dorset", "county durham", "co durham", "east sussex", "west sussex", "sussex", "essex", "gloucestershire",
    "greater london", "greater manchester", "hampshire", "herefordshire", "hertfordshire", "herts", "isle of wight",
    "kent",
    "lancashire", "leicestershire", "lincolnshire", "merseyside", "norfolk", "northamptonshire", "northumberland",
    "north yorkshire", "south yorkshire", "west yorkshire", "east yorkshire", "yorkshire", "nottinghamshire",
    "oxfordshire",
    "rutland", "shropshire", "somerset", "staffordshire", "suffolk", "surrey", "tyne and wear", "warwickshire",
    "west midlands", "wiltshire", "worcestershire", "gwent", "dyfed", "powys", "gwynedd", "clwyd", "south glamorgan",
    "mid glamorgan", "west glamorgan", "pembrokeshire", "carmarthenshire", "ceredigion", "middlesex", "fife",
    "lanarkshire",
    "aberdeenshire", "south wales", "north wales",
  ]

  /// Every key there is.
  var all: [String] { region + country }

  /// Whether a part of a text is the region.
  func isRegion(_ part: String) -> Bool { region.contains(part) }

  /// Whether a part of a text is the country.
  func isCountry(_ part: String) -> Bool { country.contains(part) }

  /// Whether a part of a text is the region or the country.
  func contains(_ part: String) -> Bool { region.contains(part) || country.contains(part) }
}
