import JobMarket
import Testing

@Suite("Instants and dates")
struct InstantTests {
  @Test(
    "A text with a zone is one moment",
    arguments: [
      ("2014-12-12T20:12:35Z", 1_418_415_155_000),
      ("2014-12-12 20:12:35 UTC", 1_418_415_155_000),
      ("2014-12-12T21:12:35+01:00", 1_418_415_155_000),
      ("2014-12-12T15:12:35.250-0500", 1_418_415_155_250),
      ("1970-01-01Z", 0),
      ("1969-12-31T23:59:59.999Z", -1),
      ("2015-01-01T24:00:00Z", 1_420_156_800_000),
    ] as [(String, Int64)])
  func reading(text: String, milliseconds: Int64) {
    #expect(Instant(iso8601: text)?.milliseconds == milliseconds)
  }

  @Test(
    "What is not a moment is refused",
    arguments: [
      "", "2014-12-12", "2014-12-12T20:12:35", "2014-13-01T00:00:00Z", "2015-02-29T00:00:00Z", "2015-01-01T25:00:00Z",
      "2015-01-01T24:00:01Z", "2015-01-01T10:60:00Z", "2015-01-01T10:00:00Zulu", "2015-01-01T10:00:00+1", "٢٠١٤-12-12Z",
    ])
  func refusing(text: String) {
    #expect(Instant(iso8601: text) == nil)
  }

  @Test("Writing and reading return the same moment")
  func roundTrip() {
    for milliseconds in stride(from: Int64(-5_000_000_000_000), to: 5_000_000_000_000, by: 7_777_777_777) {
      let instant = Instant(milliseconds: milliseconds)
      #expect(Instant(iso8601: instant.iso8601) == instant)
    }
    #expect(Instant(milliseconds: 1_418_415_155_250).iso8601 == "2014-12-12T20:12:35.250Z")
  }

  @Test("Every day of 800 years has its own number, in order")
  func civilDates() throws {
    var expected = try #require(CivilDate(year: 1600, month: 1, day: 1)).daysSinceEpoch
    for year in 1600..<2400 {
      for month in 1...12 {
        for day in 1...CivilDate.days(inMonth: month, year: year) {
          let date = try #require(CivilDate(year: year, month: month, day: day))
          guard date.daysSinceEpoch == expected, CivilDate(daysSinceEpoch: expected) == date else {
            Issue.record("\(date) is day \(date.daysSinceEpoch), not \(expected)")
            return
          }
          expected += 1
        }
      }
    }
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.daysSinceEpoch == 0)
  }

  @Test("Even the first and the last number have a date and a text")
  func extremes() throws {
    #expect(Instant(milliseconds: .min).iso8601.hasPrefix("-292275055-05-16T"))
    #expect(Instant(milliseconds: .max).iso8601.hasPrefix("292278994-08-17T"))
    #expect(Instant(milliseconds: .min).date < Instant(milliseconds: .max).date)
  }

  @Test("The calendar is the years -9999 to 9999 and a day for the zones")
  func calendar() throws {
    let first = try #require(CivilDate(year: -9999, month: 1, day: 1)).startOfDay
    let last = try #require(CivilDate(year: 9999, month: 12, day: 31)).startOfDay
    #expect(Instant.calendar.lowerBound == first.advanced(byDays: -1))
    #expect(Instant.calendar.upperBound == last.advanced(byDays: 2).advanced(byMilliseconds: -1))
  }

  @Test("Expiry is the first moment a job is not offered")
  func expiry() {
    var job = Job(id: "1", title: "Cashier")
    let expiry = Instant(seconds: 100)
    #expect(job.isOffered(asOf: expiry))
    job.expiresAt = expiry
    #expect(job.isOffered(asOf: Instant(milliseconds: expiry.milliseconds - 1)))
    #expect(!job.isOffered(asOf: expiry))
    job.expiresAt = nil
    job.postedAt = expiry
    #expect(job.isOffered(asOf: expiry))
    #expect(!job.isOffered(asOf: Instant(milliseconds: expiry.milliseconds - 1)))
    job.status = .closed
    #expect(!job.isOffered(asOf: expiry))
  }
}
