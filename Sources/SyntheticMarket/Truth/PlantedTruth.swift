import JobMarket
import VectorMath

/// What is true beneath a synthetic market's events: who is qualified, who would engage, and which links were planted.
///
/// Seekers and jobs go by their numbers from 0. Every answer is worked out anew from the pair's facts in some
/// microseconds; nothing is stored.
public struct PlantedTruth: Sendable {
  let generator: MarketGenerator

  /// The planted links, in the order in which they were drawn.
  public var links: [PlantedLink] {
    generator.links.map { rule in
      PlantedLink(
        seeker: rule.seeker.map(\.attribute), job: rule.job.map(\.attribute),
        odds: generator.configuration.plantedLinkOdds)
    }
  }

  /// Whether a seeker meets a job's basic qualification (PAPER P1.2): works in its occupation or one beside it, stands at
  /// most one level below it, has the degree it asks for or more, and at least half of its skills. O(1).
  public func isQualified(seeker: Int, job: Int) -> Bool {
    generator.isQualified(generator.facts(ofSeeker: seeker), generator.facts(ofJob: job))
  }

  /// How probably a seeker who looks at a job in a list would click it, whatever its rank. O(1).
  public func engagementProbability(seeker: Int, job: Int) -> Double {
    generator.engagementProbability(generator.facts(ofSeeker: seeker), generator.facts(ofJob: job))
  }

  /// How probably a seeker who applies to a job is hired, the planted bias included. O(1).
  public func hireProbability(seeker: Int, job: Int) -> Double {
    generator.hireProbability(generator.facts(ofSeeker: seeker), generator.facts(ofJob: job))
  }

  /// The positions in `links` of those that join a seeker to a job. O(links).
  public func links(joining seeker: Int, _ job: Int) -> [Int] {
    let (seeker, job) = (generator.facts(ofSeeker: seeker), generator.facts(ofJob: job))
    return generator.links.indices.filter { generator.links[$0].joins(seeker, job) }
  }

  /// The plain title of a job's occupation.
  public func occupation(ofJob job: Int) -> String {
    OccupationCatalog.all[generator.facts(ofJob: job).occupation].occupation.title
  }

  /// The plain title of a seeker's present occupation.
  public func occupation(ofSeeker seeker: Int) -> String {
    OccupationCatalog.all[generator.facts(ofSeeker: seeker).occupation].occupation.title
  }

  /// The job that another one republishes, or `nil`.
  public func original(ofJob job: Int) -> Int? { generator.facts(ofJob: job).repostOf }

  /// Whether a job is kept from every seeker's eyes.
  public func isNeverShown(job: Int) -> Bool { generator.facts(ofJob: job).isNeverShown }

  /// Whether a job could be shown at a moment: published, neither withdrawn nor expired.
  public func isOffered(job: Int, at instant: Instant) -> Bool { generator.facts(ofJob: job).isOffered(at: instant) }
}

extension MarketGenerator {
  func isQualified(_ seeker: SeekerFacts, _ job: JobFacts) -> Bool {
    guard OccupationCatalog.areNeighbours(seeker.occupation, job.occupation), seeker.level + 1 >= job.level,
      seeker.degree >= job.degree
    else { return false }
    let held = (seeker.skillMask(of: job.occupation) & job.skills).nonzeroBitCount
    return 2 * held >= job.skills.nonzeroBitCount
  }

  /// How well a job fits what a seeker looks for, 0 to 1.
  func relevance(_ seeker: SeekerFacts, _ job: JobFacts, mask: UInt16? = nil) -> Double {
    let occupation =
      seeker.desired == job.occupation
      ? 1 : OccupationCatalog.areNeighbours(seeker.desired, job.occupation) ? 0.6 : isSameFamily(seeker, job) ? 0.35 : 0
    let level = max(0, 1 - 0.35 * Double(abs(seeker.level - job.level)))
    let held = ((mask ?? seeker.skillMask(of: job.occupation)) & job.skills).nonzeroBitCount
    let skills = Double(held) / Double(job.skills.nonzeroBitCount)
    let pay = job.isPayStated ? min(1, max(0, 3 * job.pay / seeker.wishedPay - 2)) : 0.6
    return 0.4 * occupation + 0.25 * nearness(seeker, job) + 0.15 * level + 0.15 * skills + 0.05 * pay
  }

  private func isSameFamily(_ seeker: SeekerFacts, _ job: JobFacts) -> Bool {
    OccupationCatalog.all[seeker.desired].family == OccupationCatalog.all[job.occupation].family
  }

  private func nearness(_ seeker: SeekerFacts, _ job: JobFacts) -> Double {
    if job.remote == .remote { return seeker.acceptsRemoteOnly ? 1 : 0.9 }
    if seeker.acceptsRemoteOnly { return 0.1 }
    let radius = configuration.neighbourhoodKilometers
    let distance = kilometers(seeker.city, job.city)
    return distance <= radius
      ? 1 - 0.3 * distance / max(radius, 1) : 0.6 * PortableMath.exp((radius - distance) / 150)
  }

  func engagementProbability(_ seeker: SeekerFacts, _ job: JobFacts) -> Double {
    let isLinked = links.contains { $0.joins(seeker, job) }
    return engagementProbability(relevance: relevance(seeker, job), job, isLinked: isLinked)
  }

  func engagementProbability(relevance: Double, _ job: JobFacts, isLinked: Bool) -> Double {
    PortableMath.logistic(-6 + 6.5 * relevance + 0.5 * job.appeal + (isLinked ? 0.7 : 0))
  }

  func hireProbability(_ seeker: SeekerFacts, _ job: JobFacts) -> Double {
    guard isQualified(seeker, job) else { return configuration.unqualifiedHireProbability }
    let isLinked = links.contains { $0.joins(seeker, job) }
    let base = configuration.hireProbability
    guard base < 1 else { return 1 }
    let odds = base / (1 - base) * (isLinked ? configuration.plantedLinkOdds : 1) * biasFactor(seeker.number)
    return odds / (1 + odds)
  }

  private func biasFactor(_ seeker: Int) -> Double {
    guard let bias = configuration.bias else { return 1 }
    let isMember = groups(ofSeeker: seeker).contains { $0.dimension == bias.dimension && $0.value == bias.value }
    return isMember ? PortableMath.exp(-bias.strength) : 1
  }

  /// The groups that a seeker belongs to, one a dimension; drawn from a stream that nothing else reads.
  public func groups(ofSeeker seeker: Int) -> [GroupMembership] {
    var random = groupStream.split(UInt64(seeker))
    return zip(GroupDimension.all, groupTables).map { dimension, table in
      GroupMembership(
        seeker: MarketGenerator.seekerID(seeker), dimension: dimension.name,
        value: dimension.values[table.draw(using: &random)])
    }
  }
}
