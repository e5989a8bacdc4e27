import EntityStandardization
import JobMarket
import Testing

/// A small world in which every search has one right reading.
struct QueryFixture {
  let understanding: QueryUnderstanding

  init() throws {
    let occupations = try Taxonomy(
      name: "t", field: .occupation,
      concepts: [
        Concept(id: "nurse", label: "registered nurse", alternateLabels: ["staff nurse", "nurse"]),
        Concept(id: "aide", label: "nurse assistant", alternateLabels: ["nursing aide", "care assistant"]),
        Concept(
          id: "software", label: "software developer",
          alternateLabels: ["software engineer", "programmer", "developer"]),
        Concept(id: "learning", label: "machine learning engineer"),
        Concept(id: "sales", label: "sales manager", alternateLabels: ["head of sales"]),
        Concept(id: "shop", label: "sales assistant", alternateLabels: ["shop assistant"]),
        Concept(id: "executive", label: "executive assistant"),
        Concept(id: "contract", label: "contract manager"),
        Concept(id: "sensing", label: "remote sensing technician"),
        Concept(id: "teacher", label: "teacher", alternateLabels: ["school teacher"]),
        Concept(id: "accountant", label: "accountant"), Concept(id: "cashier", label: "cashier"),
        Concept(id: "driver", label: "truck driver", alternateLabels: ["driver"]),
        Concept(id: "warehouse", label: "warehouse worker"),
        Concept(id: "mobile", label: "mobile app developer"),
        Concept(id: "data", label: "data scientist"),
      ])
    let skills = try Taxonomy(
      name: "s", field: .skill,
      concepts: [
        Concept(id: "java", label: "Java"), Concept(id: "python", label: "Python"), Concept(id: "cpp", label: "C++"),
        Concept(id: "sql", label: "SQL"), Concept(id: "learning", label: "machine learning"),
        Concept(id: "projects", label: "project management"), Concept(id: "welding", label: "welding"),
      ])
    let matcher = TitleMatcher(taxonomies: [occupations])
    var exact = matcher
    exact.exactOnly = true
    let finder = SkillFinder([skills])
    var finders = QueryFinders()
    finders.occupations = [
      { [exact] title, isExact in (isExact ? exact : matcher).candidates(for: title, limit: 10) }
    ]
    finders.labels = { value in
      occupations.concepts.filter { "t:\($0.id)" == value }.flatMap { [$0.label] + $0.alternateLabels }
    }
    finders.skills = { finder.mentions(in: $0, part: .query) }
    finders.company = { ["acme", "toys r us", "night"].contains($0) ? $0 : nil }
    let words = ["software", "engineer", "cashier", "accountant", "nurse", "teacher", "warehouse", "worker", "driver"]
    let spellings = WordSpellings(words, rarities: Array(repeating: 1, count: words.count))
    finders.spelling = { spellings.nearest(to: $0) }
    finders.gazetteer = PlaceGazetteer(try QueryFixture.places())
    understanding = QueryUnderstanding(finders)
  }

  private static func places() throws -> [KnownPlace] {
    let states = [
      "IL": "Illinois", "NJ": "New Jersey", "DE": "Delaware", "NY": "New York", "MO": "Missouri", "PA": "Pennsylvania",
      "AL": "Alabama", "CA": "California", "TX": "Texas",
    ]
    func place(
      _ name: String, _ region: String, _ people: Int, _ country: String = "US", also: [String] = []
    ) throws -> KnownPlace {
      let countries = ["US": "United States", "GB": "United Kingdom", "CH": "Switzerland", "ID": "Indonesia"]
      return KnownPlace(
        name: name, alternateNames: also, region: .init(code: region, name: states[region] ?? region),
        country: .init(code: country, name: try #require(countries[country])),
        coordinate: try #require(Coordinate(latitude: 40, longitude: -Double(people % 170))), population: people)
    }
    return [
      try place("Chicago", "IL", 2_700_000), try place("Springfield", "IL", 114_000),
      try place("Newark", "NJ", 282_000),
      try place("Newark", "DE", 33_000), try place("New York City", "NY", 8_000_000, also: ["New York", "NYC"]),
      try place("St. Louis", "MO", 300_000), try place("Reading", "PA", 88_000), try place("Mobile", "AL", 190_000),
      try place("Los Angeles", "CA", 3_900_000), try place("Dallas", "TX", 1_300_000),
      try place("Java", "JW", 20_000, "ID"),
      try place("London", "ENG", 8_900_000, "GB"), try place("Zürich", "ZH", 341_000, "CH"),
    ]
  }

  /// A reading in one line: conditions with `!`, preferences with `~`, words as they are.
  static func line(_ query: UnderstoodQuery) -> String {
    let conditions = query.conditions.map { ($0.range.lowerBound, ($0.isNegated ? "!not " : "!") + name($0.meaning)) }
    let preferences = query.preferences.map { reading -> (Int, String) in
      switch reading.meaning {
      case .occupation(let found, let title):
        (reading.range.lowerBound, "~\(found[0].value) '\(title)' \(reading.method)")
      case .skill(let value, _): (reading.range.lowerBound, "~\(value)")
      case .seniority(let levels): (reading.range.lowerBound, "~" + levels.map(\.rawValue).joined(separator: "/"))
      }
    }
    let words = query.words.map { ($0.range.lowerBound, $0.meaning) }
    let pieces = (conditions + preferences + words).sorted { $0.0 < $1.0 }.map(\.1)
    return (pieces + query.problems.map { "PROBLEM \($0)" } + query.doubts.map { "DOUBT \($0)" }).joined(
      separator: " · ")
  }

  private static func name(_ condition: QueryCondition) -> String {
    switch condition {
    case .near(let place, let kilometers):
      "near \(place.displayName)" + (kilometers.map { " \(Int($0.rounded())) km" } ?? "")
    case .region(let region, let country): "in \(region.name), \(country.code)"
    case .country(let country): "in \(country.code)"
    case .remote(let value): value.rawValue
    case .employmentType(let value): value.rawValue
    case .pay(let pay):
      "pay \(pay.yearly.lower.map { String(Int($0.rounded())) } ?? "")…\(pay.yearly.upper.map { String(Int($0.rounded())) } ?? "")"
        + (pay.stated.currency.isEmpty ? "" : " \(pay.stated.currency)") + (pay.isPeriodGuessed ? "?" : "")
    case .company(let value): "at \(value)"
    case .seniority(let levels): levels.map(\.rawValue).joined(separator: "/")
    case .skill(let value, _): value
    case .word(let word): word
    }
  }
}
