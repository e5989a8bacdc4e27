import Foundation
import JobMatching
import Retrieval

/// Compares the files of an index with their checksums, and shows what was found.
struct IndexFilesCheck {
  private let name: String
  private let check: IndexCheck
  private let faults: [String]
  private let files: Int
  private let seconds: Double
  /// What makes the index anew.
  let remedy: String

  /// Checks any index's folder.
  init(folder: URL) throws {
    try self.init(name: folder.path, folder: folder, files: nil) { [] }
  }

  /// Checks an artifact: block by block what answers for itself, as a whole what does not, and sizes of all.
  init(_ manifest: Manifest, of artifacts: ArtifactFolder) throws {
    let folder = artifacts.location(of: manifest)
    try self.init(name: "index \(manifest.id)", folder: folder, files: manifest.files.count) {
      artifacts.verify(manifest, sizesOnly: JobIndex.checkedFiles(in: folder))
    }
  }

  private init(name: String, folder: URL, files: Int?, _ others: () -> [String]) throws {
    let started = ContinuousClock.now
    let progress = TerminalProgress().handler
    check = try IndexCheck(of: folder) { done, total in
      progress(
        StageProgress("compare checksums", done: done, of: total, unit: "bytes", isFinished: done == total))
    }
    faults = check.damages.map(\.description) + others()
    seconds = started.duration(to: .now).seconds
    (self.name, self.files) = (name, files ?? check.fileCount)
    remedy = JobIndex.command(rebuilding: folder.path)
  }

  /// Prints what was found; whether all is well.
  func show(json: Bool) throws -> Bool {
    if json {
      try Console.json(
        Line(
          verdict: faults.isEmpty ? "PASS" : "FAIL", count: faults.count, total: files, blocks: check.blockCount,
          bytes: check.byteCount, seconds: (seconds * 1000).rounded() / 1000, examples: faults,
          advice: faults.isEmpty ? nil : "rebuild it with `\(remedy)`"))
    } else {
      Console.result(
        "\(faults.isEmpty ? "PASS" : "FAIL")  \(name): \(files) files, "
          + "\(TerminalProgress.grouped(check.blockCount)) blocks, \(TerminalProgress.grouped(check.byteCount)) bytes "
          + "in \((seconds * 100).rounded() / 100) s")
      faults.forEach { Console.result("        \($0)") }
      if !faults.isEmpty { Console.result("      → rebuild it with `\(remedy)`") }
    }
    return faults.isEmpty
  }

  /// The outcome as a line of JSON.
  private struct Line: Encodable {
    var check = "index files"
    var verdict: String
    var count: Int
    var total: Int
    var blocks: Int
    var bytes: Int
    var seconds: Double
    var examples: [String]
    /// Absent where all is well.
    var advice: String?
  }
}
