import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Testing

@Suite("Standardizing a market")
struct StandardizeStageTests {
  @Test("Known titles and skills become values, with their span, confidence and way of finding")
  func knownAnswers() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    let outcome = try market.standardize()
    #expect(outcome.report.jobs == 4 && outcome.report.redone == 4)
    #expect(try market.values(ofJob: "n1", .occupation).first == "jobs:nurse")
    #expect(try market.values(ofJob: "d1", .occupation).first == "jobs:developer", "a typing slip is forgiven")
    #expect(try market.values(ofJob: "n1", .skill) == ["tools:triage", "tools:wound"])
    #expect(try market.values(ofJob: "d1", .skill) == ["tools:java", "tools:cobol"])
    for id in ["n1", "d1"] {
      let found = try EntityView(market.workspace).mentions(ofJob: id)
      for line in found.lines {
        let text = try #require(found.texts.first { $0.part == line.part }?.text)
        #expect(
          String(decoding: text.utf8.dropFirst(line.start).prefix(line.end - line.start), as: UTF8.self) == line.text)
        #expect(line.confidence > 0 && line.confidence <= 1)
      }
    }
  }

  @Test("--exact takes labels alone")
  func exact() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    let exact = try market.workspace.naming(taxonomies: [], exact: true)
    _ = try Pipeline(exact).standardize(createdAt: StandardizedMarket.now)
    #expect(try market.values(ofJob: "d1", .occupation).isEmpty)
    #expect(try market.values(ofJob: "n1", .occupation) == ["jobs:nurse"])
  }

  @Test("The report counts what was found, and names what was not")
  func report() throws {
    let report = try StandardizedMarket(StandardizedMarket.jobs).standardize().report
    let occupation = try #require(report.fields.first { $0.field == .occupation })
    #expect(occupation.jobs == 3 && occupation.coverage == 0.75)
    let missed = try #require(report.unmatched.first { $0.field == .occupation })
    #expect(missed.phrase == "zzyzx qwrtp" && missed.jobs == 1 && missed.example == "x1")
    #expect(report.taxonomies.map(\.name) == ["jobs", "tools"])
    #expect(report.taxonomies.map(\.concepts) == [4, 4])
    #expect(report.changes == nil)
  }

  @Test("Only changed texts are done again, and the report says what changed")
  func incremental() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    let first = try market.bytes("mentions.tsv")
    #expect(try market.standardize().report.redone == 0)
    #expect(try market.bytes("mentions.tsv") == first)
    try market.upsert([
      StandardizedMarket.job("d1", "Programmer", "We use Java here."),
      StandardizedMarket.job("new", "Software Tester", "Java."),
    ])
    let second = try market.standardize().report
    #expect(second.redone == 2)
    let changes = try #require(second.changes)
    #expect((changes.added, changes.changed, changes.removed) == (1, 1, 0))
    #expect(try market.values(ofJob: "d1", .skill) == ["tools:java"])
    // A full run learns the market's titles anew; from then on nothing changes until a text does.
    try market.standardize(full: true)
    let full = try market.bytes("mentions.tsv")
    try market.standardize()
    #expect(try market.bytes("mentions.tsv") == full)
    try market.standardize(full: true)
    #expect(try market.bytes("mentions.tsv") == full)
  }

  @Test("A place that becomes known is found without doing texts again")
  func newPlaces() throws {
    var job = StandardizedMarket.job("p1", "Registered Nurse", "")
    job.places = [Place("Atlantis")]
    let market = try StandardizedMarket([job])
    try market.standardize()
    #expect(try market.values(ofJob: "p1", .place).isEmpty)
    var other = StandardizedMarket.job("p2", "Registered Nurse", "")
    other.places = [Place("Atlantis", coordinate: Coordinate(latitude: 31, longitude: -24))]
    try market.upsert([other])
    #expect(try market.standardize().report.redone == 1)
    #expect(try market.values(ofJob: "p1", .place) == ["Atlantis"])
  }

  @Test("Another taxonomy does all texts again")
  func anotherTaxonomy() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    let file = try market.folder.write(StandardizedMarket.skills + "night,Nights,,,\n", "tools.csv")
    #expect(try market.standardize().report.redone == 4, "\(file.path) changed")
  }

  @Test("Two taxonomies that disagree: the first decides, and the report says where")
  func disagreement() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    let rival = """
      id,label,alternates,parent,group
      food,Food,,,true
      drink,Java,,food,

      """
    let named = try market.workspace.naming(
      taxonomies: ["skill=\(try market.folder.write(rival, "rival.csv").path)"], exact: nil)
    let report = try Pipeline(named).standardize(createdAt: StandardizedMarket.now).report
    #expect(report.disagreements.count == 1)
    let example = try #require(report.disagreements.examples.first)
    #expect((example.label, example.first, example.second) == ("java", "tools:java", "rival:drink"))
    #expect(try market.values(ofJob: "d1", .skill).contains("tools:java"))
    #expect(try !market.values(ofJob: "d1", .skill).contains("rival:drink"))
  }

  @Test("Without a taxonomy the rules alone find what they find")
  func noTaxonomy() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs, taxonomies: false)
    let report = try market.standardize().report
    #expect(report.taxonomies.isEmpty && report.jobs == 4)
    #expect(try market.values(ofJob: "n1", .occupation).isEmpty)
  }

  @Test("A market without jobs says so")
  func empty() throws {
    let error = #expect(throws: WorkspaceError.self) { try StandardizedMarket([]).standardize() }
    #expect(error?.description.contains("no jobs yet") == true)
  }

  @Test(
    "Texts of any kind are standardized, and the job is found again",
    arguments: [
      "", "🧑‍⚕️🧑‍⚕️", "ممرضة مسجلة", "注册护士", "<b>Registered</b>&nbsp;<i>Nurse</i>", "REGISTERED NURSE!!!",
      "\u{0}\u{1B}[31mNurse\u{7}",
      "e\u{301}\u{301}\u{301}", String(repeating: "Registered Nurse ", count: 65_000),
    ])
  func anyText(text: String) throws {
    let market = try StandardizedMarket([StandardizedMarket.job("odd", text, text)])
    try market.standardize()
    #expect(try market.standardize().report.redone == 0)
    let found = try EntityView(market.workspace).mentions(ofJob: "odd")
    for line in found.lines {
      #expect(line.end <= (found.texts.first { $0.part == line.part }?.text.utf8.count ?? 0))
    }
  }

  @Test("A damaged artifact is named, and --full is the way out")
  func damaged() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    let outcome = try market.standardize()
    let file = market.workspace.artifacts(.entities).location(of: outcome.manifest).appending(path: "mentions.tsv")
    var data = try Data(contentsOf: file)
    data[data.count / 2] ^= 1
    try data.write(to: file)
    let error = #expect(throws: WorkspaceError.self) { try market.standardize() }
    #expect(error?.description.contains("--full") == true)
    #expect(try market.standardize(full: true).report.jobs == 4)
    #expect(try market.standardize().report.redone == 0)
  }

  @Test("Killed while it writes, the last good entities stay")
  func killed() async throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    let before = try market.standardize().manifest
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = market.workspace.folder.path as String] in
      let workspace = try Workspace.open(at: URL(filePath: path))
      _ = try Pipeline(workspace) { report in
        if report.step == "standardize" { kill(getpid(), SIGKILL) }
      }.standardize(full: true, createdAt: StandardizedMarket.now)
    }
    #expect(try market.workspace.artifacts(.entities).active() == before)
    #expect(try market.standardize().report.jobs == 4)
  }
}
