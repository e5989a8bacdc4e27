import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Synchronization
import Testing

@Suite("What a market may hold while it is standardized")
struct StandardizeRobustnessTests {
  @Test("Line breaks of any kind in names brick nothing", arguments: ["\r\n", "\n", "\r", "\t", "\u{1F}"])
  func lineBreaks(sign: String) throws {
    var job = StandardizedMarket.job("odd", "Registered\(sign)Nurse", "Triage\(sign)java")
    job.company = "Acme\(sign)Ltd"
    job.skills = ["Java\(sign)COBOL"]
    job.places = [Place("New\(sign)Atlantis", coordinate: Coordinate(latitude: 31, longitude: -24)), Place("x\r")]
    let market = try StandardizedMarket([job, StandardizedMarket.job("d1", "Software Developer", "Java.")])
    try market.standardize()
    #expect(try market.standardize().report.redone == 0)
    #expect(try market.values(ofJob: "odd", .company) == ["acme"])
    #expect(try EntityView(market.workspace).mentions(ofJob: "d1").lines.contains { $0.value == "jobs:developer" })
    _ = try Pipeline(market.workspace).index(createdAt: StandardizedMarket.now)
    let answer = try MatchService(market.workspace).search("nurse", MatchOptions(asOf: StandardizedMarket.now))
    #expect(answer.matches.map(\.job.id) == ["odd"])
  }

  @Test("Titles are read back as they were learned: nothing changes in a run without changes")
  func corpus() throws {
    let long = String(repeating: "Registered Nurse é", count: 60)
    let market = try StandardizedMarket(
      ["Nurse\r", "Staff Nurse\r\nNights", "Carer\n", long, "👩🏽‍⚕️ nurse"].enumerated().map {
        StandardizedMarket.job("t\($0)", $1, "")
      })
    try market.standardize()
    let titles = try market.bytes("titles.txt")
    #expect(titles.split(separator: 10).count == 5 && !titles.contains(13))
    #expect(titles.split(separator: 10).allSatisfy { $0.count <= TitleNormalizer.byteLimit })
    #expect(try market.standardize().report.redone == 0)
    #expect(try market.bytes("titles.txt") == titles)
  }

