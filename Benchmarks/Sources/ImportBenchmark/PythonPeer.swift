import Foundation

/// The same file loaded by Python's `json` and `sqlite3`: `peers/import_peer.py` in a process of its own.
enum PythonPeer {
  /// What it took; `nil` where there is no `python3`.
  static func load(_ file: URL, into database: URL) throws -> Measurement? {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../peers/import_peer.py").standardizedFileURL
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, file.path, database.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // 127 is how `env` says that it found no such program.
    if process.terminationStatus == 127 { return nil }
    guard process.terminationStatus == 0 else {
      throw BenchmarkError("\(script.path) ended with status \(process.terminationStatus)")
    }
    return try JSONDecoder().decode(Measurement.self, from: answer)
  }
}
