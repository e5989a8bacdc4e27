import ArgumentParser
import Foundation
import JobMarket
import JobMatching

/// Builds an index of every job.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Build an index of the market's jobs and make it the active one.")

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let pipeline = Pipeline(try Workspace.open(at: workspace.folder), progress: TerminalProgress().handler)
    let manifest = try pipeline.index(createdAt: Clock.now)
    Console.result(
      "index \(manifest.id) is active: \(TerminalProgress.grouped(manifest.totalBytes)) bytes, up to change "
        + (manifest.inputs["market"] ?? "0"))
    Console.next(
      "jobmatch recommend SEEKER\(workspace.argument)", "jobmatch retrieve \"cashier near newark\"\(workspace.argument)"
    )
  }
}

/// The one place where a command reads the clock.
enum Clock {
  static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
