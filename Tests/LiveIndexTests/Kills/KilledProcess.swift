import Foundation

/// A program beside the test bundle, started and killed.
struct KilledProcess {
  /// Every whole line it wrote.
  let lines: [String]
  /// What it said of an error; empty for one that was killed at work.
  let errors: String
  /// Whether it ended by itself.
  let endedByItself: Bool

  /// Starts a program, waits and kills it.
  ///
  /// - Parameter milliseconds: how long it lives from its start on.
  init(_ name: String, _ arguments: [String], after milliseconds: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "killed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = KilledProcess.location(of: name)
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    usleep(UInt32(milliseconds) * 1000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    endedByItself = process.terminationReason == .exit || process.terminationStatus != SIGKILL
    self.errors = try String(contentsOf: errors, encoding: .utf8)
    // What stands behind the last end of a line was not said in full.
    lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }

  static func location(of name: String) -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path.count > 1 {
      let candidate = folder.appending(path: name)
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(filePath: name)
  }
}
