import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import Testing

/// A market whose jobs are known by occupation, skill and level.
private struct EntityMarket {
  let folder: TemporaryFolder
  let workspace: Workspace
  static let now = Instant(seconds: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    let code = "O*NET-SOC Code"
    try TaxonomyFixtures.onet(
      in: folder,
      replacing: [
        "Occupation_Data.txt":
          "\(code)\tTitle\n29-1141.00\tRegistered Nurse\n29-2061.00\tCare Aide\n15-1252.00\tSoftware Developer\n15-1251.00\tComputer Programmer\n",
        "Alternate_Titles.txt":
          "\(code)\tAlternate Title\tShort Title\n15-1252.00\tApplication Builder\tn/a\n29-2061.00\tWard Orderly\tn/a\n",
        "Sample_of_Reported_Titles.txt": "\(code)\tReported Job Title\n29-1141.00\tRegistered Nurse\n",
        "Technology_Skills.txt":
          "\(code)\tExample\tCommodity Code\tCommodity Title\tHot Technology\n15-1252.00\tPostgreSQL\t43232402\tDatabase software\tY\n",
        "Related_Occupations.txt":
          "\(code)\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n29-1141.00\t29-2061.00\tPrimary-Short\t1\n15-1252.00\t15-1251.00\tPrimary-Short\t1\n",
      ])
    var workspace = try Workspace.create(at: folder.file("workspace"))
    workspace = try workspace.naming(taxonomies: ["onet=\(folder.url.path)"], exact: nil)
    let feed = folder.file("feed")
    try FileManager.default.createDirectory(at: feed, withIntermediateDirectories: true)
    let newark = #"[{"text":"Newark, NJ, US","lat":40.73,"lon":-74.17}]"#
    try folder.write(
      """
      {"id":"nurse","title":"Registered Nurse","company":"Acme","places":\(newark),"employmentType":"fullTime"}
      {"id":"senior","title":"Senior Registered Nurse","company":"Bolt","places":\(newark),"employmentType":"partTime","remote":"onsite"}
      {"id":"aide","title":"Ward Orderly","company":"Core"}
      {"id":"builder","title":"Application Builder","company":"Dart","remote":"remote","skills":["PostgreSQL"],"pay":{"min":130000,"period":"year","currency":"USD"}}
      {"id":"words","title":"Team Player: Registered And Licensed Nurse Wanted For Our Wonderful Home","company":"Echo"}
      {"id":"baker","title":"Night Baker","company":"Fizz","places":\(newark),"pay":{"min":15,"period":"hour","currency":"USD"}}
      """, "feed/jobs.jsonl")
    _ = try Pipeline(workspace).run([feed], mapping: nil, createdAt: EntityMarket.now)
    self.workspace = workspace
  }
}

@Suite("Searching by entities")
struct SearchServiceTests {
  private let service: MatchService
  private let options = MatchOptions(asOf: EntityMarket.now)
  private let market: EntityMarket

  init() throws {
    market = try EntityMarket()
    service = try MatchService(market.workspace)
  }

  private func ids(_ search: String, reading: SearchReading = .understood) throws -> [String] {
    try service.search(search, options, reading: reading).matches.map(\.job.id)
  }

  @Test("An occupation finds its jobs without a shared word, and a related one alone finds none")
  func withoutSharedWord() throws {
    let found = try ids("RN")
    #expect(Set(found).isSuperset(of: ["nurse", "senior"]) && !found.contains("aide") && !found.contains("baker"))
    #expect(try ids("RN", reading: .words).isEmpty)
    #expect(try ids("software developer") == ["builder"])
    #expect(try ids("postgresql") == ["builder"])
    #expect(try ids("zookeeper").isEmpty)
  }

  @Test("The words of a title stand above an occupation that is merely related")
  func notDrowned() throws {
    // The orderly shares a word and is related; "words" has two words of the search in a long title.
    let answer = try service.search("registered nurse ward", options)
    #expect(answer.matches.first?.job.id == "nurse")
    func part(_ name: String, of job: String) throws -> Float {
      let match = try #require(answer.matches.first { $0.job.id == job })
      return match.explanation.details.first { $0.description == name }?.value ?? 0
    }
    let related = try part("related occupations", of: "aide")
    #expect(related > 0 && related <= 0.05)
    #expect(try part("words", of: "words") > 2 * related)
    // Related alone is no match.
    let plain = try ids("registered nurse")
    #expect(plain.contains("words") && !plain.contains("aide"))
  }

