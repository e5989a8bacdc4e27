import Foundation
import JobMarket
import JobMatching
import LinkGraph
import MarketStorage
import Retrieval
import Testing

@Suite("The promoted flow")
struct PromotedFlowTests {
  private let market: LinkMarket

  init() throws {
    market = try LinkMarket()
    try market.fill()
  }

  @Test("A seeker is served by learned links, scored by their quality and explained in words")
  func served() throws {
    try market.prepare()
    let service = try MatchService(market.workspace)
    let answer = try market.promoted(service, "cashier4")
    // supervisor0 was applied to, and is hidden.
    #expect(Set(answer.matches.map(\.job.id)) == ["supervisor1", "supervisor2", "supervisor3"])
    #expect(answer.matches.allSatisfy { $0.score == 2.5 && $0.explanation.addsUp() })
    #expect(answer.matches.allSatisfy { $0.links.count == 3 && $0.links.allSatisfy { !$0.isPrior } })
    #expect(answer.servedBy.first?.hasPrefix("3 links learned from hires, of 3") == true)
    #expect(answer.notes.contains("the market has no campaigns: every job counts as promoted"))
  }

  @Test("Whom no learned link fits, prior knowledge serves, and the answer says so; whom nothing fits, nothing")
  func prior() throws {
    try market.prepare()
    let service = try MatchService(market.workspace)
    let answer = try market.promoted(service, "clerk")
    #expect(answer.matches.count == 4 && answer.matches.allSatisfy { $0.job.title == "Office clerk" })
    #expect(answer.servedBy.first?.hasPrefix("prior: no learned link fits") == true)
    let nothing = try market.promoted(service, "nobody")
    #expect(nothing.matches.isEmpty && nothing.servedBy.first?.hasPrefix("prior: neither") == true)
  }

  @Test("New and changed jobs and seekers have their links in the next answer; closed and deleted ones have none")
  func live() throws {
    try market.prepare()
    let service = try MatchService(market.workspace)
    func found(_ seeker: String) throws -> Set<String> {
      Set(try market.promoted(service, seeker).matches.map(\.job.id))
    }
    #expect(try found("cashier4").count == 3)
    try market.write { store in
      try store.upsert(Job(id: "new", title: "Shift Supervisor"))
      try store.upsert(LinkMarket.seeker("newcomer", "cashier", []))
      try store.closeJob(id: "supervisor1")
      try store.deleteJob(id: "supervisor2")
      try store.upsert(Job(id: "clerk0", title: "Shift supervisor"))
    }
    #expect(try found("cashier4") == ["new", "supervisor3", "clerk0"])
    #expect(try found("newcomer") == ["supervisor0", "new", "supervisor3", "clerk0"])
    #expect(try found("clerk") == ["clerk1", "clerk2", "clerk3"])
    // A service that opens only now sees the same, and so it is after a merge.
    let expected = try found("cashier4")
    #expect(try Set(market.promoted(MatchService(market.workspace), "cashier4").matches.map(\.job.id)) == expected)
    _ = try Pipeline(market.workspace).mergeIndex(createdAt: LinkMarket.now)
    #expect(try Set(market.promoted(MatchService(market.workspace), "cashier4").matches.map(\.job.id)) == expected)
  }

  @Test("An edit shows in the next answer of an open service, survives learning anew, and writes no file of the index")
  func edits() throws {
    try market.prepare()
    let service = try MatchService(market.workspace)
    let before = try market.promoted(service, "cashier4")
    let nodes = before.matches[0].links.map(\.node)
    let index = market.workspace.artifacts(.index).folder
    func files() throws -> [String: Date] {
      var found: [String: Date] = [:]
      for case let file as URL in FileManager.default.enumerator(at: index, includingPropertiesForKeys: nil) ?? .init()
      {
        found[file.path] = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
      }
      return found
    }
    let written = try files()
    func edit(_ nodes: [Int], _ action: LinkEdit.Action) throws {
      try LinkBook(market.workspace).edit(nodes, action, at: LinkMarket.now, author: "maria", reason: "a test")
    }
    try edit(nodes, .ban)
    #expect(try market.promoted(service, "cashier4").matches.isEmpty)
    try edit([nodes[0]], .weigh(7))
    try edit([nodes[0]], .pin)
    let after = try market.promoted(service, "cashier4")
    #expect(after.matches.count == 3 && after.matches.allSatisfy { $0.score == 7 && $0.links.count == 1 })
    #expect(try files() == written)
    let pinned = try LinkBook(market.workspace).named(nodes[0])
    // Fewer templates: other numbers, and the decisions are still those of the same values.
    try market.learn()
    _ = try Pipeline(market.workspace).target(asOf: LinkMarket.now, createdAt: LinkMarket.now)
    let anew = try market.promoted(MatchService(market.workspace), "cashier4")
    #expect(anew.matches.count == 3 && anew.matches.allSatisfy { $0.score == 7 })
    #expect(try LinkBook(market.workspace).named(anew.matches[0].links[0].node) == pinned)
    #expect(try LinkBook(market.workspace).log.edits.count == 5)
  }

  @Test("A pinned link that learning no longer finds serves on, as what people know")
  func pinned() throws {
    try market.prepare()
    let node = try #require(try LinkBook(market.workspace).list(LinkBook.Selection()).links.first).node
    try LinkBook(market.workspace)
      .edit([node], .pin, at: LinkMarket.now, author: "maria", reason: "we know them")
    #expect(try market.learn { $0.settings.minimumSupport = 100 }.report.mining.links == 0)
    _ = try Pipeline(market.workspace).target(asOf: LinkMarket.now, createdAt: LinkMarket.now)
    let answer = try market.promoted(MatchService(market.workspace), "cashier4")
    #expect(answer.matches.count == 3 && answer.matches.allSatisfy { $0.links.map(\.state) == [.pinned] })
    #expect(answer.matches[0].links[0].words.contains("pinned by maria"))
  }

