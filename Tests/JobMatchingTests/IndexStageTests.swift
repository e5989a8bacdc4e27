import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Synchronization
import Testing

@Suite("Building an index")
struct IndexStageTests {
  private static func jobs(_ count: Int) -> [Job] {
    (0..<count).map { number in
      var job = PlacedMarket.job(number, "Newark, NJ")
      job.skills = ["skill \(number % 10)"]
      return job
    }
  }

  /// Runs `body` once at the first report of a step.
  private final class Intrusion: Sendable {
    private let step: String
    private let error = Mutex<(any Error)?>(nil)
    private let count = Mutex(0)
    private let body: @Sendable () throws -> Void

    init(at step: String, _ body: @escaping @Sendable () throws -> Void) {
      (self.step, self.body) = (step, body)
    }

    func report(_ progress: StageProgress) {
      guard progress.step == step,
        count.withLock({ count in
          count += 1; return count == 1
        })
      else { return }
      do { try body() } catch { self.error.withLock { $0 = error } }
    }

    /// How often the step reported, if nothing went wrong.
    func reports() throws -> Int {
      if let error = error.withLock({ $0 }) { throw error }
      return count.withLock { $0 }
    }
  }

  @Test("An import may write while words are learned", arguments: ["learn words and places", "lay jobs out"])
  func importing(step: String) throws {
    let market = try PlacedMarket(IndexStageTests.jobs(20))
    let workspace = market.workspace
    let intrusion = Intrusion(at: step) {
      let store = try workspace.openStore()
      try store.upsert(Job(id: "late", title: "Cashier"))
      try store.close()
    }
    let before = try workspace.openStore(writable: false).latestSequence()
    let manifest = try Pipeline(workspace, progress: intrusion.report).index(createdAt: PlacedMarket.now)
    #expect(try intrusion.reports() > 0)
    // What came meanwhile counts as changed since.
    #expect(manifest.inputs["market"] == String(before))
    var options = MatchOptions(asOf: PlacedMarket.now)
    options.count = 100
    let answer = try MatchService(workspace).search("cashier", options)
    #expect(answer.matches.filter { $0.job.id == "late" }.count == 1)
  }

  @Test("Values that something else numbers meanwhile do not change what a number means")
  func numbering() throws {
    let market = try PlacedMarket(IndexStageTests.jobs(20))
    let workspace = market.workspace
    let intrusion = Intrusion(at: "lay jobs out") {
      let store = try workspace.openStore()
      try store.appendValues(["intruder"], to: .skill, after: 0)
      try store.close()
    }
    _ = try Pipeline(workspace, progress: intrusion.report).index(createdAt: PlacedMarket.now)
    #expect(try intrusion.reports() >= 4, "the jobs are laid out twice")
    var options = MatchOptions(asOf: PlacedMarket.now)
    for number in 0..<10 {
      options.conditions = ["skill=skill \(number)"]
      let found = try MatchService(workspace).search("cashier", options).matches.map(\.job.id)
      #expect(Set(found) == ["job-\(number)", "job-\(number + 10)"])
    }
  }

  @Test("A second index of an unchanged market needs no writing lock")
  func locked() throws {
    let market = try PlacedMarket(IndexStageTests.jobs(5))
    let first = try market.index()
    let writer = try market.workspace.openStore()
    #expect(try market.index().manifest.files == first.manifest.files)
    try writer.close()
  }

  @Test("Every pass is reported to its end")
  func progress() throws {
    let market = try PlacedMarket(IndexStageTests.jobs(5))
    let steps = Mutex<[StageProgress]>([])
    _ = try Pipeline(market.workspace) { report in steps.withLock { $0.append(report) } }
      .index(createdAt: PlacedMarket.now)
    let reports = steps.withLock { $0 }
    let expected = [
      "learn words and places", "lay jobs out", "wait for the writing lock", "write and check the index",
    ]
    #expect(reports.filter(\.isFinished).map(\.step) == expected)
    for step in expected { #expect(!(reports.first { $0.step == step }?.isFinished ?? true), "\(step)") }
  }

  @Test("Pay that is no number a year is not stated")
  func endlessPay() throws {
    var job = Job(id: "rich", title: "Cashier")
    job.pay = Pay(minimum: .greatestFiniteMagnitude, maximum: nil, period: .hour, currency: "USD")
    #expect(JobFacts(configuration: Configuration(), gazetteer: PlaceGazetteer([])).numbers(of: job).isEmpty)
  }

  @Test("Jobs without a place are not unresolved, those with their own point neither")
  func unresolved() throws {
    let point = try #require(Coordinate(latitude: 40, longitude: -74))
    let market = try PlacedMarket([
      Job(id: "none", title: "Baker"), PlacedMarket.job(1, "Atlantis"), PlacedMarket.job(2, "Newark", at: point),
      PlacedMarket.job(3, "newark"), PlacedMarket.job(4, ""),
    ])
    let outcome = try market.index()
    #expect(outcome.jobs == 5)
    #expect(outcome.unresolvedPlaces == 1)
  }
}
