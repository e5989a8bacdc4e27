import GRDB
import JobMarket
import MarketStorage
import Testing

/// Values that are well formed and that no market may hold.
@Suite struct RefusedValueTests {
  let folder: StoreFolder
  let store: MarketStore

  init() throws {
    folder = try StoreFolder()
    store = try MarketStore(folder: folder.path)
    try store.load([.seeker(Seeker(id: "s")), .job(Job(id: "j", title: "J"))])
  }

  func job(_ change: (inout Job) -> Void) -> MarketRecord.Content {
    var job = Job(id: "new", title: "T")
    change(&job)
    return .job(job)
  }

  func seeker(_ change: (inout Seeker) -> Void) -> MarketRecord.Content {
    var seeker = Seeker(id: "new")
    change(&seeker)
    return .seeker(seeker)
  }

  /// Each is set aside with its key, and a valid job after them goes in.
  func expectRejects(_ cases: [(String, MarketRecord.Content)]) throws -> [Reject] {
    let rejects = Rejects()
    let report = try store.load(cases.map(\.1) + [job { $0.id = "fine" }], rejects: rejects)
    #expect(rejects.all.map(\.key) == cases.map(\.0))
    #expect(report.inserted == 1)
    return rejects.all
  }

  @Test func timesOutsideTheCalendar() throws {
    let never = Instant(milliseconds: Int64.min + 808)
    let nanoseconds = Instant(milliseconds: 1_700_000_000_000_000_000)
    let day = Fixture.day
    _ = try expectRejects([
      ("postedAt", job { $0.postedAt = never }), ("expiresAt", job { $0.expiresAt = nanoseconds }),
      ("positions[0].end", seeker { $0.positions = [Seeker.Position(title: "a", end: never)] }),
      ("positions[0].start", seeker { $0.positions = [Seeker.Position(title: "a", start: nanoseconds)] }),
      ("at", .request(Request(id: "r", seeker: "s", at: never))),
      ("at", .engagement(Engagement(seeker: "s", job: "j", kind: .view, at: nanoseconds))),
      ("at", .hire(Hire(seeker: "s", job: "j", at: never))),
      ("at", .feedback(Feedback(seeker: "s", job: "j", text: "t", at: never))),
      (
        "end",
        .campaign(Campaign(id: "c", job: "j", bid: 1, dailyBudget: 1, timeZone: "UTC", start: day, end: nanoseconds))
      ),
    ])
  }

  @Test func aStoredTimeOutsideTheCalendarIsNamedAndTheCheckGoesOn() throws {
    var twin = Job(id: "k", title: "J")
    twin.company = "C"
    try store.upsert(twin)
    try DatabaseQueue(path: store.path).write { try $0.execute(sql: "UPDATE job SET postedAt = -9223372036854775000") }
    #expect { _ = try store.job(id: "k") } throws: { ($0 as? MarketStoreError)?.code == .damaged }
    let checks = try store.check(asOf: Fixture.day)
    #expect(checks.first { $0.name == "impossible dates" }?.count == 2)
  }

  @Test func amountsLargerThanAnyMoney() throws {
    let rejects = try expectRejects([
      ("pay.min", job { $0.pay = Pay(minimum: 1e306, maximum: nil, period: .hour, currency: "USD") }),
      ("pay.max", job { $0.pay = Pay(minimum: 1, maximum: 1.1e12, period: .year, currency: "USD") }),
      ("wants.pay.min", seeker { $0.wants.pay = Pay(minimum: 1e13, maximum: nil, period: .day, currency: "USD") }),
      ("bid", .campaign(Campaign(id: "c", job: "j", bid: 1e200, dailyBudget: 1, timeZone: "UTC", start: Fixture.day))),
    ])
    #expect(rejects.allSatisfy { $0.allowed == "at most 1000000000000.0" })
    let most = Pay(minimum: 1, maximum: 1e12, period: .year, currency: "IDR")
    #expect(try store.load([job { $0.pay = most }]).inserted == 1)
  }

  @Test func whoSomebodyIsIsNoAttribute() throws {
    func field(_ name: String) throws -> AttributeField { try #require(AttributeField(name)) }
    let (gender, year, sex) = (try field("gender"), try field("Birth_Year"), try field("SEX"))
    let rejects = try expectRejects([
      ("attributes.gender", seeker { $0.attributes = [gender: ["a"], .skill: ["x"]] }),
      ("attributes.Birth_Year", job { $0.attributes = [year: ["1980"], gender: ["b"]] }),
      ("filters.SEX", .request(Request(id: "r", seeker: "s", filters: [sex: ["a"]], at: Fixture.day))),
    ])
    #expect(rejects.allSatisfy { $0.reason.contains("groups file") })
    #expect(try store.fields().isEmpty)
  }
}
