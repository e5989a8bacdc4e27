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
    #expect(try Self.compare(NextJobModels.engineName, workspace, end) > 1000)
  }

  @Test("The model 'jobmatch recommend + entities' does so where jobs are standardized")
  func entityAgreement() throws {
    let folder = try TemporaryFolder()
    let end = Instant(seconds: 1_751_328_000)
    let market = folder.file("market")
    try SyntheticFiles(jobs: 300, seekers: 80, seed: 12, end: end).write(to: market) { _ in }
    let place = folder.file("workspace")
    _ = try Pipeline(Workspace.create(at: place)).importFiles([market], mapping: nil)
    try Self.onet(of: Workspace.open(at: place), in: folder)
    try Data("standardize:\n  taxonomies: ['onet=\(folder.file("onet").path)']\n".utf8)
      .write(to: place.appending(path: "jobmatch.yaml"))
    let workspace = try Workspace.open(at: place)
    _ = try Pipeline(workspace).standardize(createdAt: end)
    _ = try Pipeline(workspace).index(createdAt: end)
    #expect(try Self.compare(NextJobModels.entityEngineName, workspace, end) > 1000)
    // A part that is 0 everywhere would agree as well.
    let catalog = try MarketDataset(workspace).catalog
    for field in [AttributeField.occupation, .skill] {
      #expect(catalog.entities[field]?.ofJob.contains { !$0.isEmpty } ?? false, "\(field)")
    }
    #expect(catalog.entities[.occupation]?.related.isEmpty == false)
  }

  /// Titles of the market as occupations, each beside the two that follow; its skills as technologies.
  private static func onet(of workspace: Workspace, in folder: TemporaryFolder) throws {
    let store = try workspace.openStore(writable: false)
    var titles: Set<String> = []
    var skills: Set<String> = []
    try store.readJobs { batch in
      for job in batch.map(\.job) {
        titles.insert(job.title)
        skills.formUnion(job.skills)
      }
    }
    let occupations = titles.sorted().prefix(60).enumerated().map { (id: "\(11 + $0 % 7)-\(1000 + $0).00", title: $1) }
    try TaxonomyFolderFixture.onet(
      in: folder, occupations: occupations,
      related: occupations.indices.flatMap { index in
        (1...2).map { (occupations[index].id, occupations[(index + $0) % occupations.count].id) }
      }, technologies: skills.sorted().map { (occupations[0].id, $0) })
  }

  /// Holds every job shown to every seeker against the model; gives how many.
  private static func compare(_ name: String, _ workspace: Workspace, _ end: Instant) throws -> Int {
    let service = try MatchService(workspace)
    let dataset = try MarketDataset(workspace)
    let models = NextJobModels(catalog: dataset.catalog, training: [])
    let model = try #require(models.all.first { $0.name == name })
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
    return compared
  }

  /// Seekers with an engagement that is no dismissal, in the order of import: those of the dataset.
  private static func seekers(_ workspace: Workspace) throws -> [String] {
    let store = try workspace.openStore(writable: false)
    var ids: [String] = []
    try store.readSeekers { ids += $0.map(\.seeker.id) }
    return try ids.filter { id in try store.engagements(ofSeeker: id).contains { $0.kind != .dismiss } }
  }
}
