import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Testing

/// A market and a small O*NET in which it is known who stands beside whom.
private struct EntityMarket {
  let folder: TemporaryFolder
  let workspace: Workspace
  static let now = Instant(seconds: 1_700_000_000)

  init(in folder: TemporaryFolder, standardizes: Bool = true, settings: String = "") throws {
    self.folder = folder
    workspace = try EntityMarket.open(folder, standardizes: standardizes, settings: settings)
    let feed = folder.file("feed")
    try FileManager.default.createDirectory(at: feed, withIntermediateDirectories: true)
    try folder.write(
      """
      {"id":"cashier","title":"Cashier"}
      {"id":"truck","title":"Truck Driver"}
      {"id":"dev","title":"Software Developer","skills":["Docker","Microsoft Excel"]}
      {"id":"odd","title":"Qqq Zzz"}
      {"id":"nurse","title":"Registered Nurse"}
      """, "feed/jobs.jsonl")
    try folder.write(
      """
      {"id":"orderly","positions":[{"title":"Ward Orderly"}]}
      {"id":"coder","positions":[{"title":"Software Developer"}],"skills":["Microsoft Excel"]}
      {"id":"reader"}
      {"id":"new"}
      """, "feed/seekers.jsonl")
    try folder.write("seeker,job,kind,at\nreader,nurse,view,2023-05-01T00:00:00Z\n", "feed/engagements.csv")
    _ = try Pipeline(workspace).run([feed], mapping: nil, createdAt: EntityMarket.now)
  }

  /// Makes the workspace, or opens it with another configuration.
  static func open(_ folder: TemporaryFolder, standardizes: Bool, settings: String = "") throws -> Workspace {
    let place = folder.file("workspace")
    if !FileManager.default.fileExists(atPath: place.path) { try Workspace.create(at: place) }
    try onet(folder)
    let taxonomies = standardizes ? "standardize:\n  taxonomies: ['onet=\(folder.file("onet").path)']\n" : ""
    try Data((taxonomies + settings).utf8).write(to: place.appending(path: "jobmatch.yaml"))
    return try Workspace.open(at: place)
  }

  private static func onet(_ folder: TemporaryFolder) throws {
    let occupations = [
      "15-1252.00": "Software Developers", "29-1141.00": "Registered Nurses", "31-1131.00": "Nursing Assistants",
      "41-2011.00": "Cashiers", "53-3032.00": "Truck Drivers",
    ].sorted { $0.key < $1.key }
    try TaxonomyFolderFixture.onet(
      in: folder, occupations: occupations.map { (id: $0.key, title: $0.value) },
      alternates: [("31-1131.00", "Ward Orderly")], related: [("31-1131.00", "29-1141.00")],
      technologies: [("15-1252.00", "Docker"), ("15-1252.00", "Microsoft Excel")])
  }

  func service() throws -> MatchService { try MatchService(workspace) }
}

