import ArgumentParser
import Foundation
import JobMatching

/// Which workspace a command works on.
struct WorkspaceOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The workspace folder. The default is JOBMATCH_WORKSPACE, else this folder.")
  var workspace: String?

  /// The folder meant.
  var folder: URL {
    let path = workspace ?? ProcessInfo.processInfo.environment["JOBMATCH_WORKSPACE"] ?? "."
    return URL(filePath: path, directoryHint: .isDirectory)
  }

  /// How to name it in a command shown to the user; empty where none is needed.
  var argument: String {
    workspace.map { " --workspace \(shellWord($0))" } ?? ""
  }
}

/// Which folder of data sets a command reads.
struct DataOptions: ParsableArguments {
  @Option(help: "The folder of data sets (see Guides/Data.md). The default is JOBMATCH_DATA.")
  var data: String?

  /// The folder meant, if any.
  var folder: URL? {
    let path = data ?? ProcessInfo.processInfo.environment["JOBMATCH_DATA"]
    return path.flatMap { $0.isEmpty ? nil : URL(filePath: $0, directoryHint: .isDirectory) }
  }
}

/// A word as a shell would need it.
func shellWord(_ text: String) -> String {
  let plain = text.utf8.allSatisfy { byte in
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || [45, 46, 47, 95].contains(byte)
  }
  return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
