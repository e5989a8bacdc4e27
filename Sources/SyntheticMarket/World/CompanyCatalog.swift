import VectorMath

/// The employers of one market: made-up names, each with an industry and a weight.
struct CompanyCatalog: Sendable {
  static let industries = [
    "Software", "Financial Services", "Retail", "Media", "Healthcare", "Insurance", "Professional Services",
    "Manufacturing", "Hospitality", "Education", "Public Services", "Construction", "Energy", "Aerospace", "Property",
    "Logistics",
  ]

  let count: Int
  /// The companies of each industry, by the industry's number, largest first.
  private let members: [[Int]]
  private let sizes: [AliasTable]

  init(count: Int) {
    self.count = max(count, CompanyCatalog.industries.count)
    let industryCount = CompanyCatalog.industries.count
    members = (0..<industryCount).map { Array(stride(from: $0, to: max(count, industryCount), by: industryCount)) }
    // A few large employers and many small ones: the r-th of an industry weighs r^−0.7.
    sizes = members.map { companies in
      AliasTable(weights: companies.indices.map { PortableMath.power(Double($0 + 1), -0.7) })
    }
  }

  static func industry(of company: Int) -> Int { company % industries.count }

  func draw(industry: Int, using random: inout SeededRandom) -> Int {
    members[industry][sizes[industry].draw(using: &random)]
  }

  /// A name that no other number has: two words in mixed radix, a kind by industry, a numeral when words run out.
  static func name(_ company: Int) -> String {
    let industry = industry(of: company)
    let rank = company / industries.count
    let kinds = kinds[industry]
    let kind = kinds[rank % kinds.count]
    let first = firsts[(rank + industry * 5) % firsts.count]
    let secondRank = rank / firsts.count
    let second = seconds[(rank + secondRank + industry * 3) % seconds.count]
    let round = secondRank / seconds.count
    return "\(first)\(second) \(kind)" + (round == 0 ? "" : " \(round + 1)")
  }

  private static let firsts = [
    "North", "Bright", "Stone", "River", "Oak", "Silver", "Green", "West", "Iron", "Clear", "Blue", "High", "Maple",
    "Sun", "Amber", "Harbor", "Summit", "Cedar", "Falcon", "Granite", "Willow", "Copper", "Aspen", "Quarry", "Lark",
    "Moor", "Ember", "Frost", "Haven", "Juniper", "Kestrel",
  ]
  private static let seconds = [
    "field", "gate", "bridge", "crest", "wood", "line", "point", "mark", "well", "ford", "brook", "dale", "light",
    "ridge", "haven", "shore", "path", "view", "mere", "stead", "bury", "cliff", "grove",
  ]
  private static let kinds = [
    ["Software", "Systems", "Labs"], ["Capital", "Bank", "Partners"], ["Stores", "Market", "Outfitters"],
    ["Media", "Press", "Studios"], ["Health", "Hospital", "Care"], ["Insurance", "Assurance", "Mutual"],
    ["Consulting", "Advisors", "Associates"], ["Manufacturing", "Industries", "Works"],
    ["Hotels", "Kitchens", "Resorts"], ["Academy", "Schools", "College"], ["Agency", "Services", "Trust"],
    ["Construction", "Builders", "Contractors"], ["Energy", "Power", "Utilities"], ["Aerospace", "Aviation", "Flight"],
    ["Properties", "Estates", "Living"], ["Logistics", "Freight", "Transport"],
  ]
}
