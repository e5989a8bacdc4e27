import JobMarket
import LinkGraph

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
  /// How links are learned from hires.
  public var links = Links()
  /// How learned links target promoted jobs.
  public var target = Target()
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

  /// How links are learned from hires (PAPER 2.2 to 2.5).
  public struct Links: Codable, Sendable, Equatable {
    /// Which field of a seeker may be joined to which field of a job.
    public var templates: [LinkTemplate] = Links.initialTemplates
    /// The most meta links in a link.
    public var maximumSize = 3
    /// In how many pairs a link must occur.
    public var minimumSupport = 3
    /// Whether links of more no-hires than hires are kept.
    public var keepsMoreNoHires = false
    /// The most meta links of one pair that are combined.
    public var mostMetaLinksAPair = 32
    /// How many no-hires are drawn a hire where no application led to nothing.
    public var noHiresAHire = 3
    /// Decides what is drawn and held out.
    public var seed: UInt64 = 1
    /// Links that prior knowledge gives beside those that are learned.
    public var prior: [Prior] = [.same, .related]

    /// What gives links without a hire.
    public enum Prior: String, Codable, Sendable, CaseIterable {
      /// The same title or occupation on both sides, as templates permit.
      case same
      /// An occupation and those that a taxonomy relates to it.
      case related
    }

    /// Equal fields of what a market most often knows of both sides.
    private static let initialTemplates = [
      "title:title", "occupation:occupation", "skill:skill", "seniority:seniority",
    ]
    .compactMap { try? LinkTemplate($0) }
  }

  /// How learned links target promoted jobs (PAPER 2.6, 2.7 and 2.12).
  public struct Target: Codable, Sendable, Equatable {
    /// What ranks links.
    public var quality: LinkQuality = .ratio
    /// The least quality of a link that is served.
    public var minimumQuality: Float = 0
    /// How a job's score is made of the qualities of the links that join it.
    public var score: Score = .best
    /// How many open jobs a seeker's links are to reach at least.
    public var leastJobs = 100
    /// How many seekers a job's links are to reach at most for each of its openings; 0 sets no limit.
    public var mostSeekersAnOpening = 0

    /// How a job's score is made.
    public enum Score: String, Codable, Sendable, CaseIterable { case best, mean }
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
    func require(
      _ condition: Bool, _ key: String, _ found: any CustomStringConvertible, _ allowed: String
    ) throws {
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
    try validateLinks(require)
    let near = places.nearKilometers
    try require(
      near > 0 && near <= Radius.greatest, "places.nearKilometers", near,
      "a number above 0 and at most \(Radius.greatest)")
    let scale = recommend.placeScaleKilometers
    try require((0.001...100_000).contains(scale), "recommend.placeScaleKilometers", scale, "0.001 to 100000")
    try require(
      (100...1_000_000).contains(evaluate.resamples), "evaluate.resamples", evaluate.resamples, "100 to 1000000")
  }

  private func validateLinks(_ require: (Bool, String, any CustomStringConvertible, String) throws -> Void) throws {
    try require(!links.templates.isEmpty, "links.templates", "[]", "at least one SEEKERFIELD:JOBFIELD")
    let numbers = [
      ("links.maximumSize", links.maximumSize, 1...8),
      ("links.minimumSupport", links.minimumSupport, 1...1_000_000_000),
      ("links.mostMetaLinksAPair", links.mostMetaLinksAPair, 1...64),
      ("links.noHiresAHire", links.noHiresAHire, 0...1000),
      ("target.leastJobs", target.leastJobs, 0...1_000_000_000),
      ("target.mostSeekersAnOpening", target.mostSeekersAnOpening, 0...1_000_000_000),
    ]
    for (key, found, allowed) in numbers {
      try require(allowed.contains(found), key, found, "\(allowed.lowerBound) to \(allowed.upperBound)")
    }
    try require(
      target.minimumQuality.isFinite && target.minimumQuality >= 0, "target.minimumQuality", target.minimumQuality,
      "a number of 0 or more")
  }
}
