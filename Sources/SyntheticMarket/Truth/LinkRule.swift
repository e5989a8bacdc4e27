import JobMarket
import VectorMath

/// A planted link in numbers: who of these kinds applies to a job of those kinds is hired at higher odds.
struct LinkRule: Hashable, Sendable {
  let seeker: [SeekerTrait]
  let job: [JobTrait]

  enum SeekerTrait: Hashable, Sendable {
    case occupation(Int)
    case skill(UInt16)
    case major(String)
    case company(Int)

    func holds(_ facts: SeekerFacts) -> Bool {
      switch self {
      case .occupation(let occupation): facts.occupation == occupation
      case .skill(let skill): facts.skills.contains(skill)
      case .major(let major): facts.major == major
      case .company(let company): facts.career.contains { $0.company == company }
      }
    }

    var attribute: PlantedLink.Attribute {
      switch self {
      case .occupation(let occupation):
        .init(field: .title, value: OccupationCatalog.all[occupation].occupation.title)
      case .skill(let skill): .init(field: .skill, value: OccupationCatalog.skillNames[Int(skill)])
      case .major(let major): .init(field: .major, value: major)
      case .company(let company): .init(field: .company, value: CompanyCatalog.name(company))
      }
    }
  }

  enum JobTrait: Hashable, Sendable {
    case occupation(Int)
    case industry(Int)
    case level(Int)
    case company(Int)

    func holds(_ facts: JobFacts) -> Bool {
      switch self {
      case .occupation(let occupation): facts.occupation == occupation
      case .industry(let industry): facts.industry == industry
      case .level(let level): facts.level == level
      case .company(let company): facts.company == company
      }
    }

    var attribute: PlantedLink.Attribute {
      switch self {
      case .occupation(let occupation):
        .init(field: .title, value: OccupationCatalog.all[occupation].occupation.title)
      case .industry(let industry): .init(field: .industry, value: CompanyCatalog.industries[industry])
      case .level(let level): .init(field: .seniority, value: Level.names[level])
      case .company(let company): .init(field: .company, value: CompanyCatalog.name(company))
      }
    }
  }

  func joins(_ seekerFacts: SeekerFacts, _ jobFacts: JobFacts) -> Bool {
    // The job first: its traits are numbers to compare, a seeker's are lists to walk.
    job.allSatisfy { $0.holds(jobFacts) } && seeker.allSatisfy { $0.holds(seekerFacts) }
  }

  /// Draws different links of four kinds in turn: a move to a neighbouring occupation, a skill that an industry prizes, a
  /// subject that opens a level, and an employer whose people another one likes to take.
  static func plant(
    _ count: Int, industries: [[Int]], companies: CompanyCatalog, random: SeededRandom
  ) -> [LinkRule] {
    var random = random
    var rules: [LinkRule] = []
    var attempts = 0
    while rules.count < count && attempts < 100 * count {
      attempts += 1
      let occupation = random.uniform(below: OccupationCatalog.all.count)
      let details = OccupationCatalog.all[occupation]
      let range = OccupationCatalog.ranges[details.family]
      let beside = occupation + 1 < range.upperBound ? occupation + 1 : occupation - 1
      let industry = random.element(of: industries[details.family])
      let rule =
        switch rules.count % 4 {
        case 0: LinkRule(seeker: [.occupation(occupation)], job: [.occupation(beside)])
        case 1:
          LinkRule(
            seeker: [.occupation(occupation), .skill(details.skills[random.uniform(below: 4)])],
            job: [.occupation(occupation), .industry(industry)])
        case 2:
          LinkRule(
            seeker: [.major(details.occupation.majors[0])],
            job: [.occupation(occupation), .level(1 + random.uniform(below: 2))])
        default:
          LinkRule(
            seeker: [.company(companies.draw(industry: industry, using: &random))],
            job: [.company(companies.draw(industry: industry, using: &random))])
        }
      if !rules.contains(rule) { rules.append(rule) }
    }
    return rules
  }
}
