import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Testing

/// What only the text of an advert says counts where the source says nothing, and not where it does.
@Suite("Facts of texts in the index")
struct TextFactsTests {
  private static var jobs: [Job] {
    var said = StandardizedMarket.job("said", "Nurse", "Salary £28,000 per annum. Part-time.")
    var given = StandardizedMarket.job("given", "Nurse", "Salary £28,000 per annum. Part-time.")
    given.pay = Pay(minimum: 50_000, maximum: nil, period: .year, currency: "GBP")
    given.employmentType = .fullTime
    said.company = "Acme, Inc."
    given.company = "ACME LLC"
    return [said, given, StandardizedMarket.job("silent", "Nurse", "We care.")]
  }

  private func found(_ conditions: [String], in market: StandardizedMarket) throws -> [String] {
    var options = MatchOptions(asOf: StandardizedMarket.now)
    options.conditions = conditions
    return try MatchService(market.workspace).search("nurse", options).matches.map(\.job.id).sorted()
  }

  private func market() throws -> StandardizedMarket {
    let market = try StandardizedMarket(Self.jobs)
    try market.standardize()
    _ = try Pipeline(market.workspace).index(createdAt: StandardizedMarket.now)
    return market
  }

  @Test("Pay and employment type of a text count where the source gives none")
  func pay() throws {
    let market = try market()
    #expect(try found(["pay>=27000"], in: market) == ["given", "said"])
    #expect(try found(["pay>=45000"], in: market) == ["given"])
    #expect(try found(["employmentType=partTime"], in: market) == ["said"])
    #expect(try found(["employmentType=FULL_TIME"], in: market) == ["given"])
  }

  @Test(
    "A company is one whatever its legal form, and however a condition writes it",
    arguments: [
      "acme", "Acme, Inc.", "ACME LLC", "The Acme Co.",
    ])
  func company(name: String) throws {
    #expect(try found(["company=\(name.replacing(",", with: ""))"], in: try market()) == ["given", "said"])
  }

  @Test("A corrected company is the corrected one")
  func correctedCompany() throws {
    let market = try market()
    try market.correct("company", "Acme, Inc.", "umbrella")
    try market.standardize()
    _ = try Pipeline(market.workspace).index(createdAt: StandardizedMarket.now)
    #expect(try found(["company=umbrella"], in: market) == ["said"])
  }
}
