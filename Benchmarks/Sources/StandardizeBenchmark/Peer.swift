import Foundation

/// The Python peers, in one process that answers a request at a time.
final class Peer {
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private let folder: URL
  private var buffer = Data()

  /// Starts the process and waits until its indexes are built.
  ///
  /// - Throws: `BenchmarkError` where Python or a package is missing; the script says which on standard error.
  init(_ phrases: [String], _ inputs: Inputs, _ labels: [String]) throws {
    folder = URL(filePath: NSTemporaryDirectory()).appending(path: "standardize-benchmark-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ name: String, _ lines: [String]) throws -> String {
      let file = folder.appending(path: name)
      try Data(lines.map { $0.replacingOccurrences(of: "\n", with: " ") + "\n" }.joined().utf8).write(to: file)
      return file.path
    }
    let encoder = JSONEncoder()
    let texts = try inputs.adverts.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../peers/standardize_peer.py").standardizedFileURL
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = try [
      "python3", script.path, write("phrases.txt", phrases.filter { !$0.isEmpty }), write("texts.jsonl", texts),
      write("labels.txt", labels), write("titles.txt", inputs.peerTitles), "\(Engine.limit)",
    ]
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    _ = try answer()
  }

  /// Lets one task run.
  func measure(_ task: String) throws -> Engine.Run {
    try requests.fileHandleForWriting.write(contentsOf: Data((task + "\n").utf8))
    return try JSONDecoder().decode(Engine.Run.self, from: answer())
  }

  /// Ends the process and removes its files.
  func stop() {
    try? requests.fileHandleForWriting.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private func answer() throws -> Data {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer = Data(buffer[(end + 1)...]) }
        return Data(buffer[..<end])
      }
      let more = answers.fileHandleForReading.availableData
      guard !more.isEmpty else {
        process.waitUntilExit()
        throw BenchmarkError(
          "the peers ended with status \(process.terminationStatus)", status: process.terminationStatus)
      }
      buffer.append(more)
    }
  }
}

/// A fault of the benchmark's surroundings, as a sentence.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String
  /// The exit status of the process that failed: 3 for a package that is not installed.
  let status: Int32

  init(_ description: String, status: Int32 = 1) {
    (self.description, self.status) = (description, status)
  }
}