/// A folder `onet` in the published form.
enum TaxonomyFolderFixture {
  static func onet(
    in folder: TemporaryFolder, occupations: [(id: String, title: String)], alternates: [(String, String)] = [],
    related: [(String, String)] = [], technologies: [(String, String)] = []
  ) throws {
    let code = "O*NET-SOC Code"
    func table(_ columns: [String], _ rows: [[String]], _ name: String) throws {
      let text = ([columns] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
      try DatasetFixtures.write(text, "onet/\(name)", in: folder)
    }
    try table([code, "Title"], occupations.map { [$0.id, $0.title] }, "Occupation_Data.txt")
    try table(
      [code, "Alternate Title", "Short Title"], alternates.map { [$0.0, $0.1, "n/a"] }, "Alternate_Titles.txt")
    try table([code, "Reported Job Title"], [], "Sample_of_Reported_Titles.txt")
    try table(
      [code, "Example", "Commodity Code", "Commodity Title", "Hot Technology"],
      technologies.map { [$0.0, $0.1, "43230000", "Software", "N"] }, "Technology_Skills.txt")
    try table(
      [code, "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
      related.enumerated().map { [$1.0, $1.1, "Primary-Short", "\($0 + 1)"] }, "Related_Occupations.txt")
    try table([code, "Job Zone"], occupations.enumerated().map { [$1.id, "\($0 % 5 + 1)"] }, "Job_Zones.txt")
    for (file, element) in [("Skills_IM_LV.csv", "2.A.1.a"), ("Knowledge_IM_LV.csv", "2.C.10")] {
      let rows = occupations.enumerated().map { "\($1.id),\(element),Element \(element),\($0 % 5)\n" }
      try DatasetFixtures.write(
        "\(code),Element ID,Element Name,IM\n" + rows.joined(), "onet/\(file)", in: folder)
    }
  }
}

@Suite("Recommending by entities")
struct EntityMatchTests {
  private let options = MatchOptions(asOf: EntityMarket.now)
  /// Kept to the end of a test: a service reads on from its folder.
  private let folder: TemporaryFolder
  private let other: TemporaryFolder

  init() throws {
    (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
  }

  private func match(_ job: String, for seeker: String, _ service: MatchService) throws -> Match {
    try #require(service.recommend(toSeeker: seeker, options).matches.first { $0.job.id == job })
  }

  @Test("A related occupation is found though no word is shared and nobody offers the seeker's own")
  func related() throws {
    let service = try EntityMarket(in: folder).service()
    let answer = try service.recommend(toSeeker: "orderly", options)
    #expect(answer.servedBy.contains("occupations and those related to them"))
    let best = try #require(answer.matches.first)
    #expect(best.job.id == "nurse" && best.score > 0 && answer.matches[1].score == 0)
    #expect(best.sharedWords.isEmpty)
    #expect(best.entities.occupations == ["Registered Nurses"] && best.entities.sameOccupations.isEmpty)
    #expect(best.entities.relatedOccupations == ["Registered Nurses (of Nursing Assistants)"])
    #expect(best.missing.contains("occupation not in the profile: Registered Nurses"))
    let part = try #require(best.explanation.details.first { $0.description == "occupation" })
    #expect(
      part.details[0].details.map(\.description) == ["related occupation: Registered Nurses (of Nursing Assistants)"])
    // The whole of what is known of the seeker leads there.
    #expect(abs(part.details[0].value - 1) < 1e-6)
  }

  @Test("Shared occupations and skills are named, and the skills that the seeker lacks")
  func shared() throws {
    let dev = try match("dev", for: "coder", EntityMarket(in: folder).service())
    #expect(dev.entities.sameOccupations == ["Software Developers"])
    #expect(dev.entities.sharedSkills == ["Microsoft Excel"])
    #expect(dev.entities.missingSkills == ["Docker"])
    #expect(dev.missing.contains("skills not in the profile: Docker"))
    #expect(!dev.missing.contains { $0.hasPrefix("occupation") })
    let names = dev.explanation.details.filter { ["occupation", "skill"].contains($0.description) }
      .flatMap { $0.details[0].details.map(\.description) }
    #expect(names.contains("same occupation: Software Developers") && names.contains("shared skill: Microsoft Excel"))
    #expect(names.contains("same group: Software Developers"))
  }

  @Test("What a job viewed is indexed under counts as the seeker's own")
  func history() throws {
    var options = options
    options.includesSeen = true
    let nurse = try #require(
      EntityMarket(in: folder).service().recommend(toSeeker: "reader", options).matches.first)
    #expect(nurse.job.id == "nurse" && nurse.entities.sameOccupations == ["Registered Nurses"])
  }

  @Test("Explanations of entities add up to the score")
  func explanations() throws {
    let service = try EntityMarket(in: folder, settings: "recommend:\n  skillWeight: 3\n  occupationWeight: 7\n")
      .service()
    for seeker in ["orderly", "coder", "reader", "new"] {
      for match in try service.recommend(toSeeker: seeker, options).matches {
        #expect(match.explanation.addsUp() && match.explanation.value == match.score)
        for part in match.explanation.details where ["occupation", "skill"].contains(part.description) {
          #expect((0...1.000_01).contains(part.details[0].value))
        }
      }
    }
  }

  @Test("A correction changes the answer after standardize and index")
  func corrected() throws {
    let market = try EntityMarket(in: folder)
    #expect(try match("odd", for: "orderly", market.service()).score == 0)
    try CorrectionLog(market.workspace).append(
      Correction(.occupation, "Qqq Zzz", value: "onet:29-1141.00", label: "Registered Nurses", at: EntityMarket.now))
    _ = try Pipeline(market.workspace).standardize(createdAt: EntityMarket.now)
    #expect(try match("odd", for: "orderly", market.service()).score == 0, "the index is as it was")
    _ = try Pipeline(market.workspace).index(createdAt: EntityMarket.now)
    let odd = try match("odd", for: "orderly", market.service())
    #expect(odd.score > 0 && odd.entities.relatedOccupations == ["Registered Nurses (of Nursing Assistants)"])
  }

  @Test("Without entities an answer is what it was, and says so where taxonomies are configured")
  func without() throws {
    let market = try EntityMarket(in: folder, standardizes: false)
    let plain = try market.service().recommend(toSeeker: "coder", options)
    #expect(plain.servedBy == ["the words of the profile"])
    #expect(plain.matches.allSatisfy { $0.entities == EntityMatch() && $0.explanation.details.count == 1 })
    #expect(!plain.notes.contains { $0.contains("entities") })
    let configured = try MatchService(EntityMarket.open(market.folder, standardizes: true))
    let told = try configured.recommend(toSeeker: "coder", options)
    #expect(told.notes.contains { $0.hasPrefix("taxonomies are configured, but the index was built without entities") })
    #expect(told.matches == plain.matches)
  }

  @Test("A weight of 0 leaves a part out")
  func weightless() throws {
    let none = try EntityMarket(in: folder, settings: "recommend:\n  skillWeight: 0\n  occupationWeight: 0\n").service()
    let answer = try none.recommend(toSeeker: "coder", options)
    #expect(answer.servedBy == ["the words of the profile"])
    #expect(answer.matches.allSatisfy { $0.entities == EntityMatch() })
    let skills = try EntityMarket(in: other, settings: "recommend:\n  occupationWeight: 0\n").service()
    let dev = try match("dev", for: "coder", skills)
    #expect(dev.explanation.details.map(\.description) == ["profile", "skill"])
    #expect(dev.entities.occupations.isEmpty && dev.entities.sharedSkills == ["Microsoft Excel"])
  }

  @Test("Who is unlike every job, empty or strange is served without a crash")
  func strange() throws {
    let market = try EntityMarket(in: folder)
    let store = try market.workspace.openStore()
    for (id, title) in [
      ("emoji", "🚀🧑‍💻"), ("right", "مهندس برمجيات"), ("html", "<b>Nurse</b>"), ("null", "\u{0}\u{202E}x"),
    ] {
      var seeker = Seeker(id: id)
      seeker.positions = [.init(title: title)]
      try store.upsert(seeker)
    }
    try store.close()
    let service = try market.service()
    for id in ["emoji", "right", "html", "null", "new"] {
      #expect(try service.recommend(toSeeker: id, options).matches.allSatisfy { $0.score.isFinite })
    }
  }
}
