import ArgumentParser
import Foundation
import JobMatching
import LinkGraph
import MarketStorage
import Retrieval

/// The command line: one verb a stage, in the order of the flow.
@main
struct JobMatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobmatch",
    abstract: "Job-matching retrieval: from a market's files to explained matches.",
    discussion: """
      The order of things: init ─▶ import ─▶ check ─▶ standardize ─▶ link ─▶ target ─▶ index ─▶ retrieve, recommend, explain; judged by evaluate.
      `jobmatch demo` does all of it on real or synthetic data.

      Results go to standard output, progress and remarks to standard error.
      Exit codes: 0 done, 1 a check failed, 2 wrong usage or input, 3 the environment lacks something.
      """,
    version: JobMatchingVersion.current,
    subcommands: [
      DemoCommand.self, InitCommand.self, ImportCommand.self, CheckCommand.self, StandardizeCommand.self,
      LinkCommand.self, TargetCommand.self, IndexCommand.self, RunCommand.self,
      RetrieveCommand.self, RecommendCommand.self, ExplainCommand.self, EvaluateCommand.self, BenchCommand.self,
      JobsCommand.self, ValuesCommand.self, ArtifactsCommand.self,
    ])

  static func main() {
    // A file that may not grow further is then an error that says so, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      finish(with: error)
    }
  }

  /// Ends the process; the one place where an error becomes an exit code.
  private static func finish(with error: any Error) -> Never {
    if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
    let isCleanExit = exitCode(for: error) == .success
    if isCleanExit {
      Console.result(fullMessage(for: error))
      Foundation.exit(0)
    }
    // Errors of the library say themselves what to do; usage errors come with the usage.
    let isUsage = exitCode(for: error) == .validationFailure
    Console.note(isUsage ? fullMessage(for: error) : "jobmatch: \(sentence(error))")
    Foundation.exit(exitStatus(of: error))
  }

  private static func sentence(_ error: any Error) -> String {
    if let reject = error as? Reject {
      let allowed = reject.allowed.isEmpty ? "" : "; allowed: \(reject.allowed)"
      let found = reject.found.isEmpty ? "" : "; found '\(reject.found)'"
      return "\(reject.location)\(reject.key.isEmpty ? "" : ", \(reject.key)"): \(reject.reason)\(found)\(allowed)"
    }
    // Foundation's errors describe themselves for programmers; ours for people.
    guard let system = error as? CocoaError else { return String(describing: error) }
    let file = system.userInfo[NSFilePathErrorKey] as? String ?? (system.userInfo[NSURLErrorKey] as? URL)?.path
    let reason = (system.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
    return [file, reason ?? system.localizedDescription].compactMap { $0 }.joined(separator: ": ")
  }

  private static let environmentCodes: [CocoaError.Code] = [
    .fileWriteOutOfSpace, .fileWriteNoPermission, .fileReadNoPermission, .fileWriteVolumeReadOnly,
  ]

  private static func exitStatus(of error: any Error) -> Int32 {
    switch error {
    case let error as MarketStoreError where [.locked, .diskFull, .readOnly, .busy].contains(error.code):
      ExitStatus.environment
    case let error as WorkspaceError where error.isEnvironment: ExitStatus.environment
    case let error as IndexError where error.isEnvironment: ExitStatus.environment
    case let error as CocoaError where environmentCodes.contains(error.code): ExitStatus.environment
    default: ExitStatus.usage
    }
  }
}

/// What an exit code means; also said in the help.
enum ExitStatus {
  static let checkFailed: Int32 = 1
  static let usage: Int32 = 2
  static let environment: Int32 = 3
}
