import Foundation
import JobMarket
import JobMatching
import LinkGraph
import MarketStorage
import Testing

@Suite("Links learned from a market")
struct LinkStageTests {
  @Test("Applications and hires become links: counts, words, and a report of what was learned from")
  func learning() throws {
    let market = try LinkMarket()
    try market.fill()
    let outcome = try market.learn()
    let mining = outcome.report.mining
    #expect(mining.pairs == 13 && mining.hires == 4)
    #expect(outcome.report.sampledNoHires == 0 && outcome.report.hiresBeforeApplication == 0)
    let book = try LinkBook(market.workspace)
    var selection = LinkBook.Selection()
    selection.isPrior = false
    let (count, links) = book.list(selection)
    // Cashier → supervisor, inventory → supervisor, and both together, in the same four hires and one application.
    #expect(count == 3 && links.allSatisfy { $0.hires == 4 && $0.noHires == 1 && $0.ratio == 2.5 })
    #expect(
      links.contains {
        $0.words
          == "people who were *cashier* with the skill *inventory* were hired as *shift supervisor*: 4 hired, 1 not"
      })
    #expect(outcome.report.priorLinks["the same title"] ?? 0 >= 3)
  }

  @Test("What began with the job hired into, or after the application, is unknown to it")
  func timeHonest() throws {
    let market = try LinkMarket()
    try market.fill()
    try market.write { store in
      for number in 0..<5 {
        var seeker = LinkMarket.seeker("cashier\(number)", "Cashier", ["inventory"])
        // The position that the hire led to, and one that began at the very moment of the application.
        seeker.positions.append(Seeker.Position(title: "Shift supervisor", start: LinkMarket.now.advanced(byDays: -9)))
        seeker.positions.append(Seeker.Position(title: "Treasurer", start: LinkMarket.now.advanced(byDays: -20)))
        try store.upsert(seeker)
      }
    }
    try market.learn()
    let words = try LinkBook(market.workspace).list(LinkBook.Selection()).links.filter { !$0.isPrior }.map(\.words)
    #expect(words.count == 3 && words.allSatisfy { !$0.contains("who were *shift") && !$0.contains("treasurer") })
  }

  @Test("A moment in the past is learned from as it was then: a hire of later is none yet")
  func asOf() throws {
    let market = try LinkMarket()
    try market.fill()
    try market.write { try market.hire($0, "cashier4", "supervisor0", days: -5) }
    let mining = try market.learn { $0.asOf = LinkMarket.now.advanced(byDays: -8) }.report.mining
    #expect(mining.pairs == 13 && mining.hires == 4)
    #expect(try market.learn().report.mining.hires == 5)
    #expect(throws: WorkspaceError.self) { try market.learn { $0.asOf = LinkMarket.now.advanced(byDays: -15) } }
  }

  @Test("A hire of before its application is set aside with it, and counted")
  func hireBeforeApplication() throws {
    let market = try LinkMarket()
    try market.fill()
    try market.write { store in
      try market.apply(store, "clerk", "clerk0", days: -5)
      try market.hire(store, "clerk", "clerk0", days: -6)
      try market.hire(store, "nobody", "clerk1")
    }
    let report = try market.learn().report
    #expect(report.hiresBeforeApplication == 1 && report.hiresWithoutApplication == 1)
    #expect(report.mining.pairs == 14 && report.mining.hires == 5)
  }

  @Test("Where every application led to a hire, no-hires are drawn by a seed, and the report says so")
  func sampling() throws {
    let market = try LinkMarket()
    try market.fill()
    try market.write { store in
      for number in 0..<2 { for job in 0..<4 { try market.hire(store, "baker\(number)", "supervisor\(job)") } }
      try market.hire(store, "cashier4", "supervisor0")
    }
    let report = try market.learn().report
    #expect(report.sampling?.aHire == 3 && report.sampling?.seed == 1 && report.sampledNoHires > 0)
    #expect(report.mining.pairs == 13 + report.sampledNoHires && report.mining.hires == 13)
    #expect(try market.learn().report.sampledNoHires == report.sampledNoHires)
    #expect(throws: WorkspaceError.self) { try market.learn { $0.settings.noHiresAHire = 0 } }
  }

  @Test("No hires, unknown fields, options out of range and too little memory are refused, and nothing is published")
  func refusals() throws {
    let market = try LinkMarket()
    #expect(throws: WorkspaceError.self) { try market.learn() }
    try market.fill()
    func message(_ settings: (inout LinkOptions) -> Void) throws -> String {
      do {
        try market.learn(settings)
        return ""
      } catch { return "\(error)" }
    }
    let template = try LinkTemplate("shoesize:title")
    #expect(
      try message { $0.settings.templates = [template] }.contains("seeker field 'shoesize', which is not declared"))
    #expect(try message { $0.settings.maximumSize = 9 }.contains("1 to 8"))
    #expect(try message { $0.memoryLimit = 100 }.contains("a memory limit of 100 bytes is too small"))
    #expect(try message { $0.asOf = LinkMarket.now.advanced(byDays: -100) }.contains("no hire to learn from up to"))
    #expect(try market.workspace.artifacts(.links).list().isEmpty)
    let left = try? FileManager.default.contentsOfDirectory(
      atPath: market.workspace.artifacts(.links).folder.path)
    #expect((left ?? []).filter { $0.hasPrefix(".writing") }.isEmpty)
  }

  @Test("One of sixty pairs of values is combined up to the cap, which the report names")
  func manyValues() throws {
    let market = try LinkMarket { $0.links.templates = [try? LinkTemplate("skill:skill")].compactMap { $0 } }
    try market.write { store in
      let skills = (0..<60).map { "skill \($0)" }
      for number in 0..<6 {
        var job = Job(id: "j\(number)", title: "Artist")
        job.skills = ["painting"]
        try store.upsert(job)
        try store.upsert(LinkMarket.seeker("s\(number)", "Artist", skills))
        try market.apply(store, "s\(number)", "j\(number)")
        if number < 4 { try market.hire(store, "s\(number)", "j\(number)") }
      }
    }
    let report = try market.learn { $0.settings.maximumSize = 2 }.report
    #expect(report.mining.cappedPairs == 6 && report.mining.mostMetaLinksAPair == 32)
    // Attributes that all have alike: as many links as the cap has sets, each of the same counts.
    #expect(report.mining.links == 32 + 32 * 31 / 2)
    #expect(report.mining.linkHires == report.mining.links * 4)
  }

  @Test("Without recorded hires they are derived from positions that followed applications, which these do not know")
  func derived() throws {
    let market = try LinkMarket()
    // A profile that says the month alone, which began before the application did.
    let month = try #require(Instant(iso8601: "2023-10-01T00:00:00Z"))
    try market.write { store in
      for number in 0..<6 {
        var job = Job(id: "j\(number)", title: "Shift supervisor")
        job.company = "Harbour Foods Ltd"
        try store.upsert(job)
        var seeker = LinkMarket.seeker("s\(number)", "Cashier", ["inventory"])
        seeker.positions.append(
          Seeker.Position(
            title: number < 4 ? "Shift supervisor" : "Clerk", company: number < 4 ? "Harbour Foods" : "Elsewhere",
            start: number < 4 ? month : LinkMarket.now.advanced(byDays: -3.5)))
        try store.upsert(seeker)
        try market.apply(store, "s\(number)", "j\(number)")
      }
      // Too recent to be told what became of it.
      try market.apply(store, "s5", "j0", days: 0)
    }
    var derivation = HireDerivationOptions()
    (derivation.days, derivation.minimumConfidence) = (18, 0.1)
    let outcome = try market.learn { [derivation] in $0.derivation = derivation }
    let report = try #require(outcome.report.derivedHires)
    #expect(report.hires == 4 && report.applications == 7 && report.outcomes[.tooRecent] == 1)
    #expect(outcome.report.mining.pairs == 6 && outcome.report.mining.hires == 4)
    // Nobody was a shift supervisor before they became one.
    let words = try LinkBook(market.workspace).list(LinkBook.Selection()).links.filter { !$0.isPrior }.map(\.words)
    #expect(words.count == 3 && words.allSatisfy { !$0.contains("who were *shift") })
  }
}
