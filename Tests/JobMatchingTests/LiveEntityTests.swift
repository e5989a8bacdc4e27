import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Synchronization
import Testing

/// Values, their names and their aliases while a service is open.
@Suite("Entities of an index that follows its record")
struct LiveEntityTests {
  /// Kept to the end of a test: a service reads on from its folder.
  private let folder: TemporaryFolder
  private let workspace: Workspace
  private static let now = Instant(seconds: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    let occupations = [
      ("15-1252.00", "Software Developers"), ("29-1141.00", "Registered Nurses"), ("31-1131.00", "Nursing Assistants"),
      ("41-2011.00", "Cashiers"), ("51-3011.00", "Bakers"), ("53-3032.00", "Truck Drivers"),
    ]
    try TaxonomyFolderFixture.onet(
      in: folder, occupations: occupations.map { (id: $0.0, title: $0.1) },
      alternates: [("31-1131.00", "Ward Orderly")],
      related: [("31-1131.00", "29-1141.00")],
      technologies: [("15-1252.00", "Docker"), ("15-1252.00", "Microsoft Excel"), ("15-1252.00", "PostgreSQL")])
    let place = folder.file("workspace")
    try Workspace.create(at: place)
    try Data("standardize:\n  taxonomies: ['onet=\(folder.file("onet").path)']\n".utf8)
      .write(to: place.appending(path: "jobmatch.yaml"))
    workspace = try Workspace.open(at: place)
    try FileManager.default.createDirectory(at: folder.file("feed"), withIntermediateDirectories: true)
    try folder.write(
      """
      {"id":"cashier","title":"Cashier","company":"Acme"}
      {"id":"truck","title":"Truck Driver","company":"Bolt"}
      {"id":"dev","title":"Software Developer","company":"Core","skills":["Docker","Microsoft Excel"]}
      {"id":"dev2","title":"Software Developer","company":"Dart","skills":["Docker"]}
      {"id":"odd","title":"Qqq Zzz","company":"Edge"}
      {"id":"nurse","title":"Registered Nurse","company":"Fort"}
      """, "feed/jobs.jsonl")
    try folder.write(
      """
      {"id":"orderly","positions":[{"title":"Ward Orderly"}]}
      {"id":"coder","positions":[{"title":"Software Developer"}],"skills":["Microsoft Excel","PostgreSQL"]}
      {"id":"clerk","positions":[{"title":"Cashier"}]}
      {"id":"reader"}
      """, "feed/seekers.jsonl")
    try folder.write("seeker,job,kind,at\nreader,nurse,view,2023-05-01T00:00:00Z\n", "feed/engagements.csv")
    _ = try Pipeline(workspace).run([folder.file("feed")], mapping: nil, createdAt: Self.now)
  }

  private static let seekers = ["orderly", "coder", "clerk", "reader"]

  private func options(_ conditions: [String] = []) -> MatchOptions {
    var options = MatchOptions(count: 100, asOf: LiveEntityTests.now, conditions: conditions)
    options.includesSeen = true
    return options
  }

  private func write(_ body: (MarketStore) throws -> Void) throws {
    let store = try workspace.openStore()
    defer { try? store.close() }
    try body(store)
  }

  private func valueID(_ value: String, _ field: AttributeField) throws -> ValueID {
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    return try #require(try store.valueID(of: value, in: field))
  }

  private func ids(_ service: MatchService, _ condition: String) throws -> Set<String> {
    Set(try service.recommend(toSeeker: "orderly", options([condition])).matches.map(\.job.id))
  }

  /// Everything an answer says of jobs.
  private struct Answers: Equatable {
    var recommended: [[Match]] = []
    var searched: [[Match]] = []
    var explained: [Match] = []
  }

  private func answers(_ service: MatchService, _ jobs: [String]) throws -> Answers {
    var answers = Answers()
    for seeker in LiveEntityTests.seekers {
      answers.recommended.append(try service.recommend(toSeeker: seeker, options()).matches)
      for job in jobs {
        answers.explained += try service.explain(seeker: seeker, job: job, options()).matches
      }
    }
    for search in ["software developer", "registered nurse", "docker", "cashier night"] {
      answers.searched.append(try service.search(search, options()).matches)
    }
    return answers
  }

  /// What jobs are said to be, by id.
  private func entities(_ service: MatchService) throws -> [String: [[String]]] {
    let matches = try service.recommend(toSeeker: "coder", options()).matches
    return Dictionary(
      uniqueKeysWithValues: matches.map {
        ($0.job.id, [$0.entities.occupations, $0.entities.sharedSkills, $0.entities.missingSkills])
      })
  }

