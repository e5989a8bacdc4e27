import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import LinkGraph

/// The graph of links: learn it from hires, read it, change it.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Learn links from confirmed hires and make them the active ones, or read and adjust them.",
    discussion: """
      A link says that people who had these values were hired into jobs that have those. Learning reads the market's \
      applications and hires; `link list` and `link show` tell what came of it, `link pin`, `ban`, `weigh` and `note` adjust \
      it. What was adjusted stays so when links are learned anew, and shows in the next answer.
      """,
    subcommands: [
      Learn.self, List.self, Show.self, Sizes.self, Pin.self, Ban.self, Weigh.self, Note.self, Clear.self, Log.self,
      Diff.self, Export.self, Import.self,
    ], defaultSubcommand: Learn.self)
}

extension LinkCommand {
  /// Learns links.
  struct Learn: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "learn", abstract: "Learn links from the market's hires and make them the active ones.")

    @OptionGroup var workspace: WorkspaceOptions

    @Option(
      name: .customLong("template"),
      help:
        "Which field of a seeker may be joined to which of a job, SEEKERFIELD:JOBFIELD; repeatable. The default is links.templates."
    )
    var templates: [String] = []

    @Option(help: "The most pairs of values in a link. The default is links.maximumSize.") var maxSize: Int?
    @Option(help: "In how many pairs a link must occur. The default is links.minimumSupport.") var minSupport: Int?
    @Option(help: "The most pairs of values of one application. The default is links.mostMetaLinksAPair.")
    var mostMetaLinks: Int?
    @Flag(help: "Keep links of more no-hires than hires, too.") var keepMoreNoHires = false
    @Option(help: "How many no-hires are drawn a hire where there are none. The default is links.noHiresAHire.")
    var noHiresAHire: Int?
    @Option(help: "The seed of what is drawn and held out. The default is links.seed.") var seed: UInt64?
    @Option(help: "Learn from what was known at this moment, with a zone: 2015-03-01T00:00:00Z. The default is all.")
    var asOf: Moment?
    @Option(help: "The most memory that counting may take: 4GB, 512MiB.")
    var memory = MemorySize(bytes: 1 << 30)
    @Option(help: "How many threads work. The default is one a processor.") var threads: Int?
    @Flag(inversion: .prefixedNo, help: "Weigh the links by a regression, which takes longer than all else.") var fit =
      true
    @Flag(help: "Derive hires from positions that followed applications, in place of the market's.")
    var deriveHires = false
    @Option(
      help: "With --derive-hires: within how many days after the application the position began. The default is 180.")
    var hireDays: Int?
    @Option(help: "With --derive-hires: the least confidence of a hire, 0 to 1. The default is 0.3.")
    var hireConfidence: Double?
    @Flag(help: "End with a line of JSON.") var json = false

    func validate() throws {
      if !deriveHires, hireDays != nil || hireConfidence != nil {
        throw ValidationError("--hire-days and --hire-confidence go with --derive-hires")
      }
    }

    func run() throws {
      let opened = try Workspace.open(at: workspace.folder)
      let outcome = try Pipeline(opened, progress: TerminalProgress().handler)
        .link(options(opened.configuration.links), createdAt: Clock.now)
      if json {
        try Console.json(LinkLine(outcome))
      } else {
        LinkPage(outcome).lines.forEach(Console.result)
      }
      LinkPage(outcome).notes.forEach(Console.note)
      Console.next(
        "jobmatch link list\(workspace.argument)", "jobmatch target\(workspace.argument)",
        "jobmatch recommend SEEKER --flow promoted\(workspace.argument)")
    }

    private func options(_ initial: Configuration.Links) throws -> LinkOptions {
      var options = LinkOptions(initial)
      if !templates.isEmpty { options.settings.templates = try templates.map(LinkTemplate.init) }
      options.settings.maximumSize = maxSize ?? initial.maximumSize
      options.settings.minimumSupport = minSupport ?? initial.minimumSupport
      options.settings.mostMetaLinksAPair = mostMetaLinks ?? initial.mostMetaLinksAPair
      options.settings.keepsMoreNoHires = keepMoreNoHires || initial.keepsMoreNoHires
      options.settings.noHiresAHire = noHiresAHire ?? initial.noHiresAHire
      options.settings.seed = seed ?? initial.seed
      options.asOf = asOf?.instant
      options.memoryLimit = memory.bytes
      options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
      options.fits = fit
      if deriveHires {
        var derivation = HireDerivationOptions()
        derivation.days = hireDays ?? derivation.days
        derivation.minimumConfidence = hireConfidence ?? derivation.minimumConfidence
        options.derivation = derivation
      }
      return options
    }
  }
}

/// What learning ends with, for programs.
private struct LinkLine: Encodable {
  var links, linkHires, linkNoHires, pairs, hires, candidateRows: Int
  var features, pairsWithLinks: Int?
  var artifact: String
  var seconds: Seconds
  var peakBytes: Int
  var sampledNoHires, cappedPairs, hiresBeforeApplication: Int

  struct Seconds: Encodable {
    var mine: Double
    var features, fit: Double?
  }

  init(_ outcome: LinkStage.Outcome) {
    let (report, mining) = (outcome.report, outcome.report.mining)
    (links, linkHires, linkNoHires) = (mining.links, mining.linkHires, mining.linkNoHires)
    (pairs, hires, candidateRows) = (mining.pairs, mining.hires, mining.candidateRows)
    (features, pairsWithLinks) = (mining.features, mining.pairsWithLinks)
    seconds = Seconds(mine: mining.seconds.mine, features: mining.seconds.features, fit: report.regression?.seconds)
    (artifact, peakBytes) = (outcome.manifest.id, outcome.peakBytes)
    (sampledNoHires, cappedPairs) = (report.sampledNoHires, mining.cappedPairs)
    hiresBeforeApplication = report.hiresBeforeApplication
  }
}
