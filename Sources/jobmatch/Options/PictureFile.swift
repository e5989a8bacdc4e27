import ArgumentParser
import Foundation
import JobMatching

/// Where a picture goes.
struct PictureFile: ParsableArguments {
  @Option(name: .customLong("svg"), help: "Draw it, too, into this SVG file; it is replaced.")
  var file: String?

  /// Writes a picture, where one is asked for.
  func write(_ svg: @autoclosure () -> String) throws {
    guard let file else { return }
    let url = URL(filePath: file)
    // The system's own words name a temporary file that nobody knows of.
    var isFolder: ObjCBool = false
    let parent = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: parent, isDirectory: &isFolder), isFolder.boolValue else {
      throw ValidationError("--svg \(file): there is no folder \(parent)")
    }
    try Data(svg().utf8).write(to: url, options: .atomic)
    Console.note("drawn: \(file)")
  }
}
