import GRDB
import JobMarket
import MarketStorage
import Testing

@Suite struct ImportTests {
  let folder: StoreFolder
  let store: MarketStore

  init() throws {
    folder = try StoreFolder()
    store = try MarketStore(folder: folder.path)
  }

  @Test func everythingComesBackAsItWentIn() throws {
    let report = try store.load(Fixture.everything)
    #expect((report.read, report.inserted, report.rejected) == (9, 9, 0))
    #expect(try store.job(id: "j1")?.job == Fixture.fullJob())
    #expect(try store.seeker(id: "s1")?.seeker == Fixture.fullSeeker())
    #expect(try store.seeker(key: 1)?.seeker.id == "s1")
    var contents: [MarketRecord.Content] = []
    try store.readRequests { contents += $0.map { .request($0) } }
    contents += try store.campaigns().map { .campaign($0) }
    try store.readImpressions { contents += $0.map { .impression($0) } }
    try store.readEngagements { contents += $0.map { .engagement($0) } }
    try store.readHires { contents += $0.map { .hire($0) } }
    try store.readFeedback { contents += $0.map { .feedback($0) } }
    #expect(contents == Array(Fixture.everything[2..<8]))
    #expect(
      try GroupStore(auditing: store).memberships().map { MarketRecord.Content.group($0) } == [Fixture.everything[8]])
    #expect(try store.counts().allSatisfy { $0.value == 1 })
  }

  @Test func attributesAreValueIDs() throws {
    try store.load([.seeker(Fixture.fullSeeker()), .job(Fixture.fullJob())])
    // The seeker came first and named SQL.
    #expect(try store.vocabulary(.skill).values == ["SQL", "Swift"])
    #expect(try store.job(id: "j1")?.valueIDs == [.skill: [1, 0], .degree: [0]])
    #expect(try store.fields() == [.degree, .skill])
  }

  @Test func aSecondRunChangesNothing() throws {
    try store.load(Fixture.everything)
    let before = try store.everythingReadable()
    #expect(try store.latestSequence() == 8)
    for policy in MarketRecord.WritePolicy.allCases {
      let report = try store.load(Fixture.everything, policy: policy)
      #expect((report.unchanged, report.inserted, report.updated, report.rejected) == (9, 0, 0, 0))
    }
    #expect(try store.everythingReadable() == before)
  }

  @Test func eachRealChangeIsLoggedOnce() throws {
    try store.upsert(Job(id: "a", title: "A"))
    try store.upsert(Job(id: "b", title: "B"))
    var changed = Job(id: "a", title: "A2")
    #expect(try store.upsert(changed) == .updated)
    #expect(try store.upsert(changed) == .unchanged)
    changed.status = .closed
    #expect(try store.upsert(changed) == .closed)
    #expect(try store.closeJob(id: "b"))
    #expect(try !store.closeJob(id: "b"))
    try store.deleteJob(id: "b")
    let log = try store.changes(after: 0)
    #expect(log.map(\.action) == [.insert, .insert, .update, .close, .close, .delete])
    #expect(log.map(\.key) == [1, 2, 1, 1, 2, 2])
    #expect(log.map(\.sequence) == [1, 2, 3, 4, 5, 6])
    #expect(try store.changes(after: 4).count == 2)
    #expect(try store.changes(after: 0, limit: 1).count == 1)
  }

  @Test func changedJobsComeOnceAndAsTheyAre() throws {
    var job = Job(id: "a", title: "A")
    try store.upsert(job)
    try store.upsert(Job(id: "b", title: "B"))
    try store.upsert(Job(id: "c", title: "C"))
    try store.upsert(Seeker(id: "s"))
    try store.upsert(.hire(Hire(seeker: "s", job: "b", at: Fixture.day)))
    #expect(try store.jobChanges(after: 0).map(\.key.rawValue) == [1, 2, 3])
    let seen = try store.latestSequence()
    #expect(try store.jobChanges(after: seen).isEmpty)
    try store.deleteJob(id: "c")
    job.expiresAt = Fixture.day
    try store.upsert(job)
    try store.closeJob(id: "a")
    try store.upsert(Seeker(id: "t"))
    #expect(
      try store.jobChanges(after: seen) == [
        JobChange(key: JobKey(rawValue: 1), status: .closed, expiresAt: Fixture.day),
        JobChange(key: JobKey(rawValue: 3), status: nil),
      ])
    #expect(try store.jobChanges(after: seen + 2).map(\.key.rawValue) == [1])
  }

  @Test func changesOfOtherKindsAreNotRead() throws {
    let plan = try DatabaseQueue(path: store.path).read { database in
      try Row.fetchAll(
        database,
        sql: "EXPLAIN QUERY PLAN SELECT key FROM change INDEXED BY change_of_jobs WHERE kind = 'job' AND sequence > 5"
      ).map { $0["detail"] as String }
    }
    #expect(plan == ["SEARCH change USING INDEX change_of_jobs (sequence>?)"])
  }

  @Test func oneValueHasItsID() throws {
    var job = Job(id: "a", title: "A")
    job.attributes = [.skill: ["Swift", "caf\u{E9}"], .degree: ["SQL"]]
    try store.upsert(job)
    #expect(try store.valueID(of: "caf\u{E9}", in: .skill) == 1)
    #expect(try store.valueID(of: "cafe\u{301}", in: .skill) == 1)
    #expect(try store.vocabulary(.skill).id(of: "cafe\u{301}") == 1)
    #expect(try store.valueID(of: "SQL", in: .degree) == 0)
    #expect(try store.valueID(of: "SQL", in: .skill) == nil)
    #expect(try store.valueID(of: "swift", in: .skill) == nil)
    #expect(try store.valueID(of: "Swift", in: .language) == nil)
  }

  @Test func keysAreNeverReusedAndHaveNoGaps() throws {
    try store.upsert(Job(id: "a", title: "A"))
    try store.load([.job(Job(id: "a", title: "A")), .job(Job(id: "a", title: "A"))], policy: .keepFirst)
    try store.upsert(Job(id: "b", title: "B"))
    #expect(try store.job(id: "b")?.key.rawValue == 2)
    try store.deleteJob(id: "b")
    try store.upsert(Job(id: "b", title: "B"))
    #expect(try store.job(id: "b")?.key.rawValue == 3)
  }

  @Test func aDuplicateInOneFileIsSetAsideAndNamesTheFirstLine() throws {
    try store.upsert(Job(id: "known", title: "old"))
    for _ in 1...2 {
      let rejects = Rejects()
      let report = try store.load(
        [
          .job(Job(id: "known", title: "1")), .job(Job(id: "a", title: "2")), .job(Job(id: "a", title: "3")),
          .job(Job(id: "known", title: "4")),
        ], rejects: rejects)
      #expect(report.rejected == 2)
      #expect(rejects.all.map(\.location.line) == [3, 4])
      #expect(rejects.all[0].reason.contains("line 2"))
      #expect(rejects.all[1].reason.contains("line 1"))
      #expect(rejects.all[0].found == "a")
    }
    #expect(try store.job(id: "a")?.job.title == "2")
    #expect(try store.latestSequence() == 3)
  }

  @Test func keepFirstKeepsAndMergeAddsUp() throws {
    var first = Job(id: "a", title: "A")
    first.skills = ["x", "y"]
    first.attributes = [.skill: ["1"]]
    var second = Job(id: "a", title: "B")
    second.company = "C"
    second.skills = ["z", "x"]
    second.attributes = [.skill: ["2", "1"], .degree: ["d"]]
    second.openings = 4
    try store.load([.job(first), .job(second)], policy: .keepFirst)
    #expect(try store.job(id: "a")?.job == first)
    try store.load([.job(second), .job(first), .job(second)], policy: .merge)
    var merged = first
    merged.company = "C"
    merged.skills = ["x", "y", "z"]
    merged.attributes = [.skill: ["1", "2"], .degree: ["d"]]
    merged.openings = 4
    #expect(try store.job(id: "a")?.job == merged)
    #expect(try store.latestSequence() == 2)
  }

  @Test func mergeAddsUpSeekersAndFillsEvents() throws {
    var seeker = Seeker(id: "s1")
    seeker.positions = [Seeker.Position(title: "Miller")]
    try store.load([.seeker(seeker), .seeker(Fixture.fullSeeker())], policy: .merge)
    var merged = Fixture.fullSeeker()
    merged.positions.insert(Seeker.Position(title: "Miller"), at: 0)
    #expect(try store.seeker(id: "s1")?.seeker == merged)
    try store.upsert(Fixture.fullJob())
    let bare = Engagement(seeker: "s1", job: "j1", kind: .view, at: Fixture.day)
    var full = bare
    full.dwellSeconds = 3
    var other = bare
    other.dwellSeconds = 8
    try store.load([.engagement(bare), .engagement(full), .engagement(other)], policy: .merge)
    #expect(try store.engagements(ofSeeker: "s1") == [full])
  }

  @Test func eventsAreOneByWhatHappened() throws {
    try store.load(Array(Fixture.everything[0...1]))
    let view = Engagement(seeker: "s1", job: "j1", kind: .view, at: Fixture.day)
    var later = view
    later.at = Fixture.day.advanced(byDays: 1)
    var longer = view
    longer.dwellSeconds = 9
    let rejects = Rejects()
    let report = try store.load(
      [.engagement(later), .engagement(view), .engagement(view), .engagement(longer)], rejects: rejects)
    #expect((report.inserted, report.unchanged, report.rejected) == (2, 1, 1))
    #expect(rejects.all[0].reason.contains("line 2"))
    #expect(try store.engagements(ofSeeker: "s1") == [view, later])
    #expect(try store.load([.engagement(longer)]).updated == 1)
  }

  @Test func aReferenceToNothingIsSetAside() throws {
    try store.load(Array(Fixture.everything[0...1]))
    let contents: [(MarketRecord.Content, String)] = [
      (.request(Request(id: "r", seeker: "nobody", at: Fixture.day)), "seeker"),
      (.engagement(Engagement(seeker: "s1", job: "none", kind: .view, at: Fixture.day)), "job"),
      (.engagement(Engagement(seeker: "s1", job: "j1", kind: .view, at: Fixture.day, request: "none")), "request"),
      (.impression(Impression(request: "none", job: "j1", rank: 1, at: Fixture.day)), "request"),
      (.campaign(Campaign(id: "c", job: "none", bid: 1, dailyBudget: 1, timeZone: "UTC", start: Fixture.day)), "job"),
      (.hire(Hire(seeker: "nobody", job: "j1", at: Fixture.day)), "seeker"),
      (.feedback(Feedback(seeker: "s1", job: "none", text: "", at: Fixture.day)), "job"),
      (.group(GroupMembership(seeker: "nobody", dimension: "d", value: "v")), "seeker"),
    ]
    let rejects = Rejects()
    #expect(try store.load(contents.map(\.0), rejects: rejects).rejected == 8)
    #expect(rejects.all.map(\.key) == contents.map(\.1))
    #expect(rejects.all.allSatisfy { $0.reason.contains("a reference to nothing") && $0.reason.contains("first") })
    #expect(rejects.all[0].found == "nobody")
  }

  @Test func idsThatOnlyLookTheSameAreTwo() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    try store.load([
      .seeker(Seeker(id: "s")), .job(Job(id: composed, title: "1")), .job(Job(id: decomposed, title: "2")),
    ])
    let hires = [composed, decomposed, composed].enumerated().map { offset, job in
      MarketRecord.Content.hire(Hire(seeker: "s", job: job, at: Instant(milliseconds: Int64(offset))))
    }
    try store.load(hires)
    let bytes = try store.hires(ofSeeker: "s").map { Array($0.job.utf8) }
    #expect(bytes == [composed, decomposed, composed].map { Array($0.utf8) })
  }

  @Test func aHireBeforeItsApplicationGoesIn() throws {
    try store.load(Array(Fixture.everything[0...1]))
    #expect(try store.load([Fixture.everything[6]]).inserted == 1)
  }

  @Test func whatNoTableCanHoldIsSetAside() throws {
    try store.load(Array(Fixture.everything[0...1]))
    let rejects = Rejects()
    var endless = Job(id: "j", title: "x")
    endless.pay = Pay(minimum: 1, maximum: .infinity, period: .day, currency: "USD")
    let report = try store.load(
      [
        .job(endless), .job(Job(id: "", title: "x")), .seeker(Seeker(id: "")),
        .campaign(Campaign(id: "c", job: "j1", bid: .nan, dailyBudget: 1, timeZone: "UTC", start: Fixture.day)),
        .campaign(Campaign(id: "c", job: "j1", bid: 1, dailyBudget: .infinity, timeZone: "UTC", start: Fixture.day)),
        .engagement(Engagement(seeker: "s1", job: "j1", kind: .view, at: Fixture.day, dwellSeconds: .nan)),
        .group(GroupMembership(seeker: "s1", dimension: "", value: "v")),
      ], rejects: rejects)
    #expect(report.rejected == 7)
    #expect(rejects.all.map(\.key) == ["pay.max", "id", "id", "bid", "dailyBudget", "dwellSeconds", "dimension"])
  }

  @Test func strictStopsAtTheFirstRejectAndUndoesTheFile() throws {
    var options = MarketImporter.Options()
    options.isStrict = true
    #expect {
      try store.load([.job(Job(id: "a", title: "A")), .job(Job(id: "a", title: "B"))], options: options)
    } throws: {
      ($0 as? Reject)?.location.line == 2
    }
    #expect(try store.counts()[.job] == 0)
    #expect(try store.latestSequence() == 0)
    // The indexes that the first load took away are there again.
    #expect(try store.load(Fixture.everything).inserted == 9)
  }

  @Test func groupsFollowTheirPolicy() throws {
    try store.load(Fixture.everything)
    let other = MarketRecord.Content.group(GroupMembership(seeker: "s1", dimension: "gender", value: "b"))
    #expect(try store.load([other], policy: .keepFirst).unchanged == 1)
    #expect(try store.load([other]).updated == 1)
    #expect(try GroupStore(auditing: store).memberships().map(\.value) == ["b"])
    #expect(try store.load([other, Fixture.everything[8]]).rejected == 1)
  }

  @Test func theReadersRejectsAreCounted() throws {
    let rejects = Rejects()
    let report = try MarketImporter(store) { rejects.all.append($0) }.importFile(named: "f") {
      $0.count(bytes: 10)
      try $0.reject(Reject(location: SourceLocation(file: "f", line: 1), reason: "not JSON"))
    }
    #expect((report.read, report.rejected, report.bytes, rejects.all.count) == (1, 1, 10, 1))
    #expect(report.seconds > 0)
  }
}
