import JobMarket

/// A city of a gazetteer.
public struct KnownPlace: Hashable, Sendable {
  /// Its name in its own list: `Newark`.
  public var name: String
  /// Other names and spellings.
  public var alternateNames: [String]
  /// What its region is called: code and name, `NJ` and `New Jersey`; either may be empty.
  public var region: Named
  /// What its country is called: ISO code and name, `US` and `United States`.
  public var country: Named
  /// Where it is.
  public var coordinate: Coordinate
  /// How many live there; decides between places of one name.
  public var population: Int
  /// Whether it is asked only where no other place has the name: a place that a market, not a directory, knows.
  public var isFallback: Bool

  /// Makes a known place.
  public init(
    name: String, alternateNames: [String] = [], region: Named, country: Named, coordinate: Coordinate, population: Int,
    isFallback: Bool = false
  ) {
    (self.name, self.alternateNames, self.region) = (name, alternateNames, region)
    (self.country, self.coordinate, self.population) = (country, coordinate, population)
    self.isFallback = isFallback
  }

  /// A code and a name for one thing.
  public struct Named: Hashable, Sendable {
    /// The short form; may be empty.
    public var code: String
    /// The long form; may be empty.
    public var name: String

    /// Makes a pair of names.
    public init(code: String, name: String) {
      (self.code, self.name) = (code, name)
    }

    /// The code, or the name of what has none.
    public var shortest: String { code.isEmpty ? name : code }
  }

  /// `Newark, NJ, US`.
  public var displayName: String {
    [name, region.shortest, country.shortest].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
