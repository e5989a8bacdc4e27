import JobMarket
import VectorMath

extension MarketGenerator {
  /// The advert of the job with a number, 0 ..< `configuration.jobs`. O(1).
  public func job(_ number: Int) -> Job {
    job(facts(ofJob: number))
  }

  func job(_ facts: JobFacts) -> Job {
    var random = facts.wording
    let occupation = OccupationCatalog.all[facts.occupation]
    let family = OccupationCatalog.families[occupation.family]
    let city = CityCatalog.all[facts.city]
    let company = CompanyCatalog.name(facts.company)
    let skills = occupation.skills.enumerated().filter { facts.skills >> UInt16($0.offset) & 1 == 1 }
      .map { OccupationCatalog.skillNames[Int($0.element)] }

    let title = title(facts, occupation.occupation, family, city, using: &random)
    var job = Job(id: MarketGenerator.jobID(facts.number), title: title)
    job.company = company
    job.industry = random.bernoulli(0.85) ? CompanyCatalog.industries[facts.industry] : ""
    job.description = AdvertText(
      facts: facts, title: title, company: company, skills: skills, family: family, city: city
    )
    .written(using: &random)
    let spelling = random.bernoulli(0.7) ? city.spellings[0] : random.element(of: city.spellings)
    job.places = [Place(spelling, coordinate: random.bernoulli(0.5) ? city.coordinate : nil)]
    job.remote = facts.remote
    job.employmentType = random.bernoulli(0.9) ? facts.employmentType : nil
    job.seniority = random.bernoulli(0.7) ? Level.names[facts.level] : ""
    job.skills = random.bernoulli(0.7) ? skills : []
    job.pay = facts.isPayStated ? pay(facts, family, city) : nil
    job.openings = facts.openings
    job.postedAt = facts.postedAt
    job.expiresAt = facts.expiresAt
    job.status = facts.closedAt.map { $0 <= configuration.end } ?? false ? .closed : .open
    return job
  }

  private func title(
    _ facts: JobFacts, _ occupation: Occupation, _ family: OccupationFamily, _ city: City,
    using random: inout SeededRandom
  ) -> String {
    var title = random.bernoulli(0.55) ? occupation.title : random.element(of: occupation.alternates)
    let prefix = family.ladder[facts.level]
    if !prefix.isEmpty { title = (prefix == "Senior" && random.bernoulli(0.3) ? "Sr." : prefix) + " " + title }
    switch random.uniform(below: 20) {
    case 0: title += " - \(city.name)"
    case 1: title += " (\(CompanyCatalog.industries[facts.industry]))"
    case 2 where facts.remote == .remote: title += " (Remote)"
    case 3 where facts.employmentType == .partTime: title += ", part-time"
    case 4: title = title.uppercased()
    case 5: title += " - Immediate Start"
    default: break
    }
    return title
  }

  private func pay(_ facts: JobFacts, _ family: OccupationFamily, _ city: City) -> Pay {
    let currency = city.country == .unitedKingdom ? "GBP" : "USD"
    if family.isPaidHourly {
      let hour = facts.pay / Pay.Period.hour.countAYear
      return Pay(
        minimum: (hour * 0.93 * 4).rounded() / 4, maximum: (hour * 1.07 * 4).rounded() / 4, period: .hour,
        currency: currency)
    }
    return Pay(
      minimum: (facts.pay * 0.92 / 500).rounded() * 500, maximum: (facts.pay * 1.08 / 500).rounded() * 500,
      period: .year,
      currency: currency)
  }
}

/// The wording of an advert: who we are, what you do, what you bring, what we offer.
struct AdvertText {
  let facts: JobFacts
  let title: String
  let company: String
  let skills: [String]
  let family: OccupationFamily
  let city: City

  /// The whole advert; built in one string, since making adverts is most of the work of making a market.
  func written(using random: inout SeededRandom) -> String {
    var text = ""
    text.reserveCapacity(1024)
    addOpening(to: &text, &random)
    addDuties(to: &text, &random)
    addRequirements(to: &text, &random)
    addOffer(to: &text, &random)
    return text
  }

  private func addOpening(to text: inout String, _ random: inout SeededRandom) {
    let industry = AdvertText.industries[facts.industry]
    let place = facts.remote == .remote ? "working from home" : AdvertText.inCity[facts.city]
    let named = (title.first.map { "AEIOU".contains($0) } ?? false ? "an " : "a ") + title
    let parts =
      switch random.uniform(below: 4) {
      case 0: [company, " is looking for ", named, " ", place, ". We are a growing name in ", industry, "."]
      case 1: ["Join ", company, " as ", named, " ", place, " and help us do ", industry, " better."]
      case 2:
        [
          "We are ", company, ", known in ", industry, " for people who stay. Our team ", place, " needs ", named,
          ".",
        ]
      default:
        ["Are you ", named, "? ", company, " has an opening ", place, " for somebody who likes to get things done."]
      }
    for part in parts { text += part }
  }

  private func addDuties(to text: inout String, _ random: inout SeededRandom) {
    let chosen = random.sample(3 + random.uniform(below: 2), of: family.tasks.count)
    text += AdvertText.dutyHeadings[random.uniform(below: 4)]
    for task in chosen {
      text += "\n- "
      text += family.tasks[task]
    }
  }

  private func addRequirements(to text: inout String, _ random: inout SeededRandom) {
    text += AdvertText.requirementHeadings[random.uniform(below: 4)]
    let years = Int(Level.years[facts.level])
    if years > 0 { text += "\n- \(years)+ years of experience" }
    if let degree = facts.degree.names.first {
      text += "\n- "
      text += degree
      text += " or equivalent"
    }
    // Two skills to a line read like an advert; the last may stand alone.
    for (index, skill) in skills.enumerated() {
      text += index % 2 == 0 ? "\n- " : " and "
      text += skill
    }
  }

  private func addOffer(to text: inout String, _ random: inout SeededRandom) {
    text += "\n\nWe offer:"
    for benefit in random.sample(2 + random.uniform(below: 2), of: AdvertText.benefits.count) {
      text += " "
      text += AdvertText.benefits[benefit]
    }
    switch facts.employmentType {
    case .partTime: text += " This is a part-time position."
    case .contract: text += " This is a contract for a fixed term."
    case .temporary: text += " This is a temporary position."
    case .internship: text += " This is an internship."
    default: break
    }
  }

  private static let industries = CompanyCatalog.industries.map { $0.lowercased() }
  private static let inCity = CityCatalog.all.map { "in " + $0.name }
  private static let dutyHeadings = [
    "\n\nWhat you will do:", "\n\nYour tasks:", "\n\nIn this role you:", "\n\nResponsibilities:",
  ]
  private static let requirementHeadings = [
    "\n\nWhat you bring:", "\n\nRequirements:", "\n\nYou have:", "\n\nQualifications:",
  ]
  private static let benefits = [
    "Paid vacation from the first day.", "Health insurance for you and your family.", "A pension plan we pay into.",
    "Training paid by us.", "Free parking and a canteen.", "Flexible hours where the work allows it.",
    "A bonus in good years.", "An employee discount.",
  ]
}
