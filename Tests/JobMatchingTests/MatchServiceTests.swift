import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Retrieval
import Testing

/// A market small enough to know every answer.
private struct SmallMarket {
  let folder: TemporaryFolder
  let workspace: Workspace
  static let now = Instant(seconds: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.create(at: folder.file("workspace"))
    let feed = folder.file("feed")
    try FileManager.default.createDirectory(at: feed, withIntermediateDirectories: true)
    let newark = #"[{"text":"Newark, NJ, US","lat":40.73,"lon":-74.17}]"#
    let chicago = #"[{"text":"Chicago, IL, US","lat":41.88,"lon":-87.63}]"#
    try folder.write(
      """
      {"id":"cashier","title":"Retail Cashier","company":"Acme","places":\(newark),"employmentType":"fullTime"}
      {"id":"repost","title":"Retail cashier","company":"ACME","places":\(newark)}
      {"id":"far","title":"Cashier","company":"Bolt","places":\(chicago),"employmentType":"partTime"}
      {"id":"seen","title":"Night Cashier","company":"Core","places":\(newark)}
      {"id":"driver","title":"Truck Driver","company":"Dart","places":\(newark),"pay":{"min":20,"period":"hour","currency":"USD"}}
      {"id":"later","title":"Cashier","company":"Late","places":\(newark),"postedAt":"2024-01-01T00:00:00Z"}
      {"id":"closed","title":"Cashier","company":"Ended","places":\(newark),"status":"closed"}
      {"id":"expired","title":"Cashier","company":"Faded","places":\(newark),"expiresAt":"2023-01-01T00:00:00Z"}
      {"id":"nowhere","title":"Baker"}
      """, "feed/jobs.jsonl")
    try folder.write(
      """
      {"id":"ann","positions":[{"title":"Truck driver"}]}
      {"id":"new"}
      {"id":"ben","place":{"text":"Chicago, IL, US","lat":41.88,"lon":-87.63},"wants":{"titles":["Baker"]}}
      """, "feed/seekers.jsonl")
    try folder.write(
      "seeker,job,kind,at\nann,seen,view,2023-05-01T00:00:00Z\nann,driver,dismiss,2023-05-02T00:00:00Z\n",
      "feed/engagements.csv")
    try folder.write("seeker,dimension,value\nann,gender,secretgroup\n", "feed/groups.csv")
    _ = try Pipeline(workspace).run([feed], mapping: nil, createdAt: SmallMarket.now)
  }

  func ids(_ answer: MatchAnswer) -> [String] { answer.matches.map(\.job.id) }
}

@Suite("Recommending and searching")
struct MatchServiceTests {
  private let market: SmallMarket
  private let service: MatchService
  private let options = MatchOptions(asOf: SmallMarket.now)

  init() throws {
    market = try SmallMarket()
    service = try MatchService(market.workspace)
  }

  @Test(
    "Near jobs with the same words come first; seen, dismissed, closed and expired ones do not come; reposts share a row"
  )
  func recommending() throws {
    let answer = try service.recommend(toSeeker: "ann", options)
    #expect(market.ids(answer) == ["cashier", "far", "nowhere"])
    let best = try #require(answer.matches.first)
    #expect(best.reposts == ["repost"])
    #expect(best.sharedWords == ["cashier"])
    #expect(best.kilometers == 0)
    #expect(best.missing.contains("title words not in history or profile: retail"))
    #expect(best.missing.contains("no pay stated"))
    #expect(answer.matches[2].missing.contains("the job names no place"))
    #expect(answer.servedBy == ["the words of 1 job engaged with", "the words of the profile", "nearness to 1 place"])
  }

  @Test("What was only seen can be shown again, what was dismissed cannot")
  func seenAgain() throws {
    var options = options
    options.includesSeen = true
    #expect(market.ids(try service.recommend(toSeeker: "ann", options)) == ["seen", "cashier", "far", "nowhere"])
  }

  @Test("Every explanation adds up to the score it explains")
  func explanations() throws {
    for seeker in ["ann", "ben", "new"] {
      for match in try service.recommend(toSeeker: seeker, options).matches {
        #expect(match.explanation.addsUp())
        #expect(match.explanation.value == match.score)
      }
    }
  }

  @Test("A member of whom only wishes and a place are known is served by them, one of whom nothing is known is told so")
  func coldStart() throws {
    let ben = try service.recommend(toSeeker: "ben", options)
    #expect(ben.servedBy == ["the words of the profile", "nearness to 1 place"])
    #expect(ben.matches.first?.job.id == "far")
    #expect(ben.matches.first { $0.job.id == "nowhere" }?.sharedWords == ["baker"])
    #expect(try service.recommend(toSeeker: "new", options).servedBy.first?.hasPrefix("nothing") ?? false)
  }

