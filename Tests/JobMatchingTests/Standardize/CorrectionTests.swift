import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Testing

@Suite("Corrections")
struct CorrectionTests {
  @Test("A correction shows at once, survives runs, and redoes nothing")
  func survives() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    #expect(try market.correct("occupation", "Zzyzx QWRTP", "jobs:tester").contains("Software Tester"))
    #expect(try market.values(ofJob: "x1", .occupation) == ["jobs:tester"])
    let report = try market.standardize().report
    #expect(report.redone == 0 && report.corrections == 1)
    #expect(report.changes?.changed == 1)
    let line = try #require(
      try EntityView(market.workspace).mentions(ofJob: "x1").lines.first { $0.field == .occupation })
    #expect(line.method == .correction && line.confidence == 1 && line.text == "Zzyzx qwrtp")
    try market.standardize(full: true)
    #expect(try market.values(ofJob: "x1", .occupation) == ["jobs:tester"])
  }

  @Test("--none takes a value away, --withdraw gives it back")
  func noneAndWithdraw() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    try market.correct("skill", "java", nil)
    #expect(try market.values(ofJob: "d1", .skill) == ["tools:cobol"])
    try market.correct("skill", "Java", nil, withdrawing: true)
    #expect(try market.values(ofJob: "d1", .skill) == ["tools:java", "tools:cobol"])
    #expect(try CorrectionLog(market.workspace).corrections().count == 2, "what was said stays in the log")
  }

  @Test("The last word counts")
  func lastWord() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    for value in ["jobs:nurse", "jobs:tester", "jobs:carer"] { try market.correct("occupation", "zzyzx qwrtp", value) }
    #expect(try market.values(ofJob: "x1", .occupation) == ["jobs:carer"])
  }

  @Test("A corrected occupation is another node in the index, ancestors with it")
  func indexed() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    try market.correct("occupation", "zzyzx qwrtp", "jobs:tester")
    try market.standardize()
    _ = try Pipeline(market.workspace).index(createdAt: StandardizedMarket.now)
    for value in ["jobs:tester", "jobs:it"] {
      var options = MatchOptions(asOf: StandardizedMarket.now)
      options.conditions = ["occupation=\(value)"]
      let answer = try MatchService(market.workspace).search("zzyzx", options)
      #expect(answer.matches.map(\.job.id) == ["x1"], "\(value)")
    }
  }

  @Test(
    "What cannot be kept says why",
    arguments: [
      ("occupation", "nurse", "jobs:plumber", "no occupation 'jobs:plumber'"),
      ("skill", "!!!", "tools:java", "holds no word"),
      ("occupation", "nurse", "nope:go", "'nope' is no taxonomy of occupation"),
      ("occupation", "nurse", "tools:java", "'tools' is one of skill"),
      ("employmentType", "flexi", "sometimes", "fullTime"), ("remote", "wfh", "home", "onsite, hybrid, remote"),
      ("flavour", "sweet", "x", "'flavour' is no field"), ("not a field!", "x", "y", "letters, digits"),
    ])
  func refused(field: String, phrase: String, value: String, expected: String) throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    let error = #expect(throws: WorkspaceError.self) { try market.correct(field, phrase, value) }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    #expect(try CorrectionLog(market.workspace).corrections().isEmpty)
  }

  @Test("What was never corrected cannot be withdrawn, nor twice")
  func withdrawnTwice() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    try market.correct("skill", "java", nil)
    for phrase in ["cobol", "nurse"] {
      let error = #expect(throws: WorkspaceError.self) { try market.correct("skill", phrase, nil, withdrawing: true) }
      #expect(error?.description.contains("'\(phrase)' is not corrected as skill") == true)
    }
    try market.correct("skill", "JAVA", nil, withdrawing: true)
    #expect(throws: WorkspaceError.self) { try market.correct("skill", "java", nil, withdrawing: true) }
    #expect(try CorrectionLog(market.workspace).corrections().count == 2)
  }

  @Test("A company that is corrected to be none is none in the index, too")
  func noCompany() throws {
    var job = StandardizedMarket.job("c1", "Nurse", "")
    job.company = "Acme Ltd"
    var other = StandardizedMarket.job("c2", "Nurse", "")
    other.company = "Bolt Ltd"
    let market = try StandardizedMarket([job, other])
    func found() throws -> [String] {
      _ = try Pipeline(market.workspace).index(createdAt: StandardizedMarket.now)
      var options = MatchOptions(asOf: StandardizedMarket.now)
      options.conditions = ["company=Acme Ltd"]
      return try MatchService(market.workspace).search("nurse", options).matches.map(\.job.id)
    }
    try market.standardize()
    #expect(try found() == ["c1"])
    try market.correct("company", "Acme Ltd", nil)
    try market.standardize()
    #expect(try found().isEmpty)
    try market.correct("company", "Bolt Ltd", "acme")
    try market.standardize()
    #expect(try found() == ["c2"])
  }

  @Test("A line that cannot be read is named by its number")
  func damagedLog() throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try market.standardize()
    try market.correct("skill", "java", nil)
    let file = market.workspace.folder.appending(path: CorrectionLog.name)
    try (Data(contentsOf: file) + Data("{\"field\":\n".utf8)).write(to: file)
    let error = #expect(throws: WorkspaceError.self) { try market.standardize() }
    #expect(error?.description.contains("corrections.jsonl:2") == true)
  }

  @Test("Two who correct at once are both heard")
  func together() async throws {
    let market = try StandardizedMarket(StandardizedMarket.jobs)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        let workspace = market.workspace
        group.addTask {
          try CorrectionLog(workspace).append(
            Correction(.skill, "phrase \(number)", value: nil, at: StandardizedMarket.now))
        }
      }
      try await group.waitForAll()
    }
    #expect(try CorrectionLog(market.workspace).corrections().count == 8)
  }

  @Test("A phrase is found whatever its case, accents and spaces, but not across markup; its place is marked")
  func spans() {
    let corrected = CorrectedMentions([Correction(.skill, "crème brûlée", value: "x:1", at: StandardizedMarket.now)])
    let texts = [StandardizedText(.description, "We make <b>CREME</b> Brulee daily 🍮")]
    let found = corrected.applied(to: [], in: texts)
    #expect(found.isEmpty)
    let plain = corrected.applied(to: [], in: [StandardizedText(.description, "We make Creme  Brûlée daily")])
    #expect(plain.map(\.range) == [8..<23])
  }
}
