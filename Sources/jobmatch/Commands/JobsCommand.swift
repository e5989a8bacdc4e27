import ArgumentParser
import JobMarket
import JobMatching
import MarketStorage

/// Closes, deletes and expires jobs by hand.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Close, delete or expire jobs of the record by their ids.",
    discussion: """
      A change is acknowledged when it is on the disk; every query that begins after sees it, also of a service that is open.
      Several ids share one commit. An id that is not known changes nothing and makes the exit code 2; the others go through.
      """,
    subcommands: [Close.self, Delete.self, Expire.self])

  /// Closes jobs.
  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take jobs off the board; what was learnt from them stays.")

    @OptionGroup var jobs: JobArguments

    func run() throws {
      try jobs.write {
        .close(id: $0)
      } said: {
        $0 == .closed ? "closed" : "was closed already"
      }
    }
  }

  /// Deletes jobs.
  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete jobs and every event that points at them. To keep what was learnt from them, close them.")

    @OptionGroup var jobs: JobArguments

    func run() throws {
      try jobs.write {
        .delete(id: $0)
      } said: { _ in
        "deleted"
      }
    }
  }

  /// Sets when jobs end.
  struct Expire: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the moment from which jobs are not offered any more.")

    @OptionGroup var jobs: JobArguments
    @Option(help: "The moment, such as 2026-12-31T18:00:00Z.") var at: Moment?
    @Flag(help: "They have no such moment.") var never = false

    func validate() throws {
      guard (at != nil) != never else {
        throw ValidationError("say when: --at 2026-12-31T18:00:00Z, or --never")
      }
    }

    func run() throws {
      let moment = at.map { "ends at \($0.instant.iso8601)" } ?? "has no end"
      try jobs.write {
        .setExpiry(id: $0, to: at?.instant)
      } said: {
        $0 == .updated ? moment : "\(moment), as before"
      }
    }
  }
}

/// The jobs a command is about, and how they are written.
struct JobArguments: ParsableArguments {
  @Argument(help: "The ids of the jobs, as the source gave them.") var ids: [String]
  @OptionGroup var workspace: WorkspaceOptions
  @Flag(help: "Print a JSON line a job.") var json = false

  func validate() throws {
    guard !ids.isEmpty, !ids.contains("") else { throw ValidationError("name the ids of jobs; none is empty") }
  }

  /// Writes one thing of each job and prints what became of it.
  func write(_ change: (String) -> MarketWrite, said: (MarketStore.WriteResult) -> String) throws {
    let opened = try Workspace.open(at: workspace.folder)
    let store = try opened.openStore()
    let results = MarketWriter(store).submitAndWait(ids.map(change))
    try store.close()
    var unknown: [String] = []
    for (id, result) in zip(ids, results) {
      switch result {
      case .success(let receipt):
        if json {
          try Console.json(Line(job: id, result: receipt.result.rawValue, sequence: receipt.sequence))
        } else {
          Console.result("job \(Console.field(id)) \(said(receipt.result)) (change \(receipt.sequence))")
        }
      case .failure(let error as MarketStoreError) where error.code == .missing:
        unknown.append(id)
        Console.note("jobmatch: \(error.description)")
      case .failure(let error): throw error
      }
    }
    guard unknown.isEmpty else { throw ExitCode(ExitStatus.usage) }
    // The jobs are written: an index that cannot be read is no reason to fail now.
    let hasIndex = (try? opened.artifacts(.index).active()) != nil
    Console.next("jobmatch \(hasIndex ? "retrieve \"cashier near newark\"" : "index")\(workspace.argument)")
  }

  private struct Line: Encodable {
    var job: String
    var result: String
    var sequence: Int64
  }
}