  @Test("A search shows jobs that share a word, near the place it names")
  func searching() throws {
    let near = try service.search("cashier near newark", options)
    #expect(Set(market.ids(near)) == ["cashier", "seen"])
    #expect(near.notes.contains("read 'near newark' as a place: Newark, NJ, US, within 50 km"))
    #expect(near.matching == 3)
    #expect(Set(market.ids(try service.search("cashier", options))) == ["cashier", "seen", "far"])
    #expect(market.ids(try service.search("zookeeper", options)).isEmpty)
    // "in" before no known place is a word like any other.
    #expect(market.ids(try service.search("cashier in atlantis", options)).count == 3)
  }

  @Test("Conditions narrow, and a wrong one says what there is")
  func conditions() throws {
    var options = options
    options.conditions = ["employmentType=fullTime,partTime", "company!=bolt"]
    #expect(market.ids(try service.search("cashier", options)) == ["cashier"])
    let mistakes = [
      "employmntType=fullTime": "did you mean 'employmentType'?", "pay=3": "pay>=3", "company>=3": "no number",
      "pay>=much": "not a number", "employmentType=fulltme": "did you mean 'fullTime'?",
      "employmentType": "field=value", "employmentType=": "name a value",
    ]
    for (condition, reason) in mistakes {
      options.conditions = [condition]
      let error = #expect(throws: WorkspaceError.self) { try service.search("cashier", options) }
      #expect(error?.description.contains(reason) ?? false, "\(error?.description ?? "")")
    }
  }

  @Test("Facets count what matches, with names, and follow the record")
  func facets() throws {
    var options = options
    options.facets = ["employmentType", "company"]
    let all = try service.recommend(toSeeker: "ann", options)
    #expect(all.facets.map(\.field) == [.employmentType, .company])
    #expect(all.facets.allSatisfy { $0.matching == all.matching })
    #expect(all.facets[0].values.map(\.name).sorted() == ["fullTime", "partTime"])
    #expect(all.facets[0].values.map(\.count) == [1, 1] && all.facets[0].missing == all.matching - 2)
    options.conditions = ["employmentType=fullTime"]
    let narrowed = try service.recommend(toSeeker: "ann", options)
    #expect(narrowed.matching == 1 && narrowed.facets[0].matching == all.matching)
    #expect(narrowed.facets[0].values.filter(\.isAsked).map(\.name) == ["fullTime"])
    #expect(narrowed.facets[1].matching == 1 && narrowed.facets[1].distinct == 1)
    for (field, reason) in ["employmntType": "did you mean 'employmentType'?", "pay": "it is a number"] {
      options.facets = [field]
      let error = #expect(throws: WorkspaceError.self) { try service.search("cashier", options) }
      #expect(error?.description.contains(reason) ?? false, "\(error?.description ?? "")")
    }
  }

  @Test("Numbers can be bounded, and what is not yet posted is not yet shown")
  func bounds() throws {
    var bounded = options
    bounded.conditions = ["pay>=40000", "pay<=50000"]
    #expect(market.ids(try service.recommend(toSeeker: "new", bounded)) == ["driver"])
    bounded.conditions = ["pay>=50000"]
    #expect(market.ids(try service.recommend(toSeeker: "new", bounded)).isEmpty)
    #expect(!market.ids(try service.search("cashier", options)).contains("later"))
    let nextYear = MatchOptions(asOf: Instant(seconds: 1_710_000_000))
    #expect(market.ids(try service.search("cashier", nextYear)).contains("later"))
  }

  @Test("A service opened before sees what the record says now")
  func following() throws {
    #expect(market.ids(try service.search("truck", options)) == ["driver"])
    let store = try market.workspace.openStore()
    defer { try? store.close() }
    try store.closeJob(id: "driver")
    #expect(market.ids(try service.search("truck", options)).isEmpty)
    var driver = try #require(try store.job(id: "driver")).job
    driver.status = .open
    try store.upsert(driver)
    #expect(market.ids(try service.search("truck", options)) == ["driver"])
    driver.expiresAt = SmallMarket.now
    try store.upsert(driver)
    #expect(market.ids(try service.search("truck", options)).isEmpty)
  }

  @Test("An index built from another configuration says so and still compares like with like")
  func staleConfiguration() throws {
    let file = market.workspace.folder.appending(path: "jobmatch.yaml")
    try Data("text:\n  parts: [description]\n".utf8).write(to: file)
    let changed = try MatchService(Workspace.open(at: market.workspace.folder))
    let answer = try changed.recommend(toSeeker: "ann", options)
    #expect(answer.notes.contains { $0.hasPrefix("text changed since the index was built") })
    #expect(market.ids(answer) == market.ids(try service.recommend(toSeeker: "ann", options)))
  }

