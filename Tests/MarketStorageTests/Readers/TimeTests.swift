import Foundation
import JobMarket
import MarketStorage
import Testing

@Suite("Times")
struct TimeTests {
  /// Reads one event time under a zone.
  private func read(_ text: String, zone: String?, epoch: String? = nil) throws -> ReadResult {
    let lines = [
      "name: t", "files:", "  - file: log", "    format: csv", zone.map { "    timeZone: \($0)" },
      epoch.map { "    epoch: \($0)" }, "    records: [{kind: hire, set: {seeker: s, job: j, at: t}}]",
    ]
    let mapping = try MarketMapping(yaml: lines.compactMap(\.self).joined(separator: "\n"), file: "t.yaml")
    return try readText("log.csv", "s,j,t\n1,2,\(text)\n", mapping: mapping)
  }

  private func instant(_ text: String, zone: String?, epoch: String? = nil) throws -> String? {
    guard case .hire(let hire)? = try read(text, zone: zone, epoch: epoch).records.first?.content else { return nil }
    return hire.at.iso8601
  }

  @Test("A time without a zone is read on the mapping's clock, with its summer time")
  func zones() throws {
    #expect(try instant("2024-01-15 12:00:00", zone: "America/New_York") == "2024-01-15T17:00:00Z")
    #expect(try instant("2024-07-15 12:00:00", zone: "America/New_York") == "2024-07-15T16:00:00Z")
    #expect(try instant("2020-10-25", zone: "Europe/London") == "2020-10-24T23:00:00Z")
    #expect(try instant("2020-10-26", zone: "Europe/London") == "2020-10-26T00:00:00Z")
    #expect(try instant("2024-07-15T12:00:00+05:30", zone: "America/New_York") == "2024-07-15T06:30:00Z")
    #expect(try instant("2014-12-12 20:12:35 UTC", zone: nil) == "2014-12-12T20:12:35Z")
  }

  @Test("A time that does not exist moves on; of one that exists twice the first is meant")
  func changes() throws {
    let zone = "America/New_York"
    #expect(try instant("2024-03-10 01:59:59", zone: zone) == "2024-03-10T06:59:59Z")
    #expect(try instant("2024-03-10 02:30:00", zone: zone) == "2024-03-10T07:30:00Z")
    #expect(try instant("2024-03-10 03:00:00", zone: zone) == "2024-03-10T07:00:00Z")
    #expect(try instant("2024-11-03 01:30:00", zone: zone) == "2024-11-03T05:30:00Z")
    #expect(try instant("2024-11-03 02:00:00", zone: zone) == "2024-11-03T07:00:00Z")
  }

  @Test(
    "Every hour of a year agrees with Foundation's calendar", arguments: ["America/New_York", "Australia/Lord_Howe"])
  func againstFoundation(zone: String) throws {
    let yaml = """
      name: t
      files:
        - {file: log, format: csv, timeZone: \(zone), records: [{kind: hire, set: {seeker: s, job: s, at: t}}]}
      """
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    let start = try #require(Instant(iso8601: "2023-06-01T00:30:00Z"))
    var text = "s,t\n"
    var expected: [Int64] = []
    for hour in 0..<8784 {
      let local = start.advanced(byMilliseconds: Int64(hour) * 3_600_000)
      text += "1,\(local.iso8601.dropLast())\n"
      let (date, time) = (local.date, local.milliseconds % Instant.millisecondsADay / 60_000)
      let parts = DateComponents(
        year: date.year, month: date.month, day: date.day, hour: Int(time / 60), minute: Int(time % 60))
      let moment = try #require(calendar.date(from: parts))
      expected.append(Int64(moment.timeIntervalSince1970 * 1000))
    }
    let result = try readText("log.csv", text, mapping: MarketMapping(yaml: yaml, file: "t.yaml"))
    let found = result.records.map { if case .hire(let hire) = $0.content { hire.at.milliseconds } else { Int64.min } }
    #expect(found.count == expected.count)
    // Gaps are a matter of convention: Foundation moves to the same or another side. They are one hour a year.
    #expect(zip(found, expected).filter { $0 != $1 }.count <= 1)
  }

  @Test("Without a zone anywhere the row is set aside; numbers count only where they are said to")
  func refusals() throws {
    let missing = try read("2024-01-15 12:00:00", zone: nil)
    #expect(missing.rejects.first?.reason == "date without zone and none in the mapping")
    #expect(missing.rejects.first?.key == "at")
    #expect(missing.rejects.first?.location.line == 2)
    for text in ["2024-02-30T00:00:00Z", "yesterday", "1700000000", "2024"] {
      #expect(try read(text, zone: "UTC").rejects.count == 1, "\(text)")
    }
    #expect(try instant("1700000000", zone: nil, epoch: "seconds") == "2023-11-14T22:13:20Z")
    #expect(try instant("1700000000000", zone: nil, epoch: "milliseconds") == "2023-11-14T22:13:20Z")
    let native = try readText("hires.csv", "seeker,job,at\n1,2,1700000000000\n1,2,2024\n1,2,2024-01-15\n")
    #expect(native.records.count == 1)
    #expect(native.rejects.map(\.location.line) == [3, 4])
  }

  @Test(
    "A number in no year of the calendar is set aside, so micro- and nanoseconds are",
    arguments: [
      ("milliseconds", Int64.min), ("milliseconds", -9_223_372_036_854_775_000), ("milliseconds", .max),
      ("milliseconds", 1_700_000_000_000_000), ("seconds", 1_700_000_000_000), ("seconds", .max), ("seconds", .min),
    ])
  func outsideTheCalendar(epoch: String, number: Int64) throws {
    let result = try read(String(number), zone: nil, epoch: epoch)
    #expect(result.records.isEmpty)
    #expect(result.rejects.map(\.key) == ["at"])
    #expect(result.rejects.first?.allowed == "a time from the year -9999 to 9999")
  }

  @Test("An end before all time is set aside and stops nothing")
  func endBeforeAllTime() throws {
    let campaigns = try readText(
      "campaigns.jsonl",
      """
      {"id":"c","job":"j","bid":1,"dailyBudget":1,"timeZone":"UTC","start":0,"end":-9223372036854775000}
      {"id":"d","job":"j","bid":1,"dailyBudget":1,"timeZone":"UTC","start":0,"end":-86400000}
      """)
    #expect(campaigns.rejects.map(\.key) == ["end", "end"])
    let seekers = try readText(
      "seekers.jsonl", #"{"id":"1","positions":[{"title":"a","start":0,"end":-9223372036854775000}]}"#)
    #expect(seekers.rejects.map(\.key) == ["positions[0].end"])
  }

  @Test("A history takes years, months and days without a zone")
  func history() throws {
    let text = """
      {"id":"1","positions":[{"title":"a","start":"2010","end":"2012-05"},{"title":"b","start":"2013-02-03"},\
      {"title":"c","start":2014}]}
      {"id":"2","positions":[{"title":"a","start":"2010-13"}]}
      {"id":"3","positions":[{"title":"a"},{"title":"b","start":"2010-01-01 10:00:00"}]}
      """
    let result = try readText("seekers.jsonl", text)
    let positions = try #require(result.seekers.first).positions
    #expect(positions.map { $0.start?.date.description } == ["2010-01-01", "2013-02-03", "2014-01-01"])
    #expect(positions[0].end?.iso8601 == "2012-05-01T00:00:00Z")
    #expect(result.rejects.map(\.key) == ["positions[0].start", "positions[1].start"])
  }
}
