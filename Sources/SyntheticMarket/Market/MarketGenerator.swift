import JobMarket
import VectorMath

/// A market that never was, whose right answers are known: seekers, jobs, what happened between them, and why.
///
/// ```swift
/// let generator = try MarketGenerator(configuration: MarketConfiguration(), seed: 42)
/// generator.job(17).title                                // the same on every machine
/// try generator.write(to: "demo")                        // the market's files
/// generator.truth.isQualified(seeker: 3, job: 17)
/// ```
///
/// Every job is a function of the configuration, the seed and its number, every seeker with all they do likewise, so any
/// part can be made alone, in any order and on any thread. Memory does not grow with the market.
///
/// Not promised: that a job hires no more people than it has openings (nobody counts across seekers), nor that any
/// figure resembles a real market's.
public struct MarketGenerator: Sendable {
  /// How large the market is and how its people behave.
  public let configuration: MarketConfiguration
  /// What decides everything else.
  public let seed: UInt64
  /// What is true beneath the events.
  public var truth: PlantedTruth { PlantedTruth(generator: self) }

  let layout: JobLayout
  let companies: CompanyCatalog
  let links: [LinkRule]
  let jobStream: SeededRandom, seekerStream: SeededRandom, eventStream: SeededRandom, groupStream: SeededRandom
  let campaignStream: SeededRandom, careerStream: SeededRandom
  let levels = AliasTable(weights: Level.jobWeights)
  let cityWeights = AliasTable(weights: CityCatalog.all.map(\.size))
  let occupationWeights: AliasTable
  let groupTables = GroupDimension.all.map { AliasTable(weights: $0.weights) }
  /// The numbers of the industries that hire each family.
  let industryNumbers: [[Int]]
  let allMajors: [String]
  /// The cities near each city, itself first, then by distance.
  let nearCities: [[Int]]
  /// Kilometres between two cities: `first × cities + second`.
  let distances: [Float]

  /// Prepares a market; makes no part of it yet.
  ///
  /// - Throws: `MarketConfigurationError`. O(1).
  public init(configuration: MarketConfiguration = MarketConfiguration(), seed: UInt64) throws(MarketConfigurationError)
  {
    try configuration.validate()
    (self.configuration, self.seed) = (configuration, seed)
    let root = SeededRandom(seed: seed)
    layout = JobLayout(count: configuration.jobs, random: root.split(1))
    companies = CompanyCatalog(count: min(max(configuration.jobs / 20, 48), 24_000))
    (jobStream, seekerStream, eventStream) = (root.split(2), root.split(3), root.split(4))
    (groupStream, campaignStream, careerStream) = (root.split(5), root.split(6), root.split(8))
    let layout = layout
    // As many seek an occupation as it has jobs, about; none is without seekers.
    occupationWeights = AliasTable(
      weights: OccupationCatalog.all.indices.map { Double(layout.positions(occupations: $0..<$0 + 1).count) + 0.2 })
    industryNumbers = OccupationCatalog.families.map { family in
      family.industries.compactMap { CompanyCatalog.industries.firstIndex(of: $0) }
    }
    allMajors = Set(OccupationCatalog.all.flatMap(\.occupation.majors)).sorted()
    let cities = CityCatalog.all.compactMap(\.coordinate)
    // Whole kilometres: the last bits of a sine differ between C libraries, and the market must not.
    let distances = cities.flatMap { first in cities.map { Float(first.kilometers(to: $0).rounded()) } }
    nearCities = cities.indices.map { city in
      let distance = { (other: Int) in distances[city * cities.count + other] }
      return cities.indices.filter { Double(distance($0)) <= configuration.neighbourhoodKilometers }
        .sorted { (distance($0), $0) < (distance($1), $1) }
    }
    self.distances = distances
    links = LinkRule.plant(
      configuration.plantedLinks, industries: industryNumbers, companies: companies, random: root.split(7))
  }

  /// The moment from which jobs are published: so long before the first event that the market does not start empty.
  var firstPosting: Instant { configuration.start.advanced(byDays: -45) }

  /// Kilometres from one city to another.
  func kilometers(_ first: Int, _ second: Int) -> Double {
    Double(distances[first * CityCatalog.all.count + second])
  }

  /// The name of the employer with a number from 0; no two share one below 33,000. O(1).
  public static func companyName(_ number: Int) -> String { CompanyCatalog.name(number) }

  /// The id of the job with a number from 0: `job-17`.
  public static func jobID(_ number: Int) -> String { "job-\(number)" }

  /// The id of the seeker with a number from 0: `seeker-3`.
  public static func seekerID(_ number: Int) -> String { "seeker-\(number)" }
}
