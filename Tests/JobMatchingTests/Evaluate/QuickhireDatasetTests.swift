import Evaluation
import Foundation
import JobMatching
import Testing

@Suite("The Quickhire log as the next-job protocol wants it")
struct QuickhireDatasetTests {
  @Test("Jobs are different ones by first view; places, words and profiles are read")
  func reading() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.quickhire(in: folder)
    let dataset = try QuickhireDataset(data: folder.url)
    let ids = dataset.catalog.jobs.map(\.id)
    #expect(ids == ["10", "11", "12", "13", "14", "15"])
    // Seekers by their first view; equal times in the order of the file.
    #expect(
      dataset.seekers.map { $0.jobs.map { ids[$0] } } == [
        ["14", "11", "10"], ["10", "15"], ["10", "12", "11", "13"],
      ])
    #expect(
      dataset.catalog.jobs.map(\.city) == ["newark|NJ", "newark|NJ", "st louis|MO", "atlantis|NJ", nil, "barrigada|"])
    #expect(dataset.catalog.jobs.map(\.state) == ["NJ", "NJ", "MO", "NJ", nil, nil])
    #expect(dataset.catalog.jobs.map { $0.points.first?.latitude } == [40.73, 40.73, 38.63, nil, nil, nil])
    // "Cook" and "java developer" are known words; nobody else has a profile.
    #expect(dataset.seekers.map(\.profile.count) == [0, 0, 3])
    #expect(dataset.catalog.vectors.rowCount == 6)
    #expect(Array(dataset.catalog.vectors[0].columns) != Array(dataset.catalog.vectors[1].columns))
  }

  @Test("The order of the lines decides nothing but ties of time")
  func lineOrder() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.quickhire(in: folder)
    let report = try Evaluator(seed: 1, resamples: 100).quickhire(data: folder.url)
    let other = try TemporaryFolder()
    // Stable: the only two rows of one time keep their order.
    let views = DatasetFixtures.views.enumerated().sorted { ($0.element[0], -$0.offset) > ($1.element[0], -$1.offset) }
    try DatasetFixtures.quickhire(in: other, views: views.map(\.element))
    #expect(try Evaluator(seed: 1, resamples: 100).quickhire(data: other.url) == report)
    #expect(report.models.map(\.name).last == "jobmatch recommend")
    #expect(report.line("popularity", .recall(1))?.n == 2)
  }

  @Test("With O*NET beside it, positions are standardized without their companies; without, a note says why not")
  func entities() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.quickhire(in: folder)
    let plain = try Evaluator(seed: 1, resamples: 100).quickhire(data: folder.url)
    #expect(plain.notes.contains { $0.contains("has neither onet nor esco") })
    try TaxonomyFolderFixture.onet(
      in: folder,
      occupations: [
        ("15-1252.00", "Java Developer"), ("35-2014.00", "Cooks"), ("41-2011.00", "Cashiers"), ("53-3032.00", "Driver"),
      ].map { (id: $0.0, title: $0.1) }, related: [("35-2014.00", "41-2011.00")])
    let dataset = try QuickhireDataset(data: folder.url)
    let column = try #require(dataset.catalog.entities[.occupation])
    // The cashiers' jobs are alike, the drivers' are, and each has its group and major group.
    #expect(Set(column.ofJob[0]) == Set(column.ofJob[1]) && column.ofJob[0].count == 3)
    #expect(Set(column.ofJob[2]) == Set(column.ofJob[3]) && column.ofJob[2] != column.ofJob[0])
    #expect(dataset.seekers[2].entities[.occupation]?.count == 6, "cook and developer, each with two groups")
    let report = try Evaluator(seed: 1, resamples: 100).quickhire(data: folder.url)
    #expect(report.notes.isEmpty && report.models.last?.name == "jobmatch recommend + entities")
    #expect(report.line("jobmatch recommend", .recall(10)) == plain.line("jobmatch recommend", .recall(10)))
    try DatasetFixtures.write("O*NET-SOC Code\n", "onet/Occupation_Data.txt", in: folder)
    let error = #expect(throws: WorkspaceError.self) { try QuickhireDataset(data: folder.url) }
    #expect(error?.description.contains("Occupation_Data.txt") ?? false)
  }

  @Test("The tuning part is another one")
  func tuning() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.quickhire(in: folder)
    let test = try Evaluator(seed: 1, resamples: 100).quickhire(data: folder.url)
    let tune = try Evaluator(seed: 1, resamples: 100, part: .tune).quickhire(data: folder.url)
    #expect(tune.lines != test.lines && tune.lines.first?.n == test.lines.first?.n)
  }

  @Test("What is missing or unusable is named, with its place")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    func message() -> String {
      let error = #expect(throws: WorkspaceError.self) { try QuickhireDataset(data: folder.url) }
      return error?.description ?? ""
    }
    #expect(message().contains("quickhire has no Job_Views.csv.gz") && message().contains("Guides/Data.md"))
    try DatasetFixtures.quickhire(in: folder)
    let columns = DatasetFixtures.viewColumns
    try DatasetFixtures.table([columns.filter { $0 != "Title" }], "quickhire/Job_Views.csv", in: folder)
    #expect(message().contains("Job_Views.csv:1: has no column 'Title'") && message().contains("Guides/Data.md"))
    var views = DatasetFixtures.views
    views[2][2] = "2014-12-01T11:00:00Z"
    try DatasetFixtures.quickhire(in: folder, views: views)
    #expect(message().contains("Job_Views.csv:4: View.Start is '2014-12-01T11:00:00Z'"))
    views[2][0] = "NA"
    try DatasetFixtures.quickhire(in: folder, views: views)
    #expect(message().contains("Job_Views.csv:4: Applicant.ID is 'NA', allowed is an id"))
    try DatasetFixtures.write("Applicant.ID,Position.Name\n1\n", "quickhire/Experience.csv", in: folder)
    try DatasetFixtures.table([columns] + DatasetFixtures.views, "quickhire/Job_Views.csv", in: folder)
    #expect(
      message().contains("Experience.csv:2") && message().contains("1 columns") && message().contains("Guides/Data.md"))
    try DatasetFixtures.quickhire(in: folder)
    try FileManager.default.removeItem(at: folder.file("geonames"))
    #expect(message().contains("geonames has no us_states.json") && message().contains("Guides/Data.md"))
  }

  @Test("A log in which nobody saw three jobs has no case, which is said")
  func nobody() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.quickhire(in: folder, views: Array(DatasetFixtures.views.suffix(2)))
    let error = #expect(throws: WorkspaceError.self) { try Evaluator(seed: 1).quickhire(data: folder.url) }
    #expect(error?.description.contains("there is no case to judge by") ?? false)
  }

  @Test("The published figures are met within 0.015", .enabled(if: DatasetFixtures.real != nil))
  func published() throws {
    let data = try #require(DatasetFixtures.real)
    let report = try Evaluator(seed: 1).quickhire(data: data)
    let published = [
      "popularity": (0.016, 0.024), "item-kNN": (0.041, 0.067), "TF-IDF on titles": (0.045, 0.089),
      "TF-IDF + location": (0.317, 0.555), "TF-IDF + location + profile": (0.324, 0.561),
    ]
    for (model, (at10, at50)) in published {
      let lines = try [Metric.recall(10), .recall(50)].map { try #require(report.line(model, $0)) }
      #expect(
        abs(lines[0].value - at10) < 0.015 && abs(lines[1].value - at50) < 0.015, "\(model): \(lines.map(\.value))")
      #expect(lines[0].n == 1050)
    }
    let own = try #require(report.line("jobmatch recommend", .recall(10)))
    #expect(own.value > 0.34)
    #expect(report.line("jobmatch recommend", .recall(10), subset: "cold")?.n == 781)
    let gain = try #require(
      report.comparisons.first {
        ($0.model, $0.baseline, $0.k) == ("jobmatch recommend", "TF-IDF + location + profile", 10)
      })
    #expect(gain.low > 0)
  }
}
