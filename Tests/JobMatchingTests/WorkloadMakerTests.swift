import Foundation
import Testing

/// The makers of benchmark workloads, in Python, compare small ones of theirs with a plain loop of their own.
@Suite("Makers of workloads")
struct WorkloadMakerTests {
  private static let makers = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Benchmarks/workloads").standardizedFileURL

  private static func python(_ arguments: [String]) -> (said: String, code: Int32) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B"] + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return ("", -1) }
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (said, process.terminationStatus)
  }

  private static let hasNumpy = python(["-c", "import numpy"]).code == 0

  @Test("Synthetic jobs: format and truth", .enabled(if: hasNumpy, "needs python3 with numpy"))
  func hybrid() {
    let (said, code) = Self.python([Self.makers.appending(path: "hybrid.py").path, "--check"])
    #expect(code == 0 && said.contains("agree with a plain loop"), "\(said)")
  }

  @Test("Real adverts: format and truth", .enabled(if: hasNumpy && DatasetFixtures.real != nil))
  func postings() {
    let (said, code) = Self.python([
      Self.makers.appending(path: "postings.py").path, "--check", "--data", DatasetFixtures.real?.path ?? "",
    ])
    #expect(code == 0 && said.contains("agrees with a plain loop"), "\(said)")
  }
}
