import ArgumentParser
import JobMarket
import JobMatching
import Retrieval

extension IndexCommand {
  /// Tells how the index stands beside the market.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Tell how the index stands beside the market: segments, tail, dead rows, lag, models.")

    @OptionGroup var workspace: WorkspaceOptions
    @Option(help: "The moment at which jobs are offered or not, with a zone. The default is now.") var asOf: Moment?
    @Flag(help: "Print one JSON object instead of a table.") var json = false

    func run() throws {
      let opened = try Workspace.open(at: workspace.folder)
      let report = try MatchService(opened, progress: TerminalProgress().handler).indexReport(asOf: asOf?.instant)
      if json {
        try Console.json(report)
      } else {
        IndexCommand.show(report, asOf: asOf?.instant)
      }
      Console.next(
        report.advice.map { $0 + workspace.argument } + ["jobmatch check index\(workspace.argument)"])
    }
  }

  /// Merges what changed into the index's segments.
  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Merge what changed since into the index's segments, and make the result the active index.",
      discussion: """
        Segments that stay are shared with the index before, not written. The models stay as they are: the same search gives \
        the same answer before and after. `jobmatch index` learns them anew.
        """)

    @OptionGroup var workspace: WorkspaceOptions
    @Flag(help: "Make one segment of all.") var all = false

    func run() throws {
      let opened = try Workspace.open(at: workspace.folder)
      let pipeline = Pipeline(opened, progress: TerminalProgress().handler)
      let outcome = try pipeline.mergeIndex(isWhole: all, createdAt: Clock.now)
      IndexCommand.show(outcome)
      Console.next(["jobmatch index status\(workspace.argument)", "jobmatch artifacts\(workspace.argument)"])
    }
  }

  /// Prints what a merge made.
  static func show(_ outcome: MergeStage.Outcome) {
    guard outcome.isNew else {
      Console.result("index \(outcome.manifest.id) is up to date: there is nothing to merge")
      return
    }
    let counted = TerminalProgress.counted
    Console.result(
      "index \(outcome.manifest.id) is active: \(counted(outcome.changedJobs, "changed job")) merged, "
        + "\(counted(outcome.segmentsBefore, "segment")) became \(outcome.segmentsAfter), \(counted(outcome.jobs, "job")), "
        + "up to change \(outcome.manifest.inputs["market"] ?? "0")")
    if outcome.removedChanges > 0 {
      Console.note(
        "\(TerminalProgress.grouped(outcome.removedChanges)) superseded changes were taken out of the record's log")
    }
    if outcome.sharedBytes > 0 {
      Console.note("\(TerminalProgress.grouped(outcome.sharedBytes)) bytes are shared with the index before")
    }
  }

  /// Prints how an index stands.
  static func show(_ report: IndexReport, asOf: Instant?) {
    let (grouped, counted) = (TerminalProgress.grouped, TerminalProgress.counted)
    Console.result(
      "index \(report.id), made \(report.createdAt): \(counted(report.jobs, "job")) held, "
        + "\(grouped(report.offeredJobs)) of them offered \(asOf.map { "at \($0)" } ?? "now")")
    Console.result(
      "  behind the market: \(counted(Int(report.lag), "change")) (\(report.artifactSequence) of \(report.marketSequence)), "
        + "\(counted(report.changedJobs, "job")) changed, taken in within \(IndexCommand.milliseconds(report.secondsToFollow)) ms"
    )
    Console.result("  segment      rows      dead  memory MB  vectors MB  in")
    let tail = report.index.segments.count - report.index.tailSegments
    for (place, segment) in report.index.segments.enumerated() {
      let cells = [
        right(String(place + 1), 9), right(grouped(segment.rows), 10), right(grouped(segment.dead), 10),
        right(megabytes(segment.memoryBytes), 11), right(megabytes(segment.vectorBytes), 12),
      ]
      Console.result(cells.joined() + "  " + (place < tail ? "files" : "memory (tail)"))
    }
    Console.result(
      "  dead rows: \((report.deadShare * 1000).rounded() / 10) %   tail: \(counted(report.tailJobs, "job")) in "
        + "\(counted(report.index.tailSegments, "segment"))   files: \(megabytes(report.fileBytes)) MB")
    Console.result("  text model \(report.index.textModel)")
    for field in report.index.vectors {
      Console.result("  vectors \(field.name): model \(field.model), \(field.dimension) numbers")
    }
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func megabytes(_ bytes: Int) -> String { String(Double(bytes / 10_000) / 100) }

  private static func milliseconds(_ seconds: Double) -> String { String((seconds * 10_000).rounded() / 10) }
}