  @Test("What was learned anew needs targets of it; links and targets that are not there are named")
  func stale() throws {
    _ = try Pipeline(market.workspace).index(createdAt: LinkMarket.now)
    let service = try MatchService(market.workspace)
    #expect(
      throws: WorkspaceError("\(market.workspace.folder.path) has no links yet; `jobmatch link` learns them from hires")
    ) {
      try market.promoted(service, "clerk")
    }
    #expect(try service.linkExplanation(seeker: "clerk", job: "clerk0", market.options) == nil)
    try market.learn()
    #expect(throws: WorkspaceError.self) { try market.promoted(service, "clerk") }
    _ = try Pipeline(market.workspace).target(asOf: LinkMarket.now, createdAt: LinkMarket.now)
    #expect(try market.promoted(service, "clerk").matches.count == 4)
    try market.learn { $0.settings.maximumSize = 1 }
    #expect(throws: WorkspaceError.self) { try market.promoted(service, "clerk") }
    _ = try Pipeline(market.workspace).target(asOf: LinkMarket.now, createdAt: LinkMarket.now)
    #expect(try market.promoted(service, "cashier4").matches.first?.links.count == 2)
  }

  @Test("Where there are campaigns, jobs of a running one alone are promoted")
  func campaigns() throws {
    try market.write { store in
      for (number, days) in [("supervisor1", -1.0), ("supervisor2", 1.0)] {
        try store.upsert(
          .campaign(
            Campaign(
              id: "c-\(number)", job: number, bid: 1, dailyBudget: 10, timeZone: "UTC",
              start: LinkMarket.now.advanced(byDays: days))))
      }
    }
    try market.prepare()
    let answer = try market.promoted(MatchService(market.workspace), "cashier4")
    #expect(answer.matches.map(\.job.id) == ["supervisor1"])
  }

  @Test("An explanation names the links that join, and the nearest where none does, with what is missing")
  func explanation() throws {
    try market.prepare()
    let service = try MatchService(market.workspace)
    let joined = try #require(try service.linkExplanation(seeker: "cashier0", job: "supervisor2", market.options))
    #expect(joined.joined.count == 3 && joined.nearest.isEmpty)
    let near = try #require(try service.linkExplanation(seeker: "baker0", job: "supervisor2", market.options))
    #expect(near.joined.isEmpty && near.nearest.contains { $0.words.contains("the seeker lacks the title *cashier*") })
    #expect(throws: WorkspaceError.self) {
      try service.linkExplanation(seeker: "who", job: "supervisor2", market.options)
    }
  }

  @Test("A job that reaches more seekers than its openings need yields its worst links")
  func ceiling() throws {
    let market = try LinkMarket { $0.target.mostSeekersAnOpening = 2 }
    try market.fill()
    try market.prepare()
    let report = try Pipeline(market.workspace).target(asOf: LinkMarket.now, createdAt: LinkMarket.now).report
    // The three learned links tie at 2.5 and stay together; what is worse yields.
    #expect(report.jobsThatYield >= 4)
    #expect(try market.promoted(MatchService(market.workspace), "cashier4").matches.count == 3)
  }

  @Test("A forecast counts who is reached, what each value brings, and who applies; an audience has reasons")
  func forecast() throws {
    try market.prepare()
    let book = try TargetBook(market.workspace)
    let forecast = try book.forecast(Job(id: "draft", title: "SHIFT supervisor"), days: 30)
    #expect(forecast.reach == 5 && forecast.without.first?.reach == 0)
    #expect(forecast.applicants.mean > 0 && Double(forecast.applicants.lower) <= forecast.applicants.mean)
    let (reach, members) = try book.audience(job: "supervisor3", count: 3)
    #expect(reach == 5 && members.count == 3 && members.allSatisfy { $0.links.count == 3 })
    #expect(try book.forecast(Job(id: "draft", title: "Nothing like it"), days: 30).reach == 0)
    #expect(throws: WorkspaceError.self) { try book.audience(job: "none", count: 3) }
  }

  @Test("A weight beyond all measure is refused; applications of after the moment asked for are not counted")
  func limits() throws {
    try market.write { try market.apply($0, "clerk", "clerk0", days: 3) }
    try market.prepare()
    let book = try LinkBook(market.workspace)
    for weight in [1e30, .infinity, .nan, -1] as [Float] {
      #expect(throws: LinkGraphError.self) {
        try book.edit([0], .weigh(weight), at: LinkMarket.now, author: "maria", reason: "a test")
      }
    }
    let report = try TargetBook(market.workspace).report
    #expect(report.activityEnd == LinkMarket.now.advanced(byDays: -20))
  }

  @Test("A sheet that comes back edited is taken in, and one of another graph is refused")
  func sheet() throws {
    try market.prepare()
    let book = try LinkBook(market.workspace)
    var selection = LinkBook.Selection()
    (selection.count, selection.isPrior) = (.max, false)
    let sheet = book.sheet(selection)
    #expect(sheet.split(separator: "\n").count == 4)
    let edited = sheet.replacing("served", with: "banned")
    let count = try book.takeSheet(edited, file: "links.csv", at: LinkMarket.now, author: "maria", reason: "review")
    #expect(count == 3)
    #expect(try market.promoted(MatchService(market.workspace), "cashier4").matches.isEmpty)
    #expect(throws: LinkGraphError.self) {
      try book.takeSheet(
        sheet.replacing("cashier", with: "pilot"), file: "links.csv", at: LinkMarket.now, author: "maria",
        reason: "review")
    }
  }
}
