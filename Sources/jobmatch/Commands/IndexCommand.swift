import ArgumentParser
import Foundation
import JobMarket
import JobMatching

/// The index: build it, look at it, merge what changed since into it.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Build an index of the market's jobs and make it the active one, or look after it.",
    discussion: """
      Jobs that change after an index was built are in the next answer by themselves; `index status` tells how far the files \
      are behind, `index merge` brings them up without building anew.
      """,
    subcommands: [Build.self, Status.self, Merge.self], defaultSubcommand: Build.self)
}

extension IndexCommand {
  /// Builds an index of every job.
  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build", abstract: "Build an index of the market's jobs and make it the active one.",
      discussion: """
        With --workload an index of one's own vectors and attributes is built instead, which `bench retrieval` and the library \
        open; Guides/Retrieve.md says what a workload is. In the workload's own folder the index shares the file of the \
        vectors, where the system allows: replace that whole, do not write to it in place. With --output it has a copy.
        """)

    @OptionGroup var workspace: WorkspaceOptions

    @Option(help: "Index the files of this workload's folder instead of a market.") var workload: String?
    @Option(
      help:
        "With --workload: where the index goes, with a copy of the vectors. The default is the workload's folder index."
    )
    var output: String?

    func validate() throws {
      for (name, path) in [("workload", workload), ("output", output)] where path?.isEmpty == true {
        throw ValidationError("--\(name) needs the name of a folder")
      }
      if output != nil, workload == nil { throw ValidationError("--output goes with --workload") }
      if workload != nil, workspace.workspace != nil {
        throw ValidationError("--workload needs no --workspace: its index goes to --output")
      }
    }

    func run() throws {
      if let workload { return try IndexCommand.index(workload: workload, output: output) }
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
}

extension IndexCommand {
  /// Indexes a workload's files.
  private static func index(workload: String, output: String?) throws {
    let started = ContinuousClock.now
    let stage = WorkloadIndexStage(
      URL(filePath: workload, directoryHint: .isDirectory),
      folder: output.map { URL(filePath: $0, directoryHint: .isDirectory) }, progress: TerminalProgress().handler)
    let outcome = try stage.run()
    let seconds = (started.duration(to: .now).seconds * 10).rounded() / 10
    Console.result(
      "\(outcome.folder.path): \(TerminalProgress.grouped(outcome.rows)) rows, "
        + "\(TerminalProgress.grouped(outcome.bytes)) bytes in \(seconds) s")
    Console.next(
      (output == nil ? ["jobmatch bench retrieval \(shellWord(workload))"] : [])
        + ["jobmatch check index --folder \(shellWord(outcome.folder.path))"])
  }

  /// Prints what an index was made of.
  static func show(_ outcome: IndexStage.Outcome) {
    let manifest = outcome.manifest
    Console.result(
      "index \(manifest.id) is active: \(TerminalProgress.counted(outcome.jobs, "job")), "
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
