import Foundation
import SyntheticMarket
import Testing

@Suite struct ExportTests {
  static let files = [
    "campaigns.jsonl", "engagements.csv", "feedback.jsonl", "groups.csv", "hires.csv", "impressions.csv", "jobs.jsonl",
    "requests.jsonl", "seekers.jsonl", "truth.jsonl",
  ]

  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "market-\(UUID().uuidString)")
    deinit { try? FileManager.default.removeItem(at: url) }
    func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }
    func lines(_ name: String) throws -> [Substring] {
      String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n")
    }
  }

  private func written(jobs: Int, seekers: Int, seed: UInt64) throws -> (Folder, MarketGenerator.Summary) {
    let folder = Folder()
    let generator = try GeneratorTests.generator(jobs: jobs, seekers: seekers, seed: seed)
    return (folder, try generator.write(to: folder.url.path))
  }

  @Test func sameSeedSameBytes() throws {
    let (first, _) = try written(jobs: 400, seekers: 100, seed: 5)
    let (again, _) = try written(jobs: 400, seekers: 100, seed: 5)
    let (other, _) = try written(jobs: 400, seekers: 100, seed: 6)
    let found = try FileManager.default.contentsOfDirectory(atPath: first.url.path).sorted()
    #expect(found == Self.files)
    for file in Self.files {
      #expect(try first.bytes(file) == again.bytes(file), "\(file)")
      #expect(try first.bytes(file) != other.bytes(file), "\(file)")
    }
    // Writing over a market leaves the same market.
    try GeneratorTests.generator(jobs: 400, seekers: 100, seed: 5).write(to: other.url.path)
    for file in Self.files { #expect(try first.bytes(file) == other.bytes(file)) }
  }

  @Test(arguments: [200, 600]) func sizesAreThoseAskedFor(jobs: Int) throws {
    let (folder, summary) = try written(jobs: jobs, seekers: jobs, seed: 1)
    #expect(summary.jobs == jobs && summary.seekers == jobs && summary.groups == 3 * jobs)
    #expect(try folder.lines("jobs.jsonl").count == jobs && folder.lines("seekers.jsonl").count == jobs)
    #expect(try folder.lines("requests.jsonl").count == summary.requests)
    #expect(try folder.lines("feedback.jsonl").count == summary.feedback)
    #expect(try folder.lines("campaigns.jsonl").count == summary.campaigns)
    #expect(try folder.lines("impressions.csv").count == 1 + summary.impressions)
    #expect(try folder.lines("engagements.csv").count == 1 + summary.engagements)
    #expect(try folder.lines("hires.csv").count == 1 + summary.hires)
    #expect(try folder.lines("groups.csv").count == 1 + summary.groups)
    // A market in which nothing happens teaches nothing.
    #expect(summary.impressions > 2 * summary.requests && summary.applications > jobs / 20 && summary.hires > 0)
  }

  @Test func everyLineIsWhatItSays() throws {
    let (folder, _) = try written(jobs: 300, seekers: 100, seed: 3)
    for file in Self.files {
      let lines = try folder.lines(file)
      if file.hasSuffix(".csv") {
        let columns = lines[0].split(separator: ",").count
        #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
      } else {
        for line in lines {
          #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
        }
      }
    }
    #expect(try folder.lines("impressions.csv")[0] == "request,job,rank,flow,at")
    #expect(try folder.lines("engagements.csv")[0] == "seeker,job,kind,at,dwellSeconds,request")
    let first = try #require(try folder.lines("jobs.jsonl").first)
    #expect(first.hasPrefix(#"{"id":"job-0","title":""#) && first.contains(#""postedAt":"202"#))
  }

  @Test func groupsAppearNowhereElse() throws {
    let (folder, _) = try written(jobs: 600, seekers: 300, seed: 4)
    let values = Set(try folder.lines("groups.csv").dropFirst().compactMap { $0.split(separator: ",").last })
    #expect(values.count == 10)
    for file in Self.files where file != "groups.csv" {
      let text = String(decoding: try folder.bytes(file), as: UTF8.self).lowercased()
      for value in values { #expect(!text.contains(value), "\(value) in \(file)") }
      for dimension in ["gender", "ethnicity"] { #expect(!text.contains(dimension), "\(dimension) in \(file)") }
    }
  }

  @Test func refusesAFolderItCannotWrite() throws {
    let generator = try GeneratorTests.generator(jobs: 1, seekers: 1)
    let error = #expect(throws: MarketExportError.self) { try generator.write(to: "/proc/none/such") }
    #expect(error?.description.hasPrefix("/proc/none/such: cannot be written: ") == true)
    #expect(throws: MarketExportError.self) { try generator.write(to: "/dev/null") }
  }

  @Test func progressReachesTheEnd() throws {
    let folder = Folder()
    var last = (0, 0)
    try GeneratorTests.generator(jobs: 1500, seekers: 10).write(to: folder.url.path) { done, total in
      #expect(done > last.0)
      last = (done, total)
    }
    #expect(last == (1510, 1510))
  }
}
