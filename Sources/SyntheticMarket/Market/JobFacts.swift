import JobMarket
import VectorMath

/// What is true of a job, in numbers; its text is made from this.
struct JobFacts: Sendable {
  let number: Int
  let occupation: Int
  let city: Int
  let level: Int
  let company: Int
  /// Skills asked for: bit b stands for the b-th skill of its occupation.
  let skills: UInt16
  let degree: Degree
  let remote: RemoteWork?
  let employmentType: EmploymentType
  /// Middle of the pay range, a year, in the country's currency.
  let pay: Double
  let isPayStated: Bool
  let openings: Int?
  let postedAt: Instant
  let expiresAt: Instant?
  /// When its owner withdrew it, perhaps after the market's end.
  let closedAt: Instant?
  /// Appeal that no attribute explains, of the standard normal distribution.
  let appeal: Double
  let isNeverShown: Bool
  /// The job that this one republishes.
  let repostOf: Int?
  /// Decides the wording; the same for a repost and its original.
  let wording: SeededRandom

  var industry: Int { CompanyCatalog.industry(of: company) }

  /// Whether a seeker could have been shown it then.
  func isOffered(at instant: Instant) -> Bool {
    postedAt <= instant && expiresAt.map { instant < $0 } ?? true && closedAt.map { instant < $0 } ?? true
  }
}

extension MarketGenerator {
  /// The facts of a job: a function of the configuration, the seed and the job's number only.
  func facts(ofJob job: Int) -> JobFacts {
    facts(atPosition: layout.position(of: job), job: job)
  }

  func facts(atPosition position: Int, job: Int) -> JobFacts {
    var own = jobStream.split(UInt64(job))
    let isRepost = own.bernoulli(configuration.repostShare)
    if isRepost, position > 0 {
      let original = layout.job(at: position - 1)
      var random = jobStream.split(UInt64(original))
      if !random.bernoulli(configuration.repostShare) {
        let facts = originalFacts(atPosition: position - 1, job: original, random: random)
        let posted = facts.postedAt.advanced(byDays: 20 + own.uniform(in: 0...20))
        if posted < configuration.end {
          return facts.reposted(as: job, at: posted, random: &own, end: configuration.end)
        }
      }
    }
    return originalFacts(atPosition: position, job: job, random: own)
  }

  private func originalFacts(atPosition position: Int, job: Int, random: SeededRandom) -> JobFacts {
    var random = random
    let (occupation, city, positions) = layout.cell(at: position)
    let life = lifetime(atPosition: position, in: positions, random: &random)
    let details = OccupationCatalog.all[occupation]
    let family = OccupationCatalog.families[details.family]

    let level = levels.draw(using: &random)
    let industry = random.element(of: industryNumbers[details.family])
    let company = companies.draw(industry: industry, using: &random)
    var skills: UInt16 = 0
    let wanted = 4 + random.uniform(below: 5)
    while skills.nonzeroBitCount < wanted {
      // Two draws, the lesser kept: adverts ask for the first skills of an occupation most.
      let bit = min(random.uniform(below: details.skills.count), random.uniform(below: details.skills.count))
      skills |= 1 << UInt16(bit)
    }
    let lowered = details.occupation.degree != .none && random.bernoulli(0.25)
    let degree = lowered ? Degree(rawValue: details.occupation.degree.rawValue - 1) : details.occupation.degree
    let remoteDraw = random.uniform()
    let remote: RemoteWork? =
      remoteDraw < family.remoteShare
      ? .remote : remoteDraw < 1.6 * family.remoteShare ? .hybrid : remoteDraw < 0.75 ? .onsite : nil
    let contract = random.uniform()
    let employmentType: EmploymentType =
      level == 0 && contract < 0.04
      ? .internship
      : contract < 0.78 ? .fullTime : contract < 0.9 ? .partTime : contract < 0.97 ? .contract : .temporary
    return JobFacts(
      number: job, occupation: occupation, city: city, level: level, company: company, skills: skills,
      degree: degree ?? .none, remote: remote, employmentType: employmentType,
      pay: usualPay(occupation: occupation, level: level, city: city) * PortableMath.exp(0.12 * random.normal()),
      isPayStated: random.bernoulli(0.65), openings: random.bernoulli(0.3) ? 1 + random.poisson(mean: 1.2) : nil,
      postedAt: life.posted, expiresAt: life.expires, closedAt: life.closed, appeal: random.normal(),
      isNeverShown: random.bernoulli(configuration.neverShownShare), repostOf: nil, wording: random.split(1))
  }

  /// Within a cell, positions stand in the order of time, so that a search for a moment knows where to look.
  private func lifetime(atPosition position: Int, in cell: Range<Int>, random: inout SeededRandom) -> Lifetime {
    let share = (Double(position - cell.lowerBound) + random.uniform()) / Double(cell.count)
    return Lifetime(firstPosting, configuration.end, share: share, random: &random)
  }

  /// Whether a job may have been offered at a moment; `false` is certain. Saves working out facts that a search drops.
  func mayBeOffered(atPosition position: Int, job: Int, at instant: Instant) -> Bool {
    var random = jobStream.split(UInt64(job))
    guard !random.bernoulli(configuration.repostShare) else { return true }
    let life = lifetime(atPosition: position, in: layout.cell(at: position).positions, random: &random)
    return life.posted <= instant && life.expires.map { instant < $0 } ?? true
      && life.closed.map { instant < $0 } ?? true
  }

  /// What a job of this kind pays a year in its country's currency.
  func usualPay(occupation: Int, level: Int, city: Int) -> Double {
    let place = CityCatalog.all[city]
    // Larger cities pay more: 9 % for each tenfold of people.
    let premium = 1 + 0.09 * PortableMath.log(place.size / 400) / 2.302585092994046
    let country = place.country == .unitedKingdom ? 0.55 : 1
    return OccupationCatalog.all[occupation].occupation.pay * Level.payFactors[level] * premium * country
  }
}

/// When a job is published, expires and is withdrawn.
private struct Lifetime {
  let posted: Instant
  let expires: Instant?
  let closed: Instant?

  init(_ first: Instant, _ end: Instant, share: Double, random: inout SeededRandom) {
    posted = first.advanced(byDays: share * end.days(since: first))
    (expires, closed) = Lifetime.ends(posted, &random)
  }

  static func ends(_ posted: Instant, _ random: inout SeededRandom) -> (expires: Instant?, closed: Instant?) {
    let days = [30.0, 45, 60][random.uniform(below: 3)]
    let expires = random.bernoulli(0.93) ? posted.advanced(byDays: days) : nil
    let closed = random.bernoulli(0.35) ? posted.advanced(byDays: days * random.uniform(in: 0.2...1.0)) : nil
    return (expires, closed)
  }
}

extension JobFacts {
  fileprivate func reposted(as job: Int, at posted: Instant, random: inout SeededRandom, end: Instant) -> JobFacts {
    let (expires, closed) = Lifetime.ends(posted, &random)
    return JobFacts(
      number: job, occupation: occupation, city: city, level: level, company: company, skills: skills, degree: degree,
      remote: remote, employmentType: employmentType, pay: pay, isPayStated: isPayStated, openings: openings,
      postedAt: posted, expiresAt: expires, closedAt: closed, appeal: appeal, isNeverShown: isNeverShown,
      repostOf: number, wording: wording)
  }
}
