import JobMarket
import VectorMath

/// What is true of a seeker, in numbers; their text is made from this.
struct SeekerFacts: Sendable {
  let number: Int
  let occupation: Int
  /// The occupation looked for: nearly always the present one.
  let desired: Int
  let city: Int
  let level: Int
  let degree: Degree
  /// The subject studied, as written.
  let major: String?
  /// Numbers of the skills they have, rising.
  let skills: [UInt16]
  /// Employers, newest first, with the level and occupation held there.
  let career: [Post]
  /// Requests in the whole time on average.
  let activity: Double
  /// What they hope to earn a year.
  let wishedPay: Double
  let acceptsRemoteOnly: Bool
  /// Decides the wording.
  let wording: SeededRandom

  struct Post: Sendable {
    let company: Int
    let occupation: Int
    let level: Int
    let start: Instant
    let end: Instant?
  }

  /// The skills of an occupation that they have, as a mask like `JobFacts.skills`.
  func skillMask(of occupation: Int) -> UInt16 {
    var mask: UInt16 = 0
    for (bit, skill) in OccupationCatalog.all[occupation].skills.enumerated() where skills.contains(skill) {
      mask |= 1 << UInt16(bit)
    }
    return mask
  }
}

extension MarketGenerator {
  /// The facts of a seeker: a function of the configuration, the seed and the seeker's number only.
  func facts(ofSeeker seeker: Int) -> SeekerFacts {
    var random = seekerStream.split(UInt64(seeker))
    let city = cityWeights.draw(using: &random)
    let occupation = occupationWeights.draw(using: &random)
    let details = OccupationCatalog.all[occupation]
    let family = OccupationCatalog.ranges[details.family]
    let desired = random.bernoulli(0.9) ? occupation : random.uniform(in: family.lowerBound...family.upperBound - 1)
    let years = random.exponential(mean: 7)
    let level = Level.years.lastIndex { $0 <= years + random.uniform(in: -1.0...1.0) } ?? 0

    let usual = details.occupation.degree.rawValue
    let degreeDraw = random.uniform()
    let degree = Degree(rawValue: min(max(usual + (degreeDraw < 0.15 ? -1 : degreeDraw < 0.82 ? 0 : 1), 0), 4)) ?? .none
    let hasMajor = degree >= .associate
    let major = random.bernoulli(0.8) ? random.element(of: details.occupation.majors) : random.element(of: allMajors)

    return SeekerFacts(
      number: seeker, occupation: occupation, desired: desired, city: city, level: level, degree: degree,
      major: hasMajor ? major : nil, skills: skills(around: occupation, level: level, using: &random),
      career: career(occupation: occupation, level: level, years: years, using: &random),
      activity: configuration.requestsPerSeeker * random.exponential(mean: 1),
      wishedPay: usualPay(occupation: desired, level: level, city: city) * PortableMath.exp(0.15 * random.normal()),
      acceptsRemoteOnly: random.bernoulli(0.06), wording: random.split(1))
  }

  private func skills(around occupation: Int, level: Int, using random: inout SeededRandom) -> [UInt16] {
    var skills: Set<UInt16> = []
    let share = 0.5 + 0.08 * Double(level)
    for skill in OccupationCatalog.all[occupation].skills where random.bernoulli(share) { skills.insert(skill) }
    for neighbour in [occupation - 1, occupation + 1]
    where OccupationCatalog.all.indices.contains(neighbour) && OccupationCatalog.areNeighbours(occupation, neighbour) {
      for skill in OccupationCatalog.all[neighbour].skills where random.bernoulli(0.15) { skills.insert(skill) }
    }
    if random.bernoulli(0.3) { skills.insert(UInt16(random.uniform(below: OccupationCatalog.skillNames.count))) }
    return skills.sorted()
  }

  private func career(
    occupation: Int, level: Int, years: Double, using random: inout SeededRandom
  ) -> [SeekerFacts.Post] {
    var posts: [SeekerFacts.Post] = []
    var end: Instant? =
      random.bernoulli(0.7) ? nil : configuration.start.advanced(byDays: -30 * random.exponential(mean: 3))
    var last = end ?? configuration.start
    var left = years * 365
    var (heldOccupation, heldLevel) = (occupation, level)
    while left > 120 && posts.count < 5 {
      let length = min(left, 200 + random.exponential(mean: 900))
      let start = last.advanced(byDays: -length)
      let industry = random.element(of: industryNumbers[OccupationCatalog.all[heldOccupation].family])
      posts.append(
        SeekerFacts.Post(
          company: companies.draw(industry: industry, using: &random), occupation: heldOccupation, level: heldLevel,
          start: start, end: end))
      last = start.advanced(byDays: -20 * random.exponential(mean: 1))
      end = last
      left -= length
      if heldLevel > 0, random.bernoulli(0.5) { heldLevel -= 1 }
      let neighbour = heldOccupation + (random.bernoulli(0.5) ? 1 : -1)
      if random.bernoulli(0.2), OccupationCatalog.all.indices.contains(neighbour),
        OccupationCatalog.areNeighbours(heldOccupation, neighbour)
      {
        heldOccupation = neighbour
      }
    }
    return posts
  }
}
