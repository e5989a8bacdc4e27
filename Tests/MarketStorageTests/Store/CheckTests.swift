import GRDB
import JobMarket
import MarketStorage
import Testing

/// Each check fires on a market made to break its rule alone, and is silent on one that keeps it.
@Suite struct CheckTests {
  static let day = Fixture.day

  /// A market that keeps every rule.
  static func soundMarket() -> [MarketRecord.Content] {
    var job = Fixture.fullJob()
    job.expiresAt = day.advanced(byDays: 100)
    var hire = Hire(seeker: "s1", job: "j1", at: day)
    hire.at = day.advanced(byDays: 2)
    return [
      .seeker(Fixture.fullSeeker()), .job(job), .request(Request(id: "r1", seeker: "s1", at: day)),
      .campaign(Campaign(id: "c1", job: "j1", bid: 2, dailyBudget: 2, timeZone: "UTC", start: day)),
      .impression(Impression(request: "r1", job: "j1", rank: 1, at: day)),
      .engagement(Engagement(seeker: "s1", job: "j1", kind: .apply, at: day)), .hire(hire),
      .feedback(Feedback(seeker: "s1", job: "j1", text: "fine", at: day)),
    ]
  }

  func results(_ extra: [MarketRecord.Content], asOf: Instant = day.advanced(byDays: 10)) throws -> [MarketCheck.Result]
  {
    let folder = try StoreFolder()
    let store = try MarketStore(folder: folder.path)
    let report = try store.load(CheckTests.soundMarket() + extra, policy: .keepFirst)
    #expect(report.rejected == 0)
    return try store.check(asOf: asOf)
  }

  @Test func aSoundMarketPassesEveryCheck() throws {
    let results = try results([])
    #expect(results.map(\.name) == MarketCheck.all.map(\.name))
    #expect(results.allSatisfy { $0.verdict == .pass && $0.count == 0 && $0.examples.isEmpty }, "\(results)")
    #expect(results.allSatisfy { $0.total > 0 })
  }

  @Test func anEmptyMarketPassesEveryCheck() throws {
    let folder = try StoreFolder()
    let results = try MarketStore(folder: folder.path).check(asOf: CheckTests.day)
    #expect(results.allSatisfy { $0.verdict == .pass })
  }

  /// What breaks a rule, the rule's name, and a text that the example must hold.
  struct Breach: CustomTestStringConvertible {
    var name: String
    var verdict: MarketCheck.Verdict
    var example: String
    var count = 1
    var extra: [MarketRecord.Content]
    var testDescription: String { "\(name): \(example)" }
  }

  static func job(_ id: String, _ change: (inout Job) -> Void) -> MarketRecord.Content {
    var job = Fixture.fullJob(id)
    job.title = "Title of \(id)"
    job.expiresAt = day.advanced(byDays: 100)
    change(&job)
    return .job(job)
  }

  static func seeker(_ id: String, _ position: Seeker.Position?) -> MarketRecord.Content {
    var seeker = Seeker(id: id)
    seeker.positions = position.map { [$0] } ?? []
    return .seeker(seeker)
  }

  static let old = Instant(milliseconds: -631_152_000_001)

  static let breaches: [Breach] = [
    Breach(
      name: "impossible dates", verdict: .fail, example: "job j2: expires before",
      extra: [job("j2") { $0.expiresAt = day.advanced(byDays: -1) }]),
    Breach(
      name: "impossible dates", verdict: .fail, example: "job j2: posted or", extra: [job("j2") { $0.postedAt = old }]),
    Breach(
      name: "impossible dates", verdict: .fail, example: "seeker s2: a position",
      extra: [seeker("s2", Seeker.Position(title: "x", start: day, end: day.advanced(byDays: -1)))]),
    Breach(
      name: "impossible dates", verdict: .fail, example: "seeker s2: a position",
      extra: [seeker("s2", Seeker.Position(title: "x", start: old))]),
    Breach(
      name: "impossible dates", verdict: .fail, example: "campaign c2: ends",
      extra: [
        .campaign(
          Campaign(
            id: "c2", job: "j1", bid: 1, dailyBudget: 2, timeZone: "UTC", start: day, end: day.advanced(byDays: -1)))
      ]),
    Breach(
      name: "impossible dates", verdict: .fail, example: "engagement key 2: before 1950",
      extra: [.engagement(Engagement(seeker: "s1", job: "j1", kind: .view, at: old))]),
    Breach(
      name: "events in the future", verdict: .fail, example: "engagement key 2",
      extra: [.engagement(Engagement(seeker: "s1", job: "j1", kind: .view, at: day.advanced(byDays: 11)))]),
    Breach(
      name: "duplicate jobs", verdict: .notice, example: "job j3 as job j2",
      extra: [job("j2") { $0.title = "Head  Baker!" }, job("j3") { $0.title = "head baker" }]),
    Breach(
      name: "reposts", verdict: .notice, example: "job j3 as job j2",
      extra: [
        job("j2") { $0.title = "Head baker" },
        job("j3") {
          $0.title = "head baker"
          $0.postedAt = day.advanced(byDays: 3)
        },
      ]),
    Breach(
      name: "duplicate jobs", verdict: .notice, example: "job j3 as job j2",
      extra: [
        job("j2") {
          ($0.title, $0.company) = ("Caf\u{E9}-Chef", "M\u{FC}hle")
          $0.places = [Place("A"), Place("\u{D6} b")]
        },
        job("j3") {
          ($0.title, $0.company) = ("cafe chef", "MUHLE!")
          $0.places = [Place("o\u{308}, B"), Place("a")]
        },
      ]),
    Breach(name: "jobs without a title", verdict: .fail, example: "job j2", extra: [job("j2") { $0.title = " " }]),
    Breach(
      name: "jobs without a description", verdict: .notice, example: "job j2",
      extra: [job("j2") { $0.description = "" }]),
    Breach(
      name: "hires without an application", verdict: .notice, example: "seeker s1, job j2",
      extra: [job("j2") { _ in }, .hire(Hire(seeker: "s1", job: "j2", at: day))]),
    Breach(
      name: "hires without an application", verdict: .notice, example: "seeker s1, job j1",
      extra: [.hire(Hire(seeker: "s1", job: "j1", at: day.advanced(byDays: -1)))]),
    Breach(name: "jobs nobody saw", verdict: .notice, example: "job j2", extra: [job("j2") { _ in }]),
    Breach(
      name: "seekers without any history", verdict: .notice, example: "seeker s2", extra: [seeker("s2", nil)]),
    Breach(
      name: "campaigns on closed jobs", verdict: .notice, example: "campaign c2 on job j2",
      extra: [
        job("j2") { $0.status = .closed },
        .campaign(Campaign(id: "c2", job: "j2", bid: 1, dailyBudget: 2, timeZone: "UTC", start: day)),
      ]),
    Breach(
      name: "campaigns on closed jobs", verdict: .notice, example: "campaign c2 on job j2",
      extra: [
        job("j2") { $0.expiresAt = day.advanced(byDays: 10) },
        .campaign(Campaign(id: "c2", job: "j2", bid: 1, dailyBudget: 2, timeZone: "UTC", start: day)),
      ]),
    Breach(
      name: "budgets below the bid", verdict: .fail, example: "campaign c2: bid 3.0, daily budget 2.5",
      extra: [.campaign(Campaign(id: "c2", job: "j1", bid: 3, dailyBudget: 2.5, timeZone: "UTC", start: day))]),
    Breach(
      name: "fields hardly filled", verdict: .notice, example: "attributes.degree: 1 of 21 jobs", count: 2,
      extra: (2...21).map { index in
        job("j\(index)") {
          $0.openings = nil
          $0.attributes[.degree] = nil
        }
      }),
  ]

