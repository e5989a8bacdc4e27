/// What names are compared by: words without case, accents and punctuation, and a leading `St`, `Ft` or `Mt` at full length.
enum PlaceKey {
  private static let longForms = ["st": "saint", "ft": "fort", "mt": "mount"]

  /// The key of a name, empty when it holds no letter or digit. O(length).
  static func of(_ name: String) -> String {
    var words = Tokenizer().tokens(in: name)
    if let first = words.first, words.count > 1, let long = longForms[first] { words[0] = long }
    return words.joined(separator: " ")
  }

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

  init(_ region: KnownPlace.Named, _ country: KnownPlace.Named) {
    self.region = [PlaceKey.of(region.code), PlaceKey.of(region.name)].filter { !$0.isEmpty }
    self.country = [PlaceKey.of(country.code), PlaceKey.of(country.name)].filter { !$0.isEmpty }
  }

  /// Every key there is.
  var all: [String] { region + country }

  /// Whether a part of a text is the region.
  func isRegion(_ part: String) -> Bool { region.contains(part) }

  /// Whether a part of a text is the region or the country.
  func contains(_ part: String) -> Bool { region.contains(part) || country.contains(part) }
}
