/// What else a record says of where it is, while a place's text is read.
///
/// ```swift
/// gazetteer.match("Worcester", hints: PlaceHints(organisation: "Worcestershire Acute Hospitals NHS Trust"))
/// // Worcester, ENG, GB, though Worcester, MA, US is greater
/// ```
public struct PlaceHints: Hashable, Sendable {
  /// ISO codes of countries that are likelier than others.
  public var countries: Set<String>
  /// Folded words of names beside the place, such as the employer's.
  public var words: [String]

  /// Knows nothing.
  public static let none = PlaceHints()

  /// Takes countries and the words of an organisation's name; its legal form and kind tell a country as well.
  public init(countries: Set<String> = [], organisation: String = "") {
    let words = Tokenizer().tokens(in: organisation)
    self.words = words
    self.countries = countries
    if countries.isEmpty, let country = words.lazy.compactMap({ PlaceHints.countryOfForm[$0] }).first {
      self.countries = [country]
    }
  }

  /// Words of organisations' names that are one country's alone.
  private static let countryOfForm = [
    "nhs": "GB", "hmp": "GB", "cic": "GB", "plc": "GB", "ccg": "GB", "gmbh": "DE", "kgaa": "DE", "bhd": "MY",
    "pty": "AU", "pte": "SG",
    "pvt": "IN",
    "oyj": "FI", "ltda": "BR", "sprl": "BE", "kft": "HU", "llc": "US", "pllc": "US",
  ]
}
