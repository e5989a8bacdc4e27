import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import SyntheticMarket
import Testing

/// The synthetic market knows what each of its adverts means; what standardization makes of them is held against it.
@Suite("Adverts whose meaning is known")
struct SyntheticAdvertTests {
  private static let count = 240

  private static func market() throws -> (
    market: StandardizedMarket, generator: MarketGenerator, books: [String: Taxonomy]
  ) {
    var configuration = MarketConfiguration()
    (configuration.jobs, configuration.seekers) = (count, 10)
    let generator = try MarketGenerator(configuration: configuration, seed: 3)
    let market = try StandardizedMarket((0..<count).map { generator.job($0) }, taxonomies: false)
    let files = SyntheticFiles(jobs: count, seekers: 10, seed: 3, end: StandardizedMarket.now)
    let named = try files.writeTaxonomies(to: market.folder.file("taxonomies"))
    _ = try Pipeline(market.workspace.naming(taxonomies: named, exact: nil)).standardize(
      createdAt: StandardizedMarket.now)
    var books: [String: Taxonomy] = [:]
    for name in named {
      let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
      let field = try #require(AttributeField(parts[0]))
      books[parts[0]] = try CSVTaxonomy(file: URL(filePath: parts[1]), field: field).taxonomy
    }
    return (market, generator, books)
  }

  @Test("Nineteen titles of twenty get their occupation")
  func titles() throws {
    let (market, generator, books) = try Self.market()
    let occupations = try #require(books["occupation"])
    var right = 0
    let view = try EntityView(market.workspace)
    for number in 0..<Self.count {
      let mentions = try view.mentions(ofJob: generator.job(number).id).mentions
      let best = mentions.filter { $0.field == .occupation }.max { $0.confidence < $1.confidence }
      let truth = generator.truth.occupation(ofJob: number)
      let label = best.flatMap { mention in
        occupations.position(of: String(mention.value.split(separator: ":")[1])).map { occupations.concepts[$0].label }
      }
      if label == truth { right += 1 }
    }
    #expect(Double(right) / Double(Self.count) >= 0.95, "\(right) of \(Self.count)")
  }

  @Test("Skills that a source lists in a column of their own are found in the text as well")
  func skills() throws {
    let (market, generator, books) = try Self.market()
    let skills = try #require(books["skill"])
    let view = try EntityView(market.workspace)
    var (found, expected, strange) = (0, 0, 0)
    for number in 0..<Self.count {
      let job = generator.job(number)
      guard !job.skills.isEmpty else { continue }
      let mentioned = Set(
        try view.mentions(ofJob: job.id).mentions.filter { $0.field == .skill && $0.part == .description }.map(\.label))
      let written = Set(job.skills)
      expected += written.count
      found += written.intersection(mentioned).count
      strange += mentioned.subtracting(written).count
    }
    #expect(skills.concepts.count > 100 && expected > 500)
    #expect(Double(found) / Double(expected) >= 0.9, "\(found) of \(expected)")
    // Tasks and benefits of adverts use some words of skills.
    #expect(Double(strange) / Double(expected) <= 0.2, "\(strange) beside \(expected)")
  }
}
