import Foundation
import JobMatching
import Testing

@Suite("Places against the NHS coordinates")
struct StandardizePlacesTests {
  private static let data = ProcessInfo.processInfo.environment["JOBMATCH_DATA"]

  @Test("The reading beats the most populous exact name", .enabled(if: data != nil))
  func figures() throws {
    let data = try #require(StandardizePlacesTests.data)
    let report = try Evaluator(seed: 1, resamples: 100).standardizePlaces(data: URL(filePath: data))
    func value(_ model: String, _ metric: String) throws -> Double {
      try #require(report.lines.first { $0.model == model && $0.metric == metric }).value
    }
    #expect(try value("most populous exact name", "within25km") < 0.75)
    #expect(try value("jobmatch, locality and organisation", "within25km") > 0.78)
    #expect(try value("jobmatch, locality and postcode", "within25km") > 0.95)
    for line in report.lines {
      #expect(line.k == nil && line.n == 14_842 && line.low <= line.value && line.value <= line.high)
    }
  }

  @Test("A folder without the adverts is refused")
  func missing() throws {
    let folder = try TemporaryFolder()
    #expect(throws: WorkspaceError.self) { try Evaluator(seed: 1).standardizePlaces(data: folder.url) }
  }
}
