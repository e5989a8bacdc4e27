import ArgumentParser
import Foundation
import JobMatching
import MarketStorage

/// Import to index in one go.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Import files and index them: every stage from import to index.")

  @Argument(help: "Files, or folders of files.")
  var paths: [String]

  @OptionGroup var workspace: WorkspaceOptions

  @Option(help: "The name of a shipped mapping, or a YAML file.")
  var mapping: String?

  func run() throws {
    let opened = try Workspace.open(at: workspace.folder)
    let pipeline = Pipeline(opened, progress: TerminalProgress().handler)
    let result = try pipeline.run(
      paths.map { URL(filePath: $0) }, mapping: try mapping.map(ImportCommand.mapping), createdAt: Clock.now)
    try ImportCommand.show(result.imported, json: false)
    Console.result("index \(result.index.id) is active")
    Console.next(
      ["jobmatch recommend SEEKER\(workspace.argument)"]
        + (opened.hasEntities ? [] : ["jobmatch standardize\(workspace.argument)"]))
  }
}
