import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import LinkGraph

/// Who decides and why.
struct EditArguments: ParsableArguments {
  @Option(help: "Who decides.") var author: String
  @Option(help: "Why.") var reason: String
  @OptionGroup var workspace: WorkspaceOptions

  /// Decides something about links and shows what they are then.
  func edit(_ nodes: [Int], _ action: LinkEdit.Action) throws {
    let opened = try Workspace.open(at: workspace.folder)
    try LinkBook(opened).edit(nodes, action, at: Clock.now, author: author, reason: reason)
    let book = try LinkBook(opened)
    for node in nodes { LinkLines(try book.link(node)).lines.forEach(Console.result) }
    Console.next(
      "jobmatch link show \(nodes[0])\(workspace.argument)",
      "jobmatch recommend SEEKER --flow promoted\(workspace.argument)", "jobmatch link log\(workspace.argument)")
  }
}

extension LinkCommand {
  /// Pins links.
  struct Pin: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let links serve whatever their quality, and be taken before all others.")
    @Argument(help: "The links' numbers.") var nodes: [Int]
    @OptionGroup var edit: EditArguments
    func run() throws { try edit.edit(nodes, .pin) }
  }

  /// Bans links.
  struct Ban: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let links serve nobody.")
    @Argument(help: "The links' numbers.") var nodes: [Int]
    @OptionGroup var edit: EditArguments
    func run() throws { try edit.edit(nodes, .ban) }
  }

  /// Sets a quality by hand.
  struct Weigh: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Set a link's quality by hand.")
    @Argument(help: "The link's number.") var node: Int
    @Argument(help: "Its quality, 0 or more: 0 lets it serve only where no least quality is asked.") var quality: Float
    @OptionGroup var edit: EditArguments
    func run() throws { try edit.edit([node], .weigh(quality)) }
  }

  /// Writes a note.
  struct Note: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write a note about a link; an empty one takes it away.")
    @Argument(help: "The link's number.") var node: Int
    @Argument(help: "The note.") var text: String
    @OptionGroup var edit: EditArguments
    func run() throws { try edit.edit([node], .note(text)) }
  }

  /// Takes decisions back.
  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back all that was decided about links; the log keeps it.")
    @Argument(help: "The links' numbers.") var nodes: [Int]
    @OptionGroup var edit: EditArguments
    func run() throws { try edit.edit(nodes, .clear) }
  }

  /// Writes a sheet.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write links as CSV for a spreadsheet; `link import` takes its changes in.")
    @Argument(help: "The file; it is replaced.") var file: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var links: LinkSelectionArguments
    @Option(name: [.customShort("k"), .long], help: "How many. The default is all.") var count: Int = .max

    func run() throws {
      let book = try LinkBook(Workspace.open(at: workspace.folder))
      let selection = try links.selection(count: count)
      try Data(book.sheet(selection).utf8).write(to: URL(filePath: file), options: .atomic)
      Console.result("\(file): \(TerminalProgress.counted(min(count, book.list(selection).count), "link"))")
      Console.next("jobmatch link import \(shellWord(file)) --author YOU --reason WHY\(workspace.argument)")
    }
  }

  /// Takes a sheet in.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in what was changed in the columns state, weightByHand and note of a sheet; all of it or nothing."
    )
    @Argument(help: "The CSV file.") var file: String
    @OptionGroup var edit: EditArguments

    func run() throws {
      let url = URL(filePath: file)
      guard let text = String(data: try Data(contentsOf: url), encoding: .utf8) else {
        throw WorkspaceError("\(file): not UTF-8; save it as such")
      }
      let opened = try Workspace.open(at: edit.workspace.folder)
      let count = try LinkBook(opened)
        .takeSheet(text, file: file, at: Clock.now, author: edit.author, reason: edit.reason)
      Console.result(count == 0 ? "nothing was changed" : "\(TerminalProgress.counted(count, "edit")) taken in")
      Console.next("jobmatch link log\(edit.workspace.argument)")
    }
  }
}
