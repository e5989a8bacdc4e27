import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import MarketStorage

/// The whole flow in one go, on real data where there is some.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Everything at once: init, import, check, index, evaluate, recommend.",
    discussion: """
      With a data folder (--data or JOBMATCH_DATA) on the Quickhire job-board log and GeoNames; without one on a synthetic
      market made from a seed. The workspace is made anew each time.
      """)

  @Option(name: [.short, .long], help: "The workspace folder; a workspace of an earlier demo in it is replaced.")
  var workspace = "Workspaces/demo"

  @OptionGroup var data: DataOptions

  @Option(help: "Jobs of the synthetic market.") var jobs = 2000
  @Option(help: "Seekers of the synthetic market.") var seekers = 1000
  @Option(help: "The seed of the synthetic market.") var seed: UInt64 = 1

  func run() throws {
    let folder = URL(filePath: workspace, directoryHint: .isDirectory)
    try DemoCommand.clear(folder)
    let progress = TerminalProgress().handler
    let world = try DemoWorld(
      data: data.folder,
      synthetic: SyntheticFiles(
        jobs: jobs, seekers: seekers, seed: seed, end: DemoWorld.syntheticEnd))
    Console.result("The demo runs on \(world.title).\n")

    step("init", "--geonames DIR \(workspace)")
    let made = try Workspace.create(at: folder, configuration: world.configuration)
    let pipeline = Pipeline(made, progress: progress)

    step("import", world.importArguments)
    let files = try world.files(in: folder, progress: progress)
    try ImportCommand.show(pipeline.importFiles(files, mapping: world.mapping), json: false)

    step("check", "")
    try CheckCommand.show(CheckCommand.results(of: made, asOf: world.asOf), json: false)

    step("index", "")
    let manifest = try pipeline.index(createdAt: Clock.now)
    Console.result("index \(manifest.id) is active: \(TerminalProgress.grouped(manifest.totalBytes)) bytes")

    step("evaluate", world.protocolName)
    try EvaluateCommand.show(world.evaluate(made, progress: progress), json: false, comparisons: false)

    let service = try MatchService(made)
    let seeker = try service.exampleSeeker()
    step("recommend", seeker)
    var options = MatchOptions(count: 10, asOf: world.asOf)
    let answer = try service.recommend(toSeeker: seeker, options)
    MatchPage(answer).lines.forEach(Console.result)

    if let best = answer.matches.first {
      step("explain", "\(seeker) \(best.job.id)")
      ExplanationTree(best.explanation).lines.dropFirst().forEach(Console.result)
    }

    step("retrieve", shellWord(world.search))
    options.count = 3
    MatchPage(try service.search(world.search, options)).lines.forEach(Console.result)

    let place = " --workspace \(shellWord(workspace))"
    Console.next(
      "\(program) recommend \(shellWord(seeker)) --include-seen\(place)",
      "\(program) retrieve \"truck driver in chicago\"\(place)",
      "\(program) recommend \(shellWord(seeker)) --near \"\(world.otherPlace)\" --within 40\(place)",
      "\(program) evaluate \(world.protocolName)\(place)", "\(program) artifacts\(place)")
  }

  /// How this very program was called, so that the commands shown can be pasted.
  private var program: String { shellWord(CommandLine.arguments.first ?? "jobmatch") }

  private func step(_ verb: String, _ arguments: String) {
    Console.result("\n── jobmatch \(verb) \(arguments)".trimmingCharacters(in: CharacterSet(charactersIn: " ")))
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
