import JobMarket

/// Everything a workspace can be told, as one tree; the file `jobmatch.yaml` holds it.
///
/// A key that the file leaves out has its default, so that an empty file is a configuration. Every key is described once,
/// in `Configuration.reference`, from which the commented file and the guide are generated.
public struct Configuration: Codable, Sendable, Equatable {
  /// Which attributes exist.
  public var attributes = Attributes()
  /// How text becomes vectors.
  public var text = Text()
  /// Where places are looked up.
  public var places = Places()
  /// How text becomes entities.
  public var standardize = Standardize()
  /// How jobs are recommended to a seeker.
  public var recommend = Recommend()
  /// How judgements are made.
  public var evaluate = Evaluate()

  /// The defaults.
  public init() {}

  /// Which attributes exist.
  public struct Attributes: Codable, Sendable, Equatable {
    /// Field names beside the standard ones.
    public var additionalFields: [AttributeField] = []
  }

  /// How text becomes vectors.
  public struct Text: Codable, Sendable, Equatable {
    /// The parts of a job whose words count.
    public var parts: [Part] = [.title, .company, .skills]

    /// A part of a job with words.
    public enum Part: String, Codable, Sendable, CaseIterable {
      case title, company, industry, skills, description
    }
  }

  /// Where places are looked up.
  public struct Places: Codable, Sendable, Equatable {
    /// The folder of GeoNames files; empty knows only places to which the market itself gives coordinates.
    public var geonames = ""
    /// The distance in kilometres that "near" allows in a search.
    public var nearKilometers: Double = 50
  }

  /// How text becomes entities.
  public struct Standardize: Codable, Sendable, Equatable {
    /// Taxonomies: `onet=DIR`, `esco=DIR`, or `field=FILE.csv`.
    public var taxonomies: [String] = []
    /// Only titles and skills that are labels count; typing slips are not forgiven.
    public var exact = false
    /// The least confidence with which a mention becomes a value.
    public var minimumConfidence: Float = 0.4
  }

  /// How jobs are recommended to a seeker.
  public struct Recommend: Codable, Sendable, Equatable {
    /// How many jobs are shown.
    public var count = 10
    /// The weight of the words of jobs the seeker engaged with.
    public var historyWeight: Float = 1
    /// The weight of the words of the seeker's own profile.
    public var profileWeight: Float = 0.5
    /// The weight of occupations shared or related.
    public var occupationWeight: Float = 0.25
    /// The weight of skills shared.
    public var skillWeight: Float = 0.1
    /// The weight of nearness.
    public var placeWeight: Float = 2
    /// The distance in kilometres over which nearness falls to 37 %.
    public var placeScaleKilometers: Double = 50
    /// The kinds of engagement after which a job is not shown again.
    public var hides: [Engagement.Kind] = [.view, .click, .apply, .dismiss]
  }

  /// How judgements are made.
  public struct Evaluate: Codable, Sendable, Equatable {
    /// The seed of every resampling.
    public var seed: UInt64 = 1
    /// How often cases are resampled for an interval.
    public var resamples = 2000
  }

  /// Every field that exists here: the standard ones, then the additional ones.
  public var fields: [AttributeField] {
    AttributeField.standard + attributes.additionalFields.filter { !AttributeField.standard.contains($0) }
  }

  /// Refuses values that no stage could use.
  ///
  /// - Throws: `ConfigurationError` naming the key, the value and what is allowed.
  public func validate() throws {
    func require(_ condition: Bool, _ key: String, _ found: some Any, _ allowed: String) throws {
      if !condition { throw ConfigurationError(key: key, found: "\(found)", allowed: allowed) }
    }
    let reserved = attributes.additionalFields.filter(\.isReserved).map(\.name).joined(separator: ", ")
    try require(
      reserved.isEmpty, "attributes.additionalFields", reserved,
      "no field that says who somebody is: that comes in groups files, for the audit alone")
    try require(!text.parts.isEmpty, "text.parts", "[]", "at least one part")
    try require((1...10_000).contains(recommend.count), "recommend.count", recommend.count, "1 to 10000")
    let weights = [
      ("historyWeight", recommend.historyWeight), ("profileWeight", recommend.profileWeight),
      ("occupationWeight", recommend.occupationWeight), ("skillWeight", recommend.skillWeight),
      ("placeWeight", recommend.placeWeight),
    ]
    for (key, weight) in weights {
      try require((0...1_000_000).contains(weight), "recommend.\(key)", weight, "a number from 0 to 1000000")
    }
    try require(
      (0...1).contains(standardize.minimumConfidence), "standardize.minimumConfidence", standardize.minimumConfidence,
      "a number from 0 to 1")
    let near = places.nearKilometers
    try require(
      near > 0 && near <= Radius.greatest, "places.nearKilometers", near,
      "a number above 0 and at most \(Radius.greatest)")
    let scale = recommend.placeScaleKilometers
    try require((0.001...100_000).contains(scale), "recommend.placeScaleKilometers", scale, "0.001 to 100000")
    try require(
      (100...1_000_000).contains(evaluate.resamples), "evaluate.resamples", evaluate.resamples, "100 to 1000000")
  }
}