  @Test("An answer without jobs says why")
  func nothing() throws {
    var none = options
    none.conditions = ["employmentType=partTime", "company=acme"]
    #expect(try service.search("cashier", none).notes.contains("no offered job fulfils the conditions"))
    #expect(try service.search("zookeeper", options).notes.contains { $0.hasPrefix("no good match") })
    #expect(try service.search("cashier near atlantis", options).notes.contains { $0.contains("no place 'atlantis'") })
    for words in ["!?", "🚚", " \t "] {
      #expect(throws: WorkspaceError.self, "\(words)") { try service.search(words, options) }
    }
  }

  @Test("A damaged index is refused whole, whichever byte it is")
  func damage() throws {
    let folder = market.workspace.artifacts(.index).location(of: service.manifest)
    for name in service.manifest.files.keys.sorted() {
      let file = folder.appending(path: name)
      let whole = try Data(contentsOf: file)
      var damaged = whole
      damaged[damaged.count - 1] ^= 0x40
      try damaged.write(to: file)
      // The index's own files answer for themselves, the others to the manifest.
      let error = #expect(throws: (any Error).self, "\(name)") { try MatchService(market.workspace) }
      #expect(error is WorkspaceError || error is IndexError)
      #expect(error.map { String(describing: $0).contains(name) } ?? false, "\(name): \(error.debugDescription)")
      try whole.write(to: file)
    }
    _ = try MatchService(market.workspace)
  }

  @Test("A full feed must be read whole, and reopens and closes what it says")
  func fullFeed() throws {
    var options = MarketImporter.Options()
    options.isFullFeed = true
    let feed = market.folder.file("full")
    try FileManager.default.createDirectory(at: feed, withIntermediateDirectories: true)
    try market.folder.write(#"{"id":"cashier","title":"Retail Cashier"}"# + "\n", "full/jobs.jsonl")
    try market.folder.write("id,title\nfar,Cashier\n", "full/jobs-2.csv")
    let stage = ImportStage(market.workspace, options: options)
    let error = #expect(throws: WorkspaceError.self) { try stage.run([feed]) }
    #expect(error?.description.contains("jobs-2.csv") ?? false)
    try FileManager.default.removeItem(at: feed.appending(path: "jobs-2.csv"))
    #expect(try stage.run([feed]).closed == 7)
    try market.folder.write("{broken\n", "full/jobs.jsonl")
    let refused = try stage.run([feed])
    #expect(refused.refusal != nil && refused.rejectExamples.count == 1 && refused.closed == 0)
  }

  @Test("A distance needs a place, a place must be known, counts and searches have bounds")
  func refusals() throws {
    var within = options
    within.withinKilometers = 5
    #expect(throws: WorkspaceError.self) { try service.recommend(toSeeker: "new", within) }
    within.near = "Atlantis"
    #expect(throws: WorkspaceError.self) { try service.recommend(toSeeker: "ann", within) }
    #expect(throws: WorkspaceError.self) { try service.recommend(toSeeker: "nobody", options) }
    #expect(throws: WorkspaceError.self) { try service.explain(seeker: "ann", job: "none", options) }
    #expect(throws: WorkspaceError.self) { try service.search("  ", options) }
    #expect(throws: WorkspaceError.self) { try service.search(String(repeating: "a", count: 10_001), options) }
    for kilometers in [Double.nan, .infinity, 1e30, 0, -1] {
      var absurd = options
      absurd.withinKilometers = kilometers
      #expect(throws: WorkspaceError.self) { try service.search("cashier near newark", absurd) }
    }
    var many = options
    many.count = 0
    #expect(throws: WorkspaceError.self) { try service.recommend(toSeeker: "ann", many) }
  }

  @Test("Explaining a hidden job says why it is not shown")
  func explainingHidden() throws {
    #expect(try service.explain(seeker: "ann", job: "driver", options).notes.contains { $0.contains("dismissed") })
    #expect(
      try service.explain(seeker: "ann", job: "expired", options).notes.contains { $0.contains("closed, expired") })
    #expect(
      try service.explain(seeker: "ann", job: "far", options).notes.contains(
        "place 2 among all jobs that could be shown"))
  }

  @Test("Explaining says which condition a job fulfils, by which value, and which it does not")
  func explainingConditions() throws {
    var asked = options
    asked.conditions = ["employmentType=fullTime,partTime", "company!=acme", "pay<=50000"]
    (asked.near, asked.withinKilometers) = ("Chicago, IL", 30)
    let answer = try service.explain(seeker: "ann", job: "far", asked)
    let conditions = try #require(answer.matches.first?.explanation.conditions)
    #expect(conditions.map(\.holds) == [true, true, false, true])
    #expect(
      conditions.map { $0.evidence.map(\.description) } == [
        ["employmentType partTime"], ["company bolt"], ["no pay known"], ["0 km away"],
      ])
    #expect(
      answer.notes.contains { $0.hasSuffix("conditions given: pay at most 50000 (no pay known)") }, "\(answer.notes)")
    // Nothing was asked: nothing is said.
    #expect(try service.explain(seeker: "ann", job: "far", options).matches.first?.explanation.conditions == [])
    // What shuts a job out is said beside what was asked.
    let closed = try service.explain(seeker: "ann", job: "expired", options)
    #expect(closed.matches.first?.explanation.conditions.map(\.kind) == [.offered])
  }

  @Test("A job closed or deleted after indexing is gone from the next answer; a new one is in it")
  func liveRecord() throws {
    let store = try market.workspace.openStore()
    try store.closeJob(id: "cashier")
    try store.deleteJob(id: "far")
    try store.upsert(Job(id: "late", title: "Cashier"))
    try store.close()
    let answer = try MatchService(market.workspace).search("cashier", options)
    #expect(Set(market.ids(answer)) == ["late", "repost", "seen"])
  }

  @Test("Who somebody is changes no answer and stands in no artifact")
  func groupsAreNoInput() throws {
    let before = try ["ann", "ben", "new"].map { try service.recommend(toSeeker: $0, options) }
    let other = try SmallMarket()
    let store = try other.workspace.openStore()
    for seeker in ["ann", "ben", "new"] {
      try store.upsert(.group(GroupMembership(seeker: seeker, dimension: "gender", value: "othergroup")))
    }
    try store.close()
    _ = try Pipeline(other.workspace).index(createdAt: SmallMarket.now)
    let again = try MatchService(other.workspace)
    #expect(try ["ann", "ben", "new"].map { try again.recommend(toSeeker: $0, options) } == before)
    let files = try #require(
      FileManager.default.enumerator(at: other.workspace.artifacts(.index).folder, includingPropertiesForKeys: nil))
    for case let file as URL in files {
      guard let data = try? Data(contentsOf: file) else { continue }
      #expect(
        data.range(of: Data("othergroup".utf8)) == nil && data.range(of: Data("secretgroup".utf8)) == nil,
        "\(file.path)")
    }
  }

  @Test("The same market gives the same index, byte for byte")
  func determinism() throws {
    let other = try SmallMarket()
    let first = try #require(try market.workspace.artifacts(.index).active())
    let second = try #require(try other.workspace.artifacts(.index).active())
    #expect(first.id == second.id)
    #expect(first.files == second.files)
  }
}

