import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Testing

/// A market of given jobs, and GeoNames' files of a few cities in a folder of its workspace.
struct PlacedMarket {
  let folder: TemporaryFolder
  let workspace: Workspace
  static let now = Instant(seconds: 1_700_000_000)

  init(_ jobs: [Job], geonames: String = "", cities: [String] = []) throws {
    folder = try TemporaryFolder()
    var configuration = Configuration()
    configuration.places.geonames = geonames
    workspace = try Workspace.create(at: folder.file("w"), configuration: configuration)
    if !cities.isEmpty {
      try FileManager.default.createDirectory(at: folder.file("w/cities"), withIntermediateDirectories: true)
      let header = "geonameid,name,lat,lon,country,admin1,population,timezone,alternatenames"
      try folder.write(([header] + cities).joined(separator: "\n") + "\n", "w/cities/cities5000.csv")
      try folder.write(#"{"NJ":{"name":"New Jersey"},"IL":{"name":"Illinois"}}"#, "w/cities/us_states.json")
      try folder.write(
        #"{"US":{"name":"United States","iso3":"USA"},"IL":{"name":"Israel","iso3":"ISR"}}"#, "w/cities/countries.json")
    }
    let store = try workspace.openStore()
    for job in jobs { try store.upsert(job) }
    try store.close()
  }

  static func job(_ id: Int, _ place: String, at coordinate: Coordinate? = nil) -> Job {
    var job = Job(id: "job-\(id)", title: "Cashier")
    job.places = [Place(place, coordinate: coordinate)]
    return job
  }

  func index() throws -> IndexStage.Outcome {
    try Pipeline(workspace).indexOutcome(createdAt: PlacedMarket.now)
  }

  /// Every line of the index's places, in cells.
  func places() throws -> [[String]] {
    let artifacts = workspace.artifacts(.index)
    let file = artifacts.location(of: try #require(try artifacts.active())).appending(path: "places.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }
}

@Suite("The places of an index")
struct IndexPlacesTests {
  private static func city(_ id: Int, _ name: String, _ country: String, _ region: String = "1") -> String {
    "\(id),\(name),\(id % 90),\(id % 180),\(country),\(region),1000,UTC,Älter \(name)|other \(name)"
  }

  @Test("A market spread evenly over more than a hundred countries keeps them all")
  func manyCountries() throws {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)
    let countries = (0..<150).map { letters[$0 / 26] + letters[$0 % 26] }
    let market = try PlacedMarket(
      countries.enumerated().map { PlacedMarket.job($0, "Town\($0), \($1)") }, geonames: "cities",
      cities: countries.enumerated().map { IndexPlacesTests.city($0, "Town\($0)", $1) })
    #expect(try market.index().unresolvedPlaces == 0)
    #expect(try market.places().count == 150)
  }

  @Test("A country of one ambiguous name among many is left out, and its jobs are counted; one of three names is kept")
  func rareCountries() throws {
    let cities =
      (0..<60).map { IndexPlacesTests.city($0, "Town\($0)", "US", "NJ") }
      + [IndexPlacesTests.city(60, "Springfield", "ZA")]
      + (61..<64).map { IndexPlacesTests.city($0, "Dorf\($0)", "AT") }
    let names = (0..<60).map { "Town\($0), NJ" } + ["Springfield", "Dorf61", "Dorf62", "Dorf63", "Atlantis"]
    let market = try PlacedMarket(
      names.enumerated().map { PlacedMarket.job($0, $1) }, geonames: "cities", cities: cities)
    let outcome = try market.index()
    #expect(outcome.jobs == 65)
    #expect(outcome.unresolvedPlaces == 2)
    #expect(Set(try market.places().map { $0[4] }) == ["US", "AT"])
  }

  @Test("The folder of GeoNames may be relative to the workspace; other names are stored folded")
  func relativeFolder() throws {
    let market = try PlacedMarket(
      [PlacedMarket.job(1, "other newark")], geonames: "./cities",
      cities: [IndexPlacesTests.city(7, "Newark", "US", "NJ")])
    #expect(try market.index().unresolvedPlaces == 0)
    #expect(try market.places().map { $0[1] } == ["alter newark|other newark"])
    #expect(
      try MatchService(market.workspace).search("cashier near Älter Newark", MatchOptions(asOf: PlacedMarket.now))
        .matches.count == 1)
  }

  @Test("A market's own point decides nothing where GeoNames knows the place")
  func ownPlaces() throws {
    let far = try #require(Coordinate(latitude: -45, longitude: -170))
    let market = try PlacedMarket(
      [
        PlacedMarket.job(1, "Newark, NJ, US", at: far), PlacedMarket.job(2, "Newark"),
        PlacedMarket.job(3, "Nowhere, NJ, US", at: far),
      ],
      geonames: "cities", cities: [IndexPlacesTests.city(7, "Newark", "US", "NJ")])
    _ = try market.index()
    let service = try MatchService(market.workspace)
    let options = MatchOptions(asOf: PlacedMarket.now)
    // Job 2 has no point of its own: it is where GeoNames says, far from job 1.
    #expect(try service.search("cashier near newark", options).matches.map(\.job.id) == ["job-2"])
    #expect(Set(try service.search("cashier near nowhere", options).matches.map(\.job.id)) == ["job-1", "job-3"])
  }

  @Test(
    "A text is taken apart from its end",
    arguments: [
      ("100 Main St, Newark, NJ, US", "Newark", "NJ", "US"), ("Newark, NJ, US", "Newark", "NJ", "US"),
      ("Newark, NJ", "Newark", "NJ", ""), ("Newark", "Newark", "", ""), ("1 Main St, Newark, NJ", "Newark", "NJ", ""),
      ("Newark, New Jersey, United States", "Newark", "New Jersey", "United States"),
    ])
  func parts(text: String, name: String, region: String, country: String) throws {
    let point = try #require(Coordinate(latitude: 40, longitude: -74))
    let market = try PlacedMarket([PlacedMarket.job(1, text, at: point)])
    _ = try market.index()
    let cells = try #require(try market.places().first)
    #expect([cells[0], cells[2], cells[4] + cells[5]] == [name, region, country])
  }

  @Test(
    "With a list of countries only what it names is one",
    arguments: [
      ("Chicago, IL", "Chicago", "IL", ""), ("Haifa, Israel", "Haifa", "", "IL"),
      ("Haifa, HA, ISR", "Haifa", "HA", "IL"),
      ("Newark, New Jersey, united states", "Newark", "New Jersey", "US"), ("1 High St, Leeds, XX", "Leeds", "XX", ""),
    ])
  func partsWithList(text: String, name: String, region: String, country: String) throws {
    let point = try #require(Coordinate(latitude: 40, longitude: -74))
    let market = try PlacedMarket(
      [PlacedMarket.job(1, text, at: point)], geonames: "cities", cities: [IndexPlacesTests.city(7, "Zug", "CH")])
    _ = try market.index()
    let cells = try #require(try market.places().last)
    #expect([cells[0], cells[2], cells[4]] == [name, region, country])
  }

  @Test(
    "A damaged list of places is refused with its line",
    arguments: ["Newark\n", "a\t\t\t\t\t\t91\t0\t1\t0\n", "a\t\t\t\t\t\t1\t0\t1\t2\n"])
  func damage(line: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(line, "places.tsv")
    let error = #expect(throws: WorkspaceError.self) { try IndexFiles.readGazetteer(from: folder.url) }
    #expect(error?.description.contains("places.tsv:1:") ?? false)
  }
}
