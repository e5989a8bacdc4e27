import JobMarket
import VectorMath

/// What a seeker asked for.
struct Inquiry {
  var query = ""
  var filters: Attributes = [:]
  var channel = "home"
  var isNearOnly = false
  var isRemoteOnly = false
  var employmentType: EmploymentType?
}

/// A job on a page.
struct ShownJob {
  let job: JobFacts
  let relevance: Double
  var flow: Flow
}

extension MarketGenerator {
  /// The jobs that a board of middling quality would show: candidates from near and far, ordered by how well they fit,
  /// with noise, paid ones moved up.
  func page(
    for seeker: SeekerFacts, inquiry: Inquiry, at instant: Instant, using random: inout SeededRandom
  ) -> [ShownJob] {
    var masks: [Int: UInt16] = [:]
    var ranked: [(score: Double, shown: ShownJob)] = []
    for position in candidates(for: seeker, at: instant, using: &random) {
      // Noise is drawn for refused jobs too, so that a filter does not change what the others are worth.
      let noise = 0.08 * random.normal()
      let number = layout.job(at: position)
      guard mayBeOffered(atPosition: position, job: number, at: instant) else { continue }
      let job = facts(atPosition: position, job: number)
      guard job.isOffered(at: instant), !job.isNeverShown, admits(job, inquiry, seeker) else { continue }
      let mask = masks[job.occupation] ?? seeker.skillMask(of: job.occupation)
      masks[job.occupation] = mask
      let relevance = relevance(seeker, job, mask: mask)
      ranked.append(
        (relevance + 0.04 * job.appeal + noise, ShownJob(job: job, relevance: relevance, flow: .organic)))
    }
    ranked.sort { ($0.score, $1.shown.job.number) > ($1.score, $0.shown.job.number) }
    var page = ranked.prefix(configuration.resultsPerRequest).map(\.shown)
    let paid = ranked.lazy.map(\.shown).filter { $0.relevance > 0.45 && isPromoted($0.job, at: instant) }.prefix(2)
    for (slot, promoted) in zip([0, 5], Array(paid)) {
      page.removeAll { $0.job.number == promoted.job.number }
      page.insert(
        ShownJob(job: promoted.job, relevance: promoted.relevance, flow: .promoted), at: min(slot, page.count))
    }
    return Array(page.prefix(configuration.resultsPerRequest))
  }

  /// Positions of jobs worth a look, rising: most from the wished occupation near home, some from further afield.
  private func candidates(for seeker: SeekerFacts, at instant: Instant, using random: inout SeededRandom) -> [Int] {
    var positions: Set<Int> = []
    let near = nearCities[seeker.city]
    let beside = [seeker.desired - 1, seeker.desired + 1].filter {
      OccupationCatalog.all.indices.contains($0) && OccupationCatalog.areNeighbours(seeker.desired, $0)
    }
    for city in near {
      let quota = max(4, 48 / near.count)
      add(quota, of: layout.positions(occupation: seeker.desired, city: city), at: instant, to: &positions, &random)
      for occupation in beside {
        add(quota / 4, of: layout.positions(occupation: occupation, city: city), at: instant, to: &positions, &random)
      }
    }
    for _ in 0..<4 {
      let city = cityWeights.draw(using: &random)
      add(4, of: layout.positions(occupation: seeker.desired, city: city), at: instant, to: &positions, &random)
    }
    // Without regard to time and city: what fills the page where the market is small.
    let family = OccupationCatalog.ranges[OccupationCatalog.all[seeker.desired].family]
    add(16, of: layout.positions(occupations: seeker.desired..<seeker.desired + 1), to: &positions, &random)
    add(24, of: layout.positions(occupations: family), to: &positions, &random)
    add(8, of: 0..<layout.count, to: &positions, &random)
    return positions.sorted()
  }

  /// Draws from the part of a cell that was published in the 60 days before a moment: a cell stands in order of time.
  private func add(
    _ quota: Int, of cell: Range<Int>, at instant: Instant, to positions: inout Set<Int>, _ random: inout SeededRandom
  ) {
    guard !cell.isEmpty else { return }
    let span = configuration.end.days(since: firstPosting)
    let now = instant.days(since: firstPosting) / span * Double(cell.count)
    let before = (instant.days(since: firstPosting) - 60) / span * Double(cell.count)
    let lower = cell.lowerBound + min(cell.count - 1, max(0, Int(before)))
    let upper = cell.lowerBound + min(cell.count, max(1, Int(now) + 1))
    add(quota, of: min(lower, upper - 1)..<upper, to: &positions, &random)
  }

  private func add(
    _ quota: Int, of range: Range<Int>, to positions: inout Set<Int>, _ random: inout SeededRandom
  ) {
    if range.count <= quota {
      positions.formUnion(range)
    } else {
      for _ in 0..<quota { positions.insert(range.lowerBound + random.uniform(below: range.count)) }
    }
  }

  private func admits(_ job: JobFacts, _ inquiry: Inquiry, _ seeker: SeekerFacts) -> Bool {
    if inquiry.isRemoteOnly && job.remote != .remote { return false }
    if inquiry.isNearOnly && !nearCities[seeker.city].contains(job.city) { return false }
    if let wanted = inquiry.employmentType, job.employmentType != wanted { return false }
    return true
  }

  private func isPromoted(_ job: JobFacts, at instant: Instant) -> Bool {
    guard let campaign = campaign(ofJob: job.number, facts: job) else { return false }
    return campaign.start <= instant && campaign.end.map { instant < $0 } ?? true
  }

  /// The campaign of the job with a number, if it has one.
  public func campaign(ofJob number: Int) -> Campaign? {
    campaign(ofJob: number, facts: facts(ofJob: number))
  }

  func campaign(ofJob number: Int, facts: JobFacts) -> Campaign? {
    var random = campaignStream.split(UInt64(number))
    guard random.bernoulli(configuration.campaignShare) else { return nil }
    let bid = (100 * PortableMath.exp(0.4 + 0.5 * random.normal())).rounded() / 100
    let start = max(facts.postedAt.advanced(byDays: 3 * random.uniform()), configuration.start)
    let end = random.bernoulli(0.85) ? start.advanced(byDays: Double(7 + random.uniform(below: 30))) : nil
    return Campaign(
      id: "campaign-\(number)", job: MarketGenerator.jobID(number), bid: bid,
      dailyBudget: (bid * random.uniform(in: 5.0...60.0)).rounded(), timeZone: CityCatalog.all[facts.city].timeZone,
      start: start, end: end)
  }
}
