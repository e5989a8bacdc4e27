import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import MarketStorage

/// The whole flow in one go, on real data where there is some.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract:
      "Everything at once: init, import, check, standardize, index, evaluate, link, target, recommend; a job is closed and gone.",
    discussion: """
      With a data folder (--data or JOBMATCH_DATA) on the Quickhire job-board log and GeoNames; without one on a synthetic
      market made from a seed, whose hires teach links. The workspace is made anew each time. Each heading is the command that does the step by itself.
      """)

  @Option(name: [.short, .long], help: "The workspace folder; a workspace of an earlier demo in it is replaced.")
  var workspace = "Workspaces/demo"

  @OptionGroup var data: DataOptions

  @Option(help: "Jobs of the synthetic market, 200 to 1000000.") var jobs = 2000
  @Option(help: "Seekers of the synthetic market, 50 to 1000000.") var seekers = 1000
  @Option(help: "The seed of the synthetic market.") var seed: UInt64 = 1

  func validate() throws {
    guard (200...1_000_000).contains(jobs) else { throw ValidationError("--jobs \(jobs): 200 to 1000000") }
    guard (50...1_000_000).contains(seekers) else { throw ValidationError("--seekers \(seekers): 50 to 1000000") }
  }

  func run() throws {
    let folder = URL(filePath: workspace, directoryHint: .isDirectory)
    let synthetic = SyntheticFiles(jobs: jobs, seekers: seekers, seed: seed, end: DemoWorld.syntheticEnd)
    let world = try DemoWorld(data: data.folder, synthetic: synthetic)
    try DemoCommand.clear(folder)
    let progress = TerminalProgress().handler
    Console.result("The demo runs on \(world.title).")

    step("init \(shellWord(workspace))\(world.initArguments)")
    let made = try Workspace.create(at: folder, configuration: world.configuration)

    let files = try world.files(in: folder, progress: progress)
    step("import \(shellWord(world.importedFolder(in: workspace)))\(world.mappingArgument)\(place)")
    try ImportCommand.show(Pipeline(made, progress: progress).importFiles(files, mapping: world.mapping), json: false)

    step("check\(place)\(world.asOfArgument)")
    try CheckCommand.show(CheckCommand.results(of: made, asOf: world.asOf), json: false)

    let taxonomies = try world.taxonomies(in: folder)
    step("standardize\(taxonomies.map { " --taxonomy " + shellWord($0) }.joined())\(place)")
    let named = try made.naming(taxonomies: taxonomies, exact: nil)
    let pipeline = Pipeline(named, progress: progress)
    StandardizeCommand.show(try pipeline.standardize(createdAt: Clock.now))
    try named.saveConfiguration()

    step("index\(place)")
    try IndexCommand.show(pipeline.indexOutcome(createdAt: Clock.now))

    step("evaluate \(world.protocolName)\(world.dataArgument)\(place)")
    try EvaluateCommand.show(world.evaluate(named, progress: progress), json: false, comparisons: false)

    try showLinks(named, world)
    try ask(MatchService(named, progress: progress), world)
    suggest(world)
  }

  private func ask(_ service: MatchService, _ world: DemoWorld) throws {
    let seeker = try service.exampleSeeker()
    var options = MatchOptions(count: 10, asOf: world.asOf)
    let recommending = Question("recommend \(shellWord(seeker))") { [options] in
      try service.recommend(toSeeker: seeker, options)
    }
    let answer = try show(recommending, world)

    if let best = answer.matches.first {
      step("explain \(shellWord(seeker)) \(shellWord(best.job.id))\(place)\(world.asOfArgument)")
      ExplanationTree(best.explanation).lines.dropFirst().forEach(Console.result)
    }

    options.count = 3
    let searching = Question("retrieve \(shellWord(world.search)) -k 3") { [options] in
      try service.search(world.search, options)
    }
    let found = try show(searching, world)
    // A small market may hold nothing for the search.
    if let first = found.matches.first {
      try close(first.job, searching, world)
    } else if let first = answer.matches.first {
      try close(first.job, recommending, world)
    } else {
      Console.result("no job was found, so there is none to close")
    }
  }

  /// Something asked of the service that is open, and the command that asks it.
  private struct Question {
    let command: String
    let answer: () throws -> MatchAnswer

    init(_ command: String, _ answer: @escaping () throws -> MatchAnswer) {
      (self.command, self.answer) = (command, answer)
    }
  }

  private func show(_ question: Question, _ world: DemoWorld) throws -> MatchAnswer {
    step("\(question.command)\(place)\(world.asOfArgument)")
    let answer = try question.answer()
    MatchPage(answer).lines.forEach(Console.result)
    return answer
  }

  /// Closes a job, asks again, and merges: the life of a posting ends in the next answer.
  ///
  /// - Throws: `ExitCode` of a failed check where the job is still shown.
  private func close(_ job: Job, _ question: Question, _ world: DemoWorld) throws {
    step("jobs close \(shellWord(job.id))\(place)")
    let opened = try Workspace.open(at: URL(filePath: workspace, directoryHint: .isDirectory))
    let store = try opened.openStore()
    try store.closeJob(id: job.id)
    let sequence = try store.latestSequence()
    try store.close()
    Console.result("job \(job.id) closed (change \(sequence))")

    let again = try show(question, world)
    guard !again.matches.contains(where: { $0.job.id == job.id }) else {
      Console.result("job \(job.id) is still shown: this is a fault")
      throw ExitCode(ExitStatus.checkFailed)
    }
    Console.result("job \(job.id) is gone from the answer of the very service that showed it before")

    step("index merge\(place)")
    let merged = try Pipeline(opened, progress: TerminalProgress().handler).mergeIndex(createdAt: Clock.now)
    IndexCommand.show(merged)
    step("index status\(place)\(world.asOfArgument)")
    IndexCommand.show(try MatchService(opened).indexReport(asOf: world.asOf), asOf: world.asOf)
  }

  private func suggest(_ world: DemoWorld) {
    let end = place + world.asOfArgument
    Console.next(
      "\(program) retrieve \"truck driver in chicago\"\(end)",
      "\(program) recommend \(world.otherSeeker) --near \"\(world.otherPlace)\" --within 40\(end)",
      "\(program) recommend \(world.otherSeeker) --include-seen\(end)",
      "\(program) evaluate \(world.protocolName) --compare\(world.dataArgument)\(place)", "\(program) artifacts\(place)"
    )
  }

  /// How this very program was called, so that the commands shown can be pasted.
  private var program: String { shellWord(CommandLine.arguments.first ?? "jobmatch") }

  var place: String { " --workspace \(shellWord(workspace))" }

  func step(_ command: String) {
    Console.result("\n── jobmatch \(command)")
  }

  /// Removes an earlier demo, and nothing else.
  private static func clear(_ folder: URL) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder.path) else { return }
    let names = try manager.contentsOfDirectory(atPath: folder.path)
    guard names.isEmpty || names.contains(DemoWorld.marker) else {
      throw WorkspaceError("\(folder.path) is not empty and no demo's workspace: name another with --workspace")
    }
    try manager.removeItem(at: folder)
  }
}
