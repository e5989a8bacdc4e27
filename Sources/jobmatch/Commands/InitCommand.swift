import ArgumentParser
import Foundation
import JobMatching

/// Makes a workspace.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a workspace: a folder with jobmatch.yaml and an empty market.")

  @Argument(help: "The folder; made if it is not there.")
  var folder: String

  @Option(help: "The folder of GeoNames files, so that places in texts get coordinates.")
  var geonames: String?

  func validate() throws {
    guard !folder.isEmpty else { throw ValidationError("name the folder of the workspace") }
  }

  func run() throws {
    if let geonames, !FileManager.default.fileExists(atPath: geonames) {
      throw WorkspaceError("--geonames \(geonames): there is no such folder (see Guides/Data.md)")
    }
    var settings = Configuration()
    if let geonames { settings.places.geonames = URL(filePath: geonames).standardizedFileURL.path }
    let workspace = try Workspace.create(
      at: URL(filePath: folder, directoryHint: .isDirectory), configuration: settings)
    Console.result("made workspace \(workspace.folder.path)")
    Console.next("jobmatch import FOLDER --workspace \(shellWord(folder))")
  }
}