  @Test("A value that somebody else numbers while a service is open is called what it is")
  func numberedMeanwhile() throws {
    let service = try MatchService(workspace)
    for seeker in LiveEntityTests.seekers { _ = try service.recommend(toSeeker: seeker, options()) }
    try write { store in
      var job = Job(id: "baker", title: "Qqq")
      job.attributes = [.occupation: ["onet:51-3011.00"], .skill: ["never seen"]]
      try store.upsert(job)
    }
    for seeker in LiveEntityTests.seekers {
      let baker = try #require(
        try service.recommend(toSeeker: seeker, options()).matches.first { $0.job.id == "baker" })
      #expect(baker.entities.occupations == ["Bakers"] && baker.entities.sameOccupations.isEmpty, "\(seeker)")
      #expect(baker.explanation.addsUp())
    }
  }

  @Test("Whoever has the one of two merged values has the other, in a running service and in an index built anew")
  func merged() throws {
    let service = try MatchService(workspace)
    func truck(_ service: MatchService) throws -> Match {
      let answer = try service.recommend(toSeeker: "clerk", options())
      #expect(answer.servedBy.contains("occupations and those related to them"))
      return try #require(answer.matches.first { $0.job.id == "truck" })
    }
    #expect(try truck(service).entities.sameOccupations.isEmpty)
    let (old, new) = (try valueID("onet:41-2011.00", .occupation), try valueID("onet:53-3032.00", .occupation))
    try write { try $0.mergeValue(old, into: new, in: .occupation) }
    #expect(try truck(service).entities.sameOccupations == ["Truck Drivers"])
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    let rebuilt = try truck(MatchService(workspace))
    #expect(rebuilt.entities.sameOccupations == ["Truck Drivers"] && rebuilt.explanation.addsUp())
    let part = try #require(rebuilt.explanation.details.first { $0.description == "occupation" })
    #expect(part.value > 0 && part.details[0].details.map(\.description).contains("same occupation: Truck Drivers"))
  }

  @Test("What is related to a merged value counts as it does for its successor")
  func relatedMerged() throws {
    // No job is an orderly's: what is beside them is nurses, who now are truck drivers.
    let (old, new) = (try valueID("onet:29-1141.00", .occupation), try valueID("onet:53-3032.00", .occupation))
    try write { try $0.mergeValue(old, into: new, in: .occupation) }
    for isRebuilt in [false, true] {
      if isRebuilt { _ = try Pipeline(workspace).index(createdAt: Self.now) }
      let answer = try MatchService(workspace).recommend(toSeeker: "orderly", options())
      for id in ["truck", "nurse"] {
        let match = try #require(answer.matches.first { $0.job.id == id })
        #expect(match.entities.relatedOccupations == ["Truck Drivers (of Nursing Assistants)"], "\(isRebuilt)")
        #expect(match.score > 0)
      }
    }
  }

  @Test("An alias reaches jobs whose value had no number yet when a running service met it")
  func provisionalAliases() throws {
    let service = try MatchService(workspace)
    // Fields are read here; companies come from texts, and are numbered by who indexes them.
    #expect(try ids(service, "company=acme") == ["cashier"])
    func job(_ id: String, _ company: String) -> Job {
      // Each with a title of its own: none is another's repost.
      var job = Job(id: id, title: "Night clerk \(id)")
      job.company = company
      return job
    }
    try write { store in
      try store.upsert(job("first", "Newcomer"))
      try store.upsert(job("second", "Later"))
    }
    #expect(try ids(service, "company=newcomer") == ["first"])
    _ = try Pipeline(workspace).mergeIndex(createdAt: Self.now)
    let (newcomer, later) = (try valueID("newcomer", .company), try valueID("later", .company))
    let (acme, bolt) = (try valueID("acme", .company), try valueID("bolt", .company))
    try write { store in
      try store.mergeValue(newcomer, into: acme, in: .company)
      try store.mergeValue(bolt, into: later, in: .company)
    }
    let reopened = try MatchService(workspace)
    for service in [service, reopened] {
      #expect(try ids(service, "company=acme") == ["cashier", "first"])
      #expect(try ids(service, "company=newcomer") == ["cashier", "first"])
      #expect(try ids(service, "company=bolt") == ["truck", "second"])
      #expect(try ids(service, "company=later") == ["truck", "second"])
    }
    // One that has a number before this service meets it.
    try write { try $0.upsert(job("third", "Third")) }
    _ = try Pipeline(workspace).mergeIndex(createdAt: Self.now)
    let third = try valueID("third", .company)
    let fresh = try MatchService(workspace)
    _ = try ids(fresh, "company=acme")
    try write { store in
      try store.mergeValue(third, into: acme, in: .company)
      try store.upsert(job("fourth", "Third"))
    }
    for service in [service, fresh] {
      #expect(try ids(service, "company=acme") == ["cashier", "first", "third", "fourth"])
    }
  }

  @Test(
    "Jobs that came, changed and went are answered as a merge of them is, and are what an index built anew makes of them"
  )
  func following() throws {
    let service = try MatchService(workspace)
    _ = try answers(service, ["dev"])
    try write { store in
      var kept = try #require(try store.job(id: "dev")).job
      kept.expiresAt = Instant(milliseconds: Self.now.milliseconds + 1000)
      try store.upsert(kept)
      try store.upsert(Job(id: "odd", title: "Registered Nurse"))
      var new = Job(id: "new", title: "Software Developer")
      (new.company, new.skills) = ("Newcomer", ["PostgreSQL", "Docker"])
      try store.upsert(new)
      // Without a text to read.
      try store.upsert(Job(id: "silent", title: ""))
      try store.closeJob(id: "truck")
      try store.deleteJob(id: "cashier")
    }
    let jobs = ["dev", "dev2", "odd", "nurse", "new", "silent"]
    let followed = try answers(service, jobs)
    #expect(Set(followed.recommended[0].map(\.job.id)) == Set(jobs))
    let late = try MatchService(workspace)
    #expect(try answers(late, jobs) == followed)
    #expect(try Pipeline(workspace).mergeIndex(createdAt: Self.now).changedJobs == 6)
    let merged = try MatchService(workspace)
    #expect(try answers(merged, jobs) == followed)
    #expect(try Pipeline(workspace).mergeIndex(isWhole: true, createdAt: Self.now).segmentsAfter == 1)
    #expect(try answers(MatchService(workspace), jobs) == followed)
    let held = try entities(service)
    #expect(held["odd"]?[0] == ["Registered Nurses"] && held["silent"]?[0] == [])
    #expect(held["new"]?[0] == ["Software Developers"])
    #expect(held["new"].map { $0[1].contains("PostgreSQL") && $0[2].contains("Docker") } == true)
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    let rebuilt = try MatchService(workspace)
    #expect(try entities(rebuilt) == held)
    // Texts standardized anew say the same.
    _ = try Pipeline(workspace).standardize(createdAt: Self.now)
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    #expect(try entities(MatchService(workspace)) == held)
  }

  @Test(
    "What is known of a closed job follows from the record, whoever looked when: a seeker who was with it is matched the same"
  )
  func closedHistory() throws {
    let early = try MatchService(workspace)
    let day = Instant(milliseconds: Self.now.milliseconds - 86_400_000)
    try write { store in
      try store.upsert(Job(id: "brief", title: "Software Developer"))
      try store.upsert(.engagement(Engagement(seeker: "reader", job: "brief", kind: .apply, at: day)))
    }
    let jobs = ["dev", "dev2", "odd", "truck", "cashier"]
    // This one has seen it open, and before it was another's trade.
    let open = try answers(early, jobs)
    try write { store in
      try store.upsert(Job(id: "brief", title: "Truck Driver"))
      try store.closeJob(id: "brief")
      try store.closeJob(id: "nurse")
    }
    let followed = try answers(early, jobs)
    #expect(followed != open)
    let late = try MatchService(workspace)
    #expect(try answers(late, jobs) == followed)
    #expect(try entities(late) == entities(early))
    _ = try Pipeline(workspace).mergeIndex(isWhole: true, createdAt: Self.now)
    #expect(try answers(MatchService(workspace), jobs) == followed)
    _ = try Pipeline(workspace).index(createdAt: Self.now)
    #expect(try entities(MatchService(workspace)) == entities(early))
  }

  @Test("The first pass keeps what was found in texts that stayed, and a later one finds the same anew")
  func keptMentions() throws {
    let steps = Mutex<Set<String>>([])
    func touch(_ seconds: Int64) throws {
      try write { store in
        for id in ["dev", "nurse"] {
          var job = try #require(try store.job(id: id)).job
          job.expiresAt = Instant(milliseconds: Self.now.milliseconds + seconds * 1000)
          try store.upsert(job)
        }
      }
    }
    try touch(1)
    let service = try MatchService(workspace) { progress in
      _ = steps.withLock { $0.insert(progress.step) }
    }
    let condition = ["occupation=onet:15-1252.00,onet:29-1141.00"]
    func found() throws -> Set<String> {
      // By its key alone: nothing of the seeker is standardized.
      Set(try service.recommend(toSeeker: "reader", options(condition)).matches.map(\.job.id))
    }
    #expect(try found() == ["dev", "dev2", "nurse"])
    #expect(steps.withLock { $0.isEmpty })
    try touch(2)
    #expect(try found() == ["dev", "dev2", "nurse"])
    #expect(steps.withLock { $0.contains("prepare the matchers") })
    let fresh = try MatchService(workspace)
    #expect(try answers(service, ["dev", "nurse"]) == answers(fresh, ["dev", "nurse"]))
  }
}
