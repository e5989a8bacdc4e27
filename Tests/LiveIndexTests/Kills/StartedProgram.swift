import Foundation

/// A program beside the test bundle, started to be killed.
final class StartedProgram {
  private let process = Process()
  private let folder: URL
  private let reader: FileHandle
  private var unfinished = Data()

  /// Starts a program.
  init(_ name: String, _ arguments: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "started-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
    for file in [output, errors] { try Data().write(to: file) }
    reader = try FileHandle(forReadingFrom: output)
    process.executableURL = StartedProgram.location(of: name)
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  deinit {
    if process.isRunning { kill() }
    try? FileManager.default.removeItem(at: folder)
  }

  /// Kills it, if it still runs, and waits for its end.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Whether it ended before it was killed.
  var endedByItself: Bool {
    !process.isRunning && (process.terminationReason == .exit || process.terminationStatus != SIGKILL)
  }

  /// What it said of errors.
  var errors: String { (try? String(contentsOf: folder.appending(path: "errors"), encoding: .utf8)) ?? "" }

  /// The whole lines it wrote since this was asked last.
  func newLines() throws -> [String] {
    unfinished += try reader.readToEnd() ?? Data()
    guard let end = unfinished.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let lines = String(decoding: unfinished[...end], as: UTF8.self)
    unfinished = Data(unfinished[unfinished.index(after: end)...])
    return lines.split(separator: "\n").map(String.init)
  }

  private static func location(of name: String) -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path.count > 1 {
      let candidate = folder.appending(path: name)
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(filePath: name)
  }
}
