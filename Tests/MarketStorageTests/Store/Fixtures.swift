import Foundation
import JobMarket
import MarketStorage

/// A folder that is removed with its last owner.
final class StoreFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "market-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// Collects rejects from a callback.
final class Rejects {
  var all: [Reject] = []
}

enum Fixture {
  static let day = Instant(milliseconds: 1_400_000_000_000)

  /// A job in which every field says something.
  static func fullJob(_ id: String = "j1") -> Job {
    var job = Job(id: id, title: "Baker \"of\" bread\n\u{1}\\ é 日本")
    job.description = "Bakes."
    job.company = "Mill & Oven"
    job.industry = "Food"
    job.places = [
      Place("Newark, New Jersey", coordinate: Coordinate(latitude: 40.7357, longitude: -74.1724)), Place("Utrecht"),
    ]
    job.remote = .hybrid
    job.employmentType = .partTime
    job.seniority = "junior"
    job.skills = ["baking", "early rising"]
    job.pay = Pay(minimum: 15.25, maximum: nil, period: .hour, currency: "USD")
    job.openings = 3
    job.postedAt = day
    job.expiresAt = day.advanced(byDays: 30)
    job.attributes = [.skill: ["Swift", "SQL"], .degree: ["none"]]
    return job
  }

  static func fullSeeker(_ id: String = "s1") -> Seeker {
    var seeker = Seeker(id: id)
    seeker.headline = "I bake"
    seeker.text = "A long life of bread."
    seeker.positions = [
      Seeker.Position(
        title: "Baker", company: "Mill", place: Place("Utrecht"), start: day.advanced(byDays: -900), end: day)
    ]
    seeker.skills = ["baking"]
    seeker.education = [Seeker.Education(degree: "BSc", major: "Dough", year: 2012), Seeker.Education(degree: "MSc")]
    seeker.place = Place("Utrecht", coordinate: Coordinate(latitude: 52.09, longitude: 5.12))
    seeker.wants = Seeker.Wants(
      titles: ["Head baker"], places: [Place("Utrecht")], employmentTypes: [.fullTime],
      pay: Pay(minimum: 3000, maximum: 4000, period: .month, currency: "EUR"))
    seeker.attributes = [.skill: ["SQL"]]
    return seeker
  }

  /// One of everything, in the order in which references need it.
  static var everything: [MarketRecord.Content] {
    [
      .seeker(fullSeeker()), .job(fullJob()),
      .request(
        Request(id: "r1", seeker: "s1", query: "bread", filters: [.company: ["Mill"]], channel: "search", at: day)),
      .campaign(
        Campaign(id: "c1", job: "j1", bid: 1.5, dailyBudget: 20, timeZone: "America/New_York", start: day)),
      .impression(Impression(request: "r1", job: "j1", rank: 1, flow: .promoted, at: day)),
      .engagement(Engagement(seeker: "s1", job: "j1", kind: .apply, at: day, dwellSeconds: 12.5, request: "r1")),
      .hire(Hire(seeker: "s1", job: "j1", at: day.advanced(byDays: 9))),
      .feedback(Feedback(seeker: "s1", job: "j1", text: "too early", category: "hours", at: day)),
      .group(GroupMembership(seeker: "s1", dimension: "gender", value: "zyx-secret-group")),
    ]
  }

  static func records(
    _ contents: [MarketRecord.Content], policy: MarketRecord.WritePolicy = .replace, file: String = "test"
  ) -> [MarketRecord] {
    contents.enumerated().map {
      MarketRecord($0.element, policy: policy, location: SourceLocation(file: file, line: $0.offset + 1))
    }
  }
}

extension MarketStore {
  /// Imports contents as one file; line numbers count from 1.
  @discardableResult
  func load(
    _ contents: [MarketRecord.Content], policy: MarketRecord.WritePolicy = .replace,
    options: MarketImporter.Options = .init(), rejects: Rejects = Rejects()
  ) throws -> ImportReport {
    let importer = MarketImporter(self, options: options) { rejects.all.append($0) }
    return try importer.importFile(named: "test") {
      try $0.add(contentsOf: Fixture.records(contents, policy: policy))
    }
  }

  /// Everything but keys and sequences that the public interface gives, as text.
  func everythingReadable() throws -> [String] {
    var parts: [String] = []
    try readJobs { parts += $0.map { "\($0.key) \(JobText($0.job))" } }
    try readSeekers { parts += $0.map { "\($0)" } }
    try readRequests { parts += $0.map { "\($0)" } }
    try readImpressions { parts += $0.map { "\($0)" } }
    try readEngagements { parts += $0.map { "\($0)" } }
    try readHires { parts += $0.map { "\($0)" } }
    try readFeedback { parts += $0.map { "\($0)" } }
    parts += try campaigns().map { "\($0)" }
    parts += try changes(after: 0).map { "\($0)" }
    parts += try counts().sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0)" }
    for field in try fields() { parts += ["\(field)"] + (try vocabulary(field).values) }
    return parts
  }
}

/// A job as text whose attributes have one order.
private struct JobText: CustomStringConvertible {
  let description: String

  init(_ job: Job) {
    var bare = job
    bare.attributes = [:]
    description = "\(bare) \(job.attributes.sorted { $0.key < $1.key })"
  }
}
