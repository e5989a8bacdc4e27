import Evaluation
import Foundation
import JobMarket
import JobMatching
import Testing

@Suite("A workspace's own record as the next-job protocol wants it")
struct MarketDatasetTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    var configuration = Configuration()
    configuration.recommend.placeWeight = 3
    workspace = try Workspace.create(at: folder.file("workspace"), configuration: configuration)
    let newark = #"[{"text":"Newark, NJ, US","lat":40.73,"lon":-74.17}]"#
    let both =
      #"[{"text":"Newark, NJ, US","lat":40.73,"lon":-74.17},{"text":"Chicago, IL, US","lat":41.88,"lon":-87.63}]"#
    let store = folder.file("feed")
    try FileManager.default.createDirectory(at: store, withIntermediateDirectories: true)
    try folder.write(
      """
      {"id":"a","title":"Retail Cashier","company":"Acme","places":\(newark)}
      {"id":"b","title":"Night Cashier","places":\(both)}
      {"id":"c","title":"Driver","status":"closed"}
      {"id":"d","title":"Cook","places":["Atlantis"]}
      """, "feed/jobs.jsonl")
    try folder.write(
      #"{"id":"ann","positions":[{"title":"Driver"}],"place":{"text":"Here","lat":1,"lon":2},"wants":{"titles":["cook"]}}"#
        + "\n" + #"{"id":"ben"}"# + "\n" + #"{"id":"idle"}"# + "\n", "feed/seekers.jsonl")
    try folder.write(
      """
      seeker,job,kind,at
      ann,c,apply,2023-05-04T00:00:00Z
      ann,a,view,2023-05-01T00:00:00Z
      ann,b,click,2023-05-02T00:00:00Z
      ann,a,apply,2023-05-03T00:00:00Z
      ann,d,dismiss,2023-05-05T00:00:00Z
      ben,b,view,2023-05-01T00:00:00Z
      ben,d,save,2023-05-02T00:00:00Z

      """, "feed/engagements.csv")
    try folder.write("seeker,dimension,value\nann,gender,secretgroup\n", "feed/groups.csv")
    _ = try ImportStage(workspace).run([store])
  }

  @Test("Jobs have the index's words and points; engagements are different jobs by time, dismissals left out")
  func reading() throws {
    let dataset = try MarketDataset(workspace)
    let ids = dataset.catalog.jobs.map(\.id)
    #expect(Set(ids) == ["a", "b", "c", "d"])
    #expect(dataset.seekers.map { $0.jobs.map { ids[$0] } } == [["a", "b", "c"], ["b", "d"]])
    #expect(dataset.seekers.map(\.profile.count) == [2, 0])
    #expect(dataset.seekers.map(\.places) == [[Coordinate(latitude: 1, longitude: 2)].compactMap(\.self), []])
    let jobs = Dictionary(uniqueKeysWithValues: dataset.catalog.jobs.map { ($0.id, $0) })
    #expect(["a", "b", "c", "d"].map { jobs[$0]?.points.count } == [1, 2, 0, 0])
    #expect(["a", "b", "c", "d"].map { jobs[$0]?.city } == ["Newark, NJ, US", "Newark, NJ, US", nil, "Atlantis"])
    #expect(jobs["a"]?.state == jobs["b"]?.state && jobs["a"]?.state != nil && jobs["d"]?.state == nil)
  }

  @Test("The market's report has the weights of its configuration")
  func reporting() throws {
    let report = try Evaluator(seed: 1, resamples: 100).market(workspace)
    #expect(report.protocol == "market")
    #expect(report.line("jobmatch recommend", .recall(5))?.value == 1)
    #expect(report.lines.first?.n == 1)
    #expect(report.models.last?.formula.contains("3.0 · exp") == true)
    #expect(try Evaluator(seed: 1, resamples: 100).market(workspace) == report)
  }

  @Test("A market in which nobody engaged with three jobs has no case, which is said")
  func nobody() throws {
    let empty = try Workspace.create(at: folder.file("empty"))
    let error = #expect(throws: WorkspaceError.self) { try Evaluator(seed: 1).market(empty) }
    #expect(error?.description.contains("there is no case to judge by") ?? false)
  }
}