@Suite("Workspaces")
struct WorkspaceTests {
  @Test("A workspace is made once and opened after")
  func creating() throws {
    let folder = try TemporaryFolder()
    try Workspace.create(at: folder.file("w"))
    #expect(try Workspace.open(at: folder.file("w")).configuration == Configuration())
    #expect(throws: WorkspaceError.self) { try Workspace.create(at: folder.file("w")) }
    #expect(throws: WorkspaceError.self) { try Workspace.open(at: folder.file("none")) }
    #expect(throws: WorkspaceError.self) { try MatchService(Workspace.open(at: folder.file("w"))) }
    #expect(throws: WorkspaceError.self) {
      try Pipeline(Workspace.open(at: folder.file("w"))).index(createdAt: SmallMarket.now)
    }
  }

  @Test("An import of nothing says what was wanted")
  func importingNothing() throws {
    let folder = try TemporaryFolder()
    let workspace = try Workspace.create(at: folder.file("w"))
    try folder.write("hello", "README.txt")
    for path in ["none", "."] {
      #expect(throws: WorkspaceError.self) { try ImportStage(workspace).run([folder.file(path)]) }
    }
    let outcomeError = #expect(throws: MarketFileError.self) {
      try ImportStage(workspace).run([folder.file("README.txt")])
    }
    #expect(outcomeError != nil)
  }

  @Test("Rows that cannot be used are set aside with their place, the rest goes in")
  func rejects() throws {
    let folder = try TemporaryFolder()
    let workspace = try Workspace.create(at: folder.file("w"))
    let jobs = try folder.write(
      #"{"id":"1","title":"A"}"# + "\n{broken\n" + #"{"id":"2","title":"B"}"# + "\n", "jobs.jsonl")
    let outcome = try ImportStage(workspace).run([jobs])
    #expect(outcome.reports.map(\.inserted) == [2])
    #expect(outcome.reports.map(\.rejected) == [1])
    #expect(outcome.rejectExamples.first?.location.line == 2)
    let text = try String(contentsOf: URL(filePath: try #require(outcome.rejectFile)), encoding: .utf8)
    #expect(text.contains("\"line\":2"))
    var strict = MarketImporter.Options()
    strict.isStrict = true
    #expect(throws: Reject.self) { try ImportStage(workspace, options: strict).run([jobs]) }
  }
}
