import Foundation
import JobMatching
import Retrieval

/// Compares the files of an index with their checksums, and shows what was found.
struct IndexFilesCheck {
  private let name: String
  private let faults: [String]
  private let (files, blocks, bytes): (Int, Int, Int)
  private let seconds: Double
  private static let step = "compare checksums"
  /// What makes the index anew.
  let remedy: String

  /// Checks any index's folder.
  ///
  /// - Throws: `WorkspaceError` when the machine lacks what it takes to say.
  init(folder: URL) throws {
    let started = ContinuousClock.now
    let progress = TerminalProgress().handler
    let check = try IndexCheck(of: folder) { done, total in
      progress(StageProgress(Self.step, done: done, of: total, unit: "bytes", isFinished: done == total))
    }
    if let refused = check.damages.first(where: \.isEnvironment) {
      throw WorkspaceError(refused.description, isEnvironment: true)
    }
    faults = check.damages.map(\.description)
    (files, blocks, bytes) = (check.fileCount, check.blockCount, check.byteCount)
    seconds = started.duration(to: .now).seconds
    name = folder.path
    remedy = JobIndex.command(rebuilding: folder.path)
  }

  /// Checks an artifact, whatever subfolders it has: block by block what answers for itself, as a whole what does not, and
  /// sizes of all. What is as it was written is then opened: it could still be no index.
  ///
  /// - Throws: `WorkspaceError` when the machine lacks what it takes to say, or the artifact is gone.
  init(_ manifest: Manifest, of artifacts: ArtifactFolder) throws {
    let started = ContinuousClock.now
    let progress = TerminalProgress().handler
    let folder = artifacts.location(of: manifest)
    let check = ArtifactCheck(manifest, of: artifacts) { done, total in
      progress(StageProgress(Self.step, done: done, of: total, unit: "bytes", isFinished: done == total))
    }
    if let refused = check.damages.first(where: \.isEnvironment) {
      throw WorkspaceError(refused.description, isEnvironment: true)
    }
    if !check.damages.isEmpty, !FileManager.default.fileExists(atPath: folder.path) {
      throw WorkspaceError("\(folder.path) was removed while it was checked; do it again")
    }
    var faults = check.damages.map(\.description)
    if faults.isEmpty {
      do {
        _ = try JobIndex(contentsOf: folder)
      } catch let error as IndexError where !error.isEnvironment {
        faults.append("\(folder.path): \(error)")
      }
    }
    self.faults = faults
    (files, blocks, bytes) = (check.fileCount, check.blockCount, check.byteCount)
    seconds = started.duration(to: .now).seconds
    name = "index \(manifest.id)"
    remedy = JobIndex.command(rebuilding: folder.path)
  }

  /// Prints what was found; whether all is well.
  func show(json: Bool) throws -> Bool {
    if json {
      try Console.json(
        Line(
          verdict: faults.isEmpty ? "PASS" : "FAIL", count: faults.count, total: files, blocks: blocks,
          bytes: bytes, seconds: (seconds * 1000).rounded() / 1000, examples: faults,
          advice: faults.isEmpty ? nil : "rebuild it with `\(remedy)`"))
    } else {
      Console.result(
        "\(faults.isEmpty ? "PASS" : "FAIL")  \(name): \(files) files, "
          + "\(TerminalProgress.grouped(blocks)) blocks, \(TerminalProgress.grouped(bytes)) bytes "
          + "in \((seconds * 100).rounded() / 100) s")
      faults.forEach { Console.result("        \($0)") }
      if !faults.isEmpty { Console.result("      → rebuild it with `\(remedy)`") }
    }
    return faults.isEmpty
  }

  /// Prints that there is nothing to compare: what an index lacks to be read at all.
  static func showUnreadable(_ reason: String, json: Bool) throws {
    guard json else { return Console.result("FAIL  index: \(reason)") }
    try Console.json(
      Line(
        verdict: "FAIL", count: 1, total: 0, blocks: 0, bytes: 0, seconds: 0, examples: [reason],
        advice: "rebuild it with `jobmatch index`"))
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
