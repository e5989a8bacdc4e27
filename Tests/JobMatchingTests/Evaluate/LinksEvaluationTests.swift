import Evaluation
import Foundation
import JobMatching
import LinkGraph
import MarketStorage
import Testing
import VectorMath

@Suite("Occupations ranked by links learned from hires")
struct LinksEvaluationTests {
  /// Few no-hires and costs: the world has five occupations.
  private static var settings: LinksProtocol {
    var settings = LinksProtocol()
    (settings.ratioNoHires, settings.regressionNoHires, settings.combinedNoHires) = (8, 6, 4)
    settings.costs = [0.5, 1]
    return settings
  }

  private static func folder(_ hires: [[String]]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try DatasetFixtures.nlsy97(in: folder, hires: hires)
    try DatasetFixtures.joinedToONET(folder)
    return folder
  }

  private static func report(_ folder: TemporaryFolder, part: EvaluationPart = .test) throws -> LinksReport {
    try Evaluator(seed: 1, resamples: 50, part: part).links(data: folder.url, settings: settings)
  }

  /// All figures but those of groups that a report alone knows.
  private static func figures(_ report: LinksReport) -> [EvaluationLine] {
    (report.ranking.lines + report.candidates.lines).filter { !$0.metric.contains("=") }
  }

  @Test("All models rank beside those of nlsy97, and links find what careers of a rule lead to")
  func ranking() throws {
    // Of every third person each occupation follows one other; of the rest that hangs on who they are.
    let rows = DatasetFixtures.hires(persons: 300).filter { (Int($0[0]) ?? 1) % 3 == 0 }
    let report = try Self.report(Self.folder(rows))
    #expect(
      report.ranking.models.map(\.name).suffix(6) == [
        "links by ratio, best", "links by ratio, mean", "links, sum by regression", "links, sum by regression, up to 3",
        "links, sum by ratio", "links, ratio + regression",
      ])
    func recall(_ model: String) throws -> Double { try #require(report.ranking.line(model, .recall(1))).value }
    for model in ["links, sum by ratio", "links, sum by regression", "links, ratio + regression"] {
      #expect(try recall(model) > 0.9, "\(model)")
    }
    // The best link is as good for the last job but one as for the last.
    #expect(try recall("links by ratio, best") > recall("popularity"))
    let names = report.candidates.models.map(\.name)
    #expect(
      names.prefix(5) == [
        "same title", "O*NET related occupations", "top-k attribute OR", "weighted OR, minimum matches",
        "one global weighted AND",
      ])
    #expect(Set(report.candidates.lines.compactMap(\.k)) == [10, 20, 50])
    #expect(report.curve.scorings.map(\.name) == ["ratio", "regression"])
    #expect(report.curve.hires == report.ranking.parts[0].n)
    #expect(report.curve.scorings.allSatisfy { $0.points.last?.recall ?? 0 > 0.5 })
    #expect(report.ranking.notes.contains { $0.hasPrefix("no-hires are sampled, seed 1: ") })
  }

  @Test("What a model may not know changes no figure: all other columns are permuted between the rows")
  func forbiddenColumns() throws {
    let rows = DatasetFixtures.hires(persons: 120)
    let honest = try Self.report(Self.folder(rows))
    let permuted = NLSY97DatasetTests.permutingForbidden(rows, columns: DatasetFixtures.hireColumns, seed: 8)
    let other = try Self.report(Self.folder(permuted))
    #expect(Self.figures(other) == Self.figures(honest))
    #expect(other.curve == honest.curve)
    // A test that permuted nothing, or figures that nothing changes, would pass as well.
    #expect(permuted != rows)
    var altered = rows
    let degree = try #require(DatasetFixtures.hireColumns.firstIndex(of: "degree_at_hire"))
    for index in altered.indices { altered[index][degree] = altered[index][0] }
    #expect(try Self.figures(Self.report(Self.folder(altered))) != Self.figures(honest))
  }

  @Test("The same again; without O*NET the rows that need it are left out; too few hires are refused")
  func variants() throws {
    let folder = try Self.folder(DatasetFixtures.hires(persons: 60))
    let (first, second) = (try Self.report(folder, part: .tune), try Self.report(folder, part: .tune))
    #expect(first.ranking == second.ranking && first.candidates == second.candidates && first.curve == second.curve)
    try FileManager.default.removeItem(at: folder.file("onet"))
    let bare = try Self.report(folder)
    #expect(!bare.candidates.models.contains { $0.name == "O*NET related occupations" })
    #expect(bare.ranking.models.count == 11)
    let few = try Self.folder(Array(DatasetFixtures.hires(persons: 1)))
    #expect(throws: (any Error).self) { try Self.report(few) }
  }

  @Test("On the real file links meet the goals", .enabled(if: DatasetFixtures.real != nil))
  func realFile() throws {
    let data = try #require(DatasetFixtures.real)
    let report = try Evaluator(seed: 1, resamples: 100).links(data: data)
    let all = try #require(report.ranking.line("links, ratio + regression", .recall(10)))
    let changers = try #require(report.ranking.line("links, ratio + regression", .recall(10), subset: "changers"))
    #expect(all.value >= 0.46 && all.n == 7408)
    #expect(changers.value >= 0.34 && changers.n == 5868)
  }
}
