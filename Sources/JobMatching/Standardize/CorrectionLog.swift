import EntityStandardization
import Foundation
import JobMarket

/// What people said about phrases, in `corrections.jsonl` of a workspace: a line each, oldest first, only ever added to.
///
/// The file is part of the record: no run of any stage changes it, and every run heeds it.
public struct CorrectionLog: Sendable {
  /// The file's name.
  public static let name = "corrections.jsonl"
  private let file: URL

  /// The log of a workspace.
  public init(_ workspace: Workspace) { self.init(folder: workspace.folder) }

  init(folder: URL) { file = folder.appending(path: CorrectionLog.name) }

  /// Every line, oldest first; none where nothing was ever corrected.
  ///
  /// - Throws: `WorkspaceError` naming the line that cannot be read.
  public func corrections() throws -> [Correction] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let lines = try Data(contentsOf: file).split(separator: 10, omittingEmptySubsequences: false)
    return try lines.enumerated().filter { !$0.element.isEmpty }.map { number, line in
      do {
        return try JSONDecoder().decode(Correction.self, from: line)
      } catch {
        throw WorkspaceError("\(file.path):\(number + 1): not a correction; mend or remove the line")
      }
    }
  }

  /// Adds a line, forced to disk before this returns.
  ///
  /// - Throws: `WorkspaceError` for a phrase without a word, and while another process keeps corrections for longer than two
  ///   seconds; the file system's errors.
  public func append(_ correction: Correction) throws {
    guard !Tokenizer().tokens(in: correction.phrase).isEmpty else {
      throw WorkspaceError("the phrase '\(correction.phrase)' holds no word")
    }
    // Two people who correct at once must both be heard.
    let lock = try FolderLock(file.deletingLastPathComponent(), name: ".\(CorrectionLog.name).lock")
    defer { withExtendedLifetime(lock) {} }
    var content = FileManager.default.fileExists(atPath: file.path) ? try Data(contentsOf: file) : Data()
    if let last = content.last, last != 10 { content.append(10) }
    content += try CorrectionLog.line(correction)
    try Durably.write(content, to: file)
  }

  /// Writes a log whole, into the folder of an artifact that is being made.
  func write(_ corrections: [Correction]) throws {
    let lines = try corrections.map(CorrectionLog.line)
    if !lines.isEmpty { try Data(lines.joined()).write(to: file) }
  }

  private static func line(_ correction: Correction) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(correction) + [10]
  }
}