  @Test(arguments: breaches) func fires(_ breach: Breach) throws {
    let result = try #require(try results(breach.extra).first { $0.name == breach.name })
    #expect(result.verdict == breach.verdict)
    #expect(result.count == breach.count)
    #expect(result.examples.contains { $0.hasPrefix(breach.example) }, "\(result.examples)")
    #expect(!result.advice.isEmpty)
  }

  /// Near misses: what looks like a breach and is none.
  @Test func staysSilent() throws {
    let quiet: [(String, [MarketRecord.Content])] = [
      ("impossible dates", [CheckTests.job("j2") { $0.expiresAt = $0.postedAt }]),
      ("impossible dates", [CheckTests.job("j2") { $0.postedAt = Instant(milliseconds: -631_152_000_000) }]),
      (
        "events in the future",
        [.engagement(Engagement(seeker: "s1", job: "j1", kind: .view, at: Fixture.day.advanced(byDays: 10)))]
      ),
      (
        "duplicate jobs",
        [
          CheckTests.job("j2") { $0.title = "Cook" },
          CheckTests.job("j3") { ($0.title, $0.company) = ("Cook", "Other") },
        ]
      ),
      (
        "reposts",
        [CheckTests.job("j2") { $0.title = "Cook" }, CheckTests.job("j3") { ($0.title, $0.places) = ("Cook", []) }]
      ),
      (
        "duplicate jobs",
        [
          CheckTests.job("j2") { ($0.title, $0.company) = ("Cook", "") },
          CheckTests.job("j3") { ($0.title, $0.company) = ("Cook", "") },
        ]
      ),
      (
        "duplicate jobs",
        [CheckTests.job("j2") { $0.title = "Head baker" }, CheckTests.job("j3") { $0.title = "Headbaker" }]
      ),
      (
        "duplicate jobs",
        [
          CheckTests.job("j2") { ($0.title, $0.company) = ("Cook", "–") },
          CheckTests.job("j3") { ($0.title, $0.company) = ("Cook", "–") },
        ]
      ),
      ("seekers without any history", [CheckTests.seeker("s2", Seeker.Position(title: "x"))]),
      (
        "fields hardly filled",
        (2...20).map { index in CheckTests.job("j\(index)") { $0.openings = nil } }
      ),
      (
        "campaigns on closed jobs",
        [
          CheckTests.job("j2") { $0.status = .closed },
          .campaign(
            Campaign(
              id: "c2", job: "j2", bid: 1, dailyBudget: 2, timeZone: "UTC", start: Fixture.day,
              end: Fixture.day.advanced(byDays: 1))),
        ]
      ),
    ]
    for (name, extra) in quiet {
      #expect(try results(extra).first { $0.name == name }?.verdict == .pass, "\(name)")
    }
  }

  @Test func anotherProgramsDanglingRowsAreFound() throws {
    let folder = try StoreFolder()
    let store = try MarketStore(folder: folder.path)
    try store.load(CheckTests.soundMarket())
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: store.path, configuration: configuration).write {
      try $0.execute(sql: "INSERT INTO hire(seeker, job, at) VALUES(1, 77, 5)")
    }
    let result = try #require(try store.check([.unknownReferences], asOf: Fixture.day).first)
    #expect((result.verdict, result.count) == (.fail, 1))
    #expect(result.examples == ["hire key 2 points at no job"])
  }

  @Test func examplesAreAtMostFive() throws {
    let jobs = (2...9).map { index in CheckTests.job("j\(index)") { $0.title = "" } }
    let result = try #require(try results(jobs).first { $0.name == "jobs without a title" })
    #expect((result.count, result.examples.count, result.total) == (8, 5, 9))
  }
}