  @Test("A full run goes over mentions that cannot be parsed, though their checksum is right")
  func unparsable() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    try market.workspace.artifacts(.entities).publishBroken()
    #expect(throws: WorkspaceError.self) { try market.standardize() }
    let report = try market.standardize(full: true).report
    #expect(report.jobs == 4 && report.changes == nil)
    #expect(try market.standardize().report.redone == 0)
  }

  @Test("A new place of the market leaves what texts mean alone: a full run finds what an incremental one does")
  func marketPlaces() throws {
    let folder = try TemporaryFolder()
    let cities = """
      geonameid,name,lat,lon,country,admin1,population,timezone,alternatenames
      1,Springfield,39.8,-89.6,US,IL,116000,,
      2,Springfield,42.1,-72.6,US,MA,155000,,
      """
    try FileManager.default.createDirectory(at: folder.file("cities"), withIntermediateDirectories: true)
    try folder.write(cities + "\n", "cities/cities5000.csv")
    try folder.write(#"{"MA":{"name":"Massachusetts"},"IL":{"name":"Illinois"}}"#, "cities/us_states.json")
    try folder.write(#"{"US":{"name":"United States","iso3":"USA"}}"#, "cities/countries.json")
    var configuration = Configuration()
    configuration.places.geonames = folder.file("cities").path
    let workspace = try Workspace.create(at: folder.file("w"), configuration: configuration)
    func upsert(_ jobs: [Job]) throws {
      let store = try workspace.openStore()
      for job in jobs { try store.upsert(job) }
      try store.close()
    }
    func standardize(full: Bool) throws -> Data {
      let outcome = try Pipeline(workspace).standardize(full: full, createdAt: StandardizedMarket.now)
      let folder = workspace.artifacts(.entities).location(of: outcome.manifest)
      return try Data(contentsOf: folder.appending(path: "mentions.tsv"))
    }
    var near = Job(id: "1", title: "Nurse")
    (near.description, near.places) = (
      "Based in Springfield. Our clinic in Springfield, Ruritania too.", [Place("Hillside")]
    )
    var other = Job(id: "2", title: "Nurse")
    other.places = [Place("Springfield, IL, US")]
    try upsert([near, other])
    _ = try standardize(full: false)
    // Where Hillside is becomes known, and a country that no directory has.
    var new = Job(id: "3", title: "Nurse")
    new.places = [
      Place("Hillside", coordinate: Coordinate(latitude: 39.9, longitude: -89.7)),
      Place("Strelsau, Zenda, Ruritania", coordinate: Coordinate(latitude: 39.9, longitude: -89.7)),
      Place("Springfield, Ruritania", coordinate: Coordinate(latitude: 50, longitude: 15)),
    ]
    try upsert([new])
    let incremental = try standardize(full: false)
    #expect(try standardize(full: true) == incremental)
    #expect(String(decoding: incremental, as: UTF8.self).contains("Springfield, MA, US"))
  }

  @Test("Progress of matchers is reported only where a text changed: nothing else builds them")
  func matchersOnlyWhenNeeded() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    let steps = Steps()
    let pipeline = Pipeline(market.workspace) { steps.add($0.step) }
    _ = try pipeline.standardize(createdAt: StandardizedMarket.now)
    #expect(steps.take().contains("prepare the matchers"))
    _ = try pipeline.standardize(createdAt: StandardizedMarket.now)
    _ = try pipeline.index(createdAt: StandardizedMarket.now)
    #expect(!steps.take().contains("prepare the matchers"))
    try market.upsert([StandardizedMarket.job("n1", "Carer", "")])
    _ = try pipeline.standardize(createdAt: StandardizedMarket.now)
    #expect(steps.take().contains("prepare the matchers"))
  }

  @Test("Skills of a list are unknown where no mention stands on them; without a taxonomy nothing is")
  func unknownSkills() throws {
    var job = StandardizedMarket.job("s", "Nurse", "")
    job.skills = ["Java", "Zorbing", "", "COBOL", "Java and zorbing", "Snorkelling"]
    let report = try StandardizedMarket([job]).standardize().report
    #expect(report.unmatched.filter { $0.field == .skill }.map(\.phrase) == ["snorkelling", "zorbing"])
    #expect(try StandardizedMarket([job], taxonomies: false).standardize().report.unmatched.isEmpty)
  }

  @Test("Frequent phrases survive a stream of rare ones, in bounded memory, counted from when they are known")
  func frequentPhrases() {
    var phrases = FrequentPhrases(capacity: 10)
    for number in 0..<1000 {
      phrases.add("rare \(number)", text: "", example: "")
      if number % 4 == 0 { phrases.add("often", text: "Often", example: "\(number)") }
      #expect(phrases.count <= 20)
    }
    let most = phrases.most(1)
    #expect(most.map(\.phrase) == ["often"] && most.first?.entry.jobs == 250 && most.first?.entry.example == "0")
    var exact = FrequentPhrases(capacity: 10)
    for number in 0..<20 { for _ in 0...number { exact.add("p\(number)", text: "", example: "") } }
    #expect(exact.most(3).map(\.entry.jobs) == [20, 19, 18])
  }
}

/// Names of steps, noted by any thread.
private final class Steps: Sendable {
  private let names = Mutex<Set<String>>([])
  func add(_ name: String) { names.withLock { _ = $0.insert(name) } }
  func take() -> Set<String> {
    names.withLock { names in
      defer { names = [] }
      return names
    }
  }
}

extension ArtifactFolder {
  /// Publishes the active artifact's files again, with mentions that are no mentions.
  fileprivate func publishBroken() throws {
    guard let active = try active() else { return }
    let folder = location(of: active)
    try publish(inputs: active.inputs, configuration: active.configuration, createdAt: active.createdAt) { target in
      for name in active.files.keys where name != "mentions.tsv" {
        try FileManager.default.copyItem(at: folder.appending(path: name), to: target.appending(path: name))
      }
      try Data("this is\nno file of mentions\n".utf8).write(to: target.appending(path: "mentions.tsv"))
    }
  }
}