  @Test("Every explanation adds up, and the answer says what it stands on")
  func explanations() throws {
    for search in [
      "senior registered nurse near newark", "software developer, remote", "postgresql -baker", "nurse not senior",
    ] {
      let answer = try service.search(search, options)
      #expect(!answer.matches.isEmpty, "\(search)")
      for match in answer.matches {
        #expect(match.explanation.addsUp() && match.explanation.value == match.score, "\(search)")
        #expect(!match.explanation.details.contains { $0.description == "without" })
      }
    }
    let answer = try service.search("senior registered nurse near newark", options)
    #expect(answer.servedBy == ["words", "occupation", "related occupations", "level", "nearness"])
    #expect(answer.matches.first?.job.id == "senior")
    #expect(answer.notes.contains("read 'near newark' as a place: Newark, NJ, US, within 50 km"))
    #expect(answer.notes.contains("read 'senior' as a level: senior"))
    #expect(answer.notes.contains { $0.contains("an occupation: Registered Nurse (onet)") })
    #expect(answer.notes.contains { $0.contains("--words") })
  }

  @Test("Conditions are kept, alternatives of one kind are one, and what is left out is")
  func conditions() throws {
    #expect(try ids("nurse part time") == ["senior"])
    #expect(Set(try ids("nurse full time or part time")) == ["nurse", "senior"])
    #expect(try ids("remote > 120k") == ["builder"])
    #expect(try ids("$10-20/hr") == ["baker"])
    #expect(try ids("nurse at acme") == ["nurse"])
    #expect(!(try ids("registered nurse -senior").contains("senior")))
    #expect(!(try ids("registered nurse not at acme").contains("nurse")))
    #expect(try ids("newark baker without nurse") == ["baker"])
  }

  @Test("Contradictions, empty searches and those that only leave out are said plainly")
  func badSearches() throws {
    let answer = try service.search("nurse > 120k < 50k", options)
    #expect(answer.matches.isEmpty)
    #expect(answer.notes.contains { $0.contains("contradict each other") })
    #expect(answer.notes.contains { $0.hasPrefix("'> 120k' by itself leaves 1 jobs") })
    for (search, reason) in [("", "no word"), ("!? 🚚", "no word"), ("-senior -nurse", "only says what to leave out")] {
      let error = #expect(throws: WorkspaceError.self) { try service.search(search, options) }
      #expect(error?.description.contains(reason) ?? false, "\(search)")
    }
  }

  @Test("Slips are forgiven unless they must not be, and quotes make words of a place")
  func readings() throws {
    #expect(Set(try ids("registred nurse").prefix(2)) == ["nurse", "senior"])
    let exact = try service.search("registred nurse", options, reading: .exact)
    #expect(!exact.servedBy.contains("occupation"))
    #expect(try service.understand("nurse near newark", options).conditions.count == 1)
    #expect(try service.understand("nurse near newark", options, reading: .words).conditions.isEmpty)
    #expect(try service.understand("nurse \"newark\"", options).conditions.isEmpty)
    let line = SearchReadingLine(try service.understand("RN, > 120k", options))
    #expect(line.preferences.first?.values == ["onet:29-1141.00"])
    #expect(line.conditions.first?.values == ["pay>=120000"])
  }

  @Test("Conditions take labels, groups and any spelling of an enumeration")
  func labels() throws {
    func ids(_ condition: String) throws -> Set<String> {
      var options = options
      options.conditions = [condition]
      return Set(try service.search("registered application nurse baker", options).matches.map(\.job.id))
    }
    let nurses = try ids("occupation=registered nurse")
    #expect(nurses.isSuperset(of: ["nurse", "senior"]) && !nurses.contains("builder"))
    #expect(try ids("occupation=onet:15-1252.00") == ["builder"])
    let computing = try ids("occupation=Computer and Mathematical")
    #expect(computing.contains("builder") && computing.isDisjoint(with: nurses))
    for spelling in ["FULL_TIME", "full-time", "Full Time", "fullTime"] {
      #expect(try ids("employmentType=\(spelling)") == ["nurse"], "\(spelling)")
    }
    let error = #expect(throws: WorkspaceError.self) { try ids("occupation=registered nurze") }
    #expect(error?.description.contains("did you mean 'Registered Nurse'?") ?? false, "\(error?.description ?? "")")
  }
}
