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
    let opened = try Workspace.open(at: workspace.folder)
    let pipeline = Pipeline(opened, progress: TerminalProgress().handler)
    try IndexCommand.show(pipeline.indexOutcome(createdAt: Clock.now))
    Console.next(
      [
        "jobmatch recommend SEEKER\(workspace.argument)",
        "jobmatch retrieve \"cashier near newark\"\(workspace.argument)",
      ] + (opened.hasEntities ? [] : ["jobmatch standardize\(workspace.argument)"]))
  }
}

extension IndexCommand {
  /// Prints what an index was made of.
  static func show(_ outcome: IndexStage.Outcome) {
    let manifest = outcome.manifest
    Console.result(
      "index \(manifest.id) is active: \(TerminalProgress.grouped(outcome.jobs)) jobs, "
        + "\(TerminalProgress.grouped(manifest.totalBytes)) bytes, up to change \(manifest.inputs["market"] ?? "0")")
    if outcome.unresolvedPlaces > 0 {
      Console.note(
        "\(TerminalProgress.grouped(outcome.unresolvedPlaces)) jobs name a place that is not known: no distance finds them"
      )
    }
  }
}

/// The one place where a command reads the clock.
enum Clock {
  static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
