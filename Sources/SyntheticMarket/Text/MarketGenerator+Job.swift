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

  func written(using random: inout SeededRandom) -> String {
    [opening(&random), duties(&random), requirements(&random), offer(&random)].joined(separator: "\n\n")
  }

  private func opening(_ random: inout SeededRandom) -> String {
    let industry = CompanyCatalog.industries[facts.industry].lowercased()
    let place = facts.remote == .remote ? "working from home" : "in \(city.name)"
    switch random.uniform(below: 4) {
    case 0: return "\(company) is looking for a \(title) \(place). We are a growing name in \(industry)."
    case 1: return "Join \(company) as a \(title) \(place) and help us do \(industry) better."
    case 2: return "We are \(company), known in \(industry) for people who stay. Our team \(place) needs a \(title)."
    default: return "Are you a \(title)? \(company) has an opening \(place) for somebody who likes to get things done."
    }
  }

  private func duties(_ random: inout SeededRandom) -> String {
    let chosen = random.sample(3 + random.uniform(below: 2), of: family.tasks.count).map { "- " + family.tasks[$0] }
    let lead = ["What you will do:", "Your tasks:", "In this role you:", "Responsibilities:"][random.uniform(below: 4)]
    return ([lead] + chosen).joined(separator: "\n")
  }

  private func requirements(_ random: inout SeededRandom) -> String {
    var lines = [["What you bring:", "Requirements:", "You have:", "Qualifications:"][random.uniform(below: 4)]]
    let years = Int(Level.years[facts.level])
    if years > 0 { lines.append("- \(years)+ years of experience") }
    if let degree = facts.degree.names.first { lines.append("- \(degree) or equivalent") }
    // Two skills to a line read like an advert; the last may stand alone.
    for start in stride(from: 0, to: skills.count, by: 2) {
      lines.append("- " + skills[start..<min(start + 2, skills.count)].joined(separator: " and "))
    }
    return lines.joined(separator: "\n")
  }

  private func offer(_ random: inout SeededRandom) -> String {
    let chosen = random.sample(2 + random.uniform(below: 2), of: AdvertText.benefits.count).map {
      AdvertText.benefits[$0]
    }
    let contract =
      switch facts.employmentType {
      case .partTime: " This is a part-time position."
      case .contract: " This is a contract for a fixed term."
      case .temporary: " This is a temporary position."
      case .internship: " This is an internship."
      default: ""
      }
    return "We offer: " + chosen.joined(separator: " ") + contract
  }

  private static let benefits = [
    "Paid vacation from the first day.", "Health insurance for you and your family.", "A pension plan we pay into.",
    "Training paid by us.", "Free parking and a canteen.", "Flexible hours where the work allows it.",
    "A bonus in good years.", "An employee discount.",
  ]
}
