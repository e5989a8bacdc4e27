import JobMarket
import LinkGraph
import SyntheticMarket

/// The pairs of a synthetic market in plain attributes, and what is true of them.
struct PlantedWorld: Sendable {
  /// The planted links as sides.
  let planted: [LinkSides]
  /// The pairs to learn from.
  let learned: Part
  /// Pairs of other seekers.
  let heldOut: Part

  /// Pairs of some seekers.
  struct Part: Sendable {
    var pairs: HirePairs
    /// Whether each pair is qualified.
    var isQualified: [Bool] = []
    /// The planted links that join each pair.
    var planted: [[Int]] = []
    /// How probably it is a hire.
    var probability: [Double] = []
  }

  static let seekerFields: [AttributeField] = [.title, .skill, .major, .company]
  static let jobFields: [AttributeField] = [.title, .industry, .seniority, .company]

  init(_ generator: MarketGenerator, heldOut count: Int) throws {
    let truth = generator.truth
    var values: [AttributeField: Vocabulary] = [:]
    func numbered(_ attributes: Attributes, _ fields: [AttributeField]) -> [AttributeField: [ValueID]] {
      var row: [AttributeField: [ValueID]] = [:]
      for field in fields {
        row[field] = (attributes[field] ?? []).map { values[field, default: Vocabulary()].intern($0) }
      }
      return row
    }
    planted = truth.links.map { link in
      func side(_ attributes: [PlantedLink.Attribute]) -> Set<LinkSides.Value> {
        Set(
          attributes.map {
            LinkSides.Value(field: $0.field, value: values[$0.field, default: Vocabulary()].intern($0.value))
          })
      }
      return LinkSides(seeker: side(link.seeker), job: side(link.job))
    }
    let seekerCount = generator.configuration.seekers
    let first = max(0, seekerCount - max(0, count))
    var jobs = AttributeTable(fields: PlantedWorld.jobFields)
    for job in 0..<generator.configuration.jobs {
      try jobs.append(numbered(truth.attributes(ofJob: job), PlantedWorld.jobFields))
    }
    func part(_ range: Range<Int>) throws -> Part {
      var seekers = AttributeTable(fields: PlantedWorld.seekerFields)
      var outcomes: [(seeker: Int, row: Int, job: Int, isHire: Bool, isQualified: Bool)] = []
      for seeker in range {
        let history = generator.history(ofSeeker: seeker)
        guard !history.applications.isEmpty else { continue }
        let row = try seekers.append(numbered(truth.attributes(ofSeeker: seeker), PlantedWorld.seekerFields))
        let hired = Set(history.hires.map(\.job))
        for application in history.applications {
          guard let job = Int(application.job.drop { $0 != "-" }.dropFirst()) else { continue }
          outcomes.append((seeker, row, job, hired.contains(application.job), application.isQualified))
        }
      }
      var part = Part(pairs: HirePairs(seekers: seekers, jobs: jobs))
      for outcome in outcomes {
        part.pairs.append(seeker: outcome.row, job: outcome.job, isHire: outcome.isHire)
        part.isQualified.append(outcome.isQualified)
        part.planted.append(truth.links(joining: outcome.seeker, outcome.job))
        part.probability.append(truth.hireProbability(seeker: outcome.seeker, job: outcome.job))
      }
      return part
    }
    learned = try part(0..<first)
    heldOut = try part(first..<seekerCount)
  }
}

/// What a link asks of a seeker and of a job; links with the same sides join the same pairs.
struct LinkSides: Hashable, Sendable {
  let seeker: Set<Value>
  let job: Set<Value>

  /// A value of a field.
  struct Value: Hashable, Sendable {
    let field: AttributeField
    let value: ValueID
  }

  init(seeker: Set<Value>, job: Set<Value>) { (self.seeker, self.job) = (seeker, job) }

  init(_ link: Link, templates: [LinkTemplate]) {
    seeker = Set(
      link.metaLinks.map { Value(field: templates[$0.template].seekerField, value: $0.seekerValue) })
    job = Set(link.metaLinks.map { Value(field: templates[$0.template].jobField, value: $0.jobValue) })
  }

  /// Whether it asks all that another one asks, and perhaps more.
  func asksAll(of other: LinkSides) -> Bool {
    seeker.isSuperset(of: other.seeker) && job.isSuperset(of: other.job)
  }
}
