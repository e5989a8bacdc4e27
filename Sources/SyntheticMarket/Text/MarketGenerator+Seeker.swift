import JobMarket
import VectorMath

extension MarketGenerator {
  /// The profile of the seeker with a number, 0 ..< `configuration.seekers`. O(1).
  public func seeker(_ number: Int) -> Seeker {
    seeker(facts(ofSeeker: number))
  }

  func seeker(_ facts: SeekerFacts) -> Seeker {
    var random = facts.wording
    let city = CityCatalog.all[facts.city]
    let home = Place(
      random.bernoulli(0.7) ? city.spellings[0] : random.element(of: city.spellings),
      coordinate: random.bernoulli(0.3) ? city.coordinate : nil)
    let title = spelledTitle(facts.occupation, facts.level, using: &random)
    let skills = facts.skills.map { OccupationCatalog.skillNames[Int($0)] }

    var seeker = Seeker(id: MarketGenerator.seekerID(facts.number))
    seeker.headline = headline(facts, title, city, using: &random)
    seeker.text = summary(facts, title, skills, using: &random)
    seeker.positions = facts.career.map { post in
      Seeker.Position(
        title: spelledTitle(post.occupation, post.level, using: &random), company: CompanyCatalog.name(post.company),
        place: random.bernoulli(0.6) ? home : nil, start: post.start, end: post.end)
    }
    // Some skills are only in the text, and some people list none.
    seeker.skills = random.bernoulli(0.9) ? skills.filter { _ in random.bernoulli(0.9) } : []
    if let degree = facts.degree.names.first {
      let years = Level.years[facts.level] + random.uniform(in: 0.0...3)
      let year = configuration.start.advanced(byDays: -365.25 * years).date.year
      let spelling = random.bernoulli(0.6) ? degree : random.element(of: facts.degree.names)
      seeker.education = [Seeker.Education(degree: spelling, major: facts.major ?? "", year: year)]
    }
    seeker.place = home
    seeker.wants = wants(facts, home, city, using: &random)
    if let careers = configuration.recordedCareers { record(careers, of: facts, in: &seeker) }
    return seeker
  }

  func spelledTitle(_ occupation: Int, _ level: Int, using random: inout SeededRandom) -> String {
    let details = OccupationCatalog.all[occupation]
    let title =
      random.bernoulli(0.65) ? details.occupation.title : random.element(of: details.occupation.alternates)
    let prefix = OccupationCatalog.families[details.family].ladder[level]
    return prefix.isEmpty || random.bernoulli(0.2) ? title : prefix + " " + title
  }

  private func headline(
    _ facts: SeekerFacts, _ title: String, _ city: City, using random: inout SeededRandom
  ) -> String {
    let employer = facts.career.first.map { CompanyCatalog.name($0.company) }
    switch random.uniform(below: 4) {
    case 0: return employer.map { "\(title) at \($0)" } ?? "\(title) starting out"
    case 1: return "\(title) looking for a new position in \(city.name)"
    case 2: return "\(title) | " + OccupationCatalog.skillNames[Int(OccupationCatalog.all[facts.occupation].skills[0])]
    default: return title
    }
  }

  private func summary(
    _ facts: SeekerFacts, _ title: String, _ skills: [String], using random: inout SeededRandom
  ) -> String {
    let years = Int(Level.years[facts.level])
    var sentences = [years > 0 ? "\(title) with more than \(years) years of experience." : "\(title) at the start."]
    if skills.count > 2 {
      let chosen = random.sample(min(4, skills.count), of: skills.count).map { skills[$0] }
      sentences.append("I work with " + chosen.joined(separator: ", ") + ".")
    }
    if facts.desired != facts.occupation {
      sentences.append("I would like to move into work as a \(OccupationCatalog.all[facts.desired].occupation.title).")
    }
    let closing = [
      "Reliable, curious and good with people.", "I like clear goals and honest colleagues.",
      "Looking for a team to stay with.", "I learn quickly and finish what I start.",
    ]
    sentences.append(random.element(of: closing))
    return sentences.joined(separator: " ")
  }

  private func wants(
    _ facts: SeekerFacts, _ home: Place, _ city: City, using random: inout SeededRandom
  ) -> Seeker.Wants {
    var wants = Seeker.Wants()
    if random.bernoulli(0.7) || facts.desired != facts.occupation {
      wants.titles = [OccupationCatalog.all[facts.desired].occupation.title]
    }
    if random.bernoulli(0.5) { wants.places = [home] }
    if random.bernoulli(0.4) { wants.employmentTypes = [.fullTime] }
    if random.bernoulli(0.35) {
      let least = (facts.wishedPay / 1000).rounded() * 1000
      wants.pay = Pay(
        minimum: least, maximum: nil, period: .year, currency: city.country == .unitedKingdom ? "GBP" : "USD")
    }
    return wants
  }
}
