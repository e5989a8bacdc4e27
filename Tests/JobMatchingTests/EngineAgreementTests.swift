import Evaluation
import Foundation
import JobMarket
import JobMatching
import MarketStorage
import Testing

@Suite("What is judged is what is shipped")
struct EngineAgreementTests {
  @Test("The model 'jobmatch recommend' of the evaluation scores every job as the service does")
  func agreement() throws {
    let folder = try TemporaryFolder()
    let end = Instant(seconds: 1_751_328_000)
    let market = folder.file("market")
    try SyntheticFiles(jobs: 300, seekers: 80, seed: 11, end: end).write(to: market) { _ in }
    let workspace = try Workspace.create(at: folder.file("workspace"))
    _ = try Pipeline(workspace).run([market], mapping: nil, createdAt: end)
    let service = try MatchService(workspace)
    let dataset = try MarketDataset(workspace)
    let models = NextJobModels(catalog: dataset.catalog, training: [])
    let model = try #require(models.all.first { $0.name == NextJobModels.engineName })
    let numbers = Dictionary(uniqueKeysWithValues: dataset.catalog.jobs.enumerated().map { ($1.id, $0) })
    var options = MatchOptions(count: 40, asOf: end)
    options.includesSeen = true
    var compared = 0
    for (id, history) in zip(try EngineAgreementTests.seekers(workspace), dataset.seekers) {
      let scores = model.scores(for: history)
      for match in try service.recommend(toSeeker: id, options).matches {
        let expected = scores[try #require(numbers[match.job.id])]
        #expect(abs(Double(match.score) - expected) < 1e-4, "\(id), \(match.job.id)")
        compared += 1
      }
    }
    #expect(compared > 1000)
  }

  /// Seekers with an engagement that is no dismissal, in the order of import: those of the dataset.
  private static func seekers(_ workspace: Workspace) throws -> [String] {
    let store = try workspace.openStore(writable: false)
    var ids: [String] = []
    try store.readSeekers { ids += $0.map(\.seeker.id) }
    return try ids.filter { id in try store.engagements(ofSeeker: id).contains { $0.kind != .dismiss } }
  }
}
