import ArgumentParser
import Foundation
import JobMarket
import JobMatching
import LinkGraph

/// Which links a command is about.
struct LinkSelectionArguments: ParsableArguments {
  @Option(help: "Only links whose words contain this text.") var contains: String?
  @Option(
    name: .customLong("state"),
    help: "Only links that are served, pinned, banned or tooPoor; repeatable.")
  var states: [ServedLinks.State] = []
  @Flag(help: "Only links of prior knowledge.") var prior = false
  @Flag(help: "Only links learned from hires.") var learned = false
  @Option(name: .customLong("by"), help: "What comes first: quality, support, weight or node.")
  var order: LinkBook.Selection.Order = .quality

  func validate() throws {
    if prior, learned { throw ValidationError("--prior and --learned leave no link; give one of them") }
  }

  func selection(count: Int) throws -> LinkBook.Selection {
    guard count >= 1 else { throw ValidationError("-k \(count): 1 or more links can be shown") }
    var selection = LinkBook.Selection()
    (selection.contains, selection.states, selection.order) = (contains ?? "", states, order)
    (selection.isPrior, selection.count) = (prior ? true : learned ? false : nil, count)
    return selection
  }
}

extension ServedLinks.State: ExpressibleByArgument {}
extension LinkBook.Selection.Order: ExpressibleByArgument {}

extension LinkCommand {
  /// Lists links.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List links in plain words, the best first.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var links: LinkSelectionArguments
    @Option(name: [.customShort("k"), .long], help: "How many.") var count = 20
    @Flag(help: "Print a JSON line a link.") var json = false

    func run() throws {
      let book = try LinkBook(Workspace.open(at: workspace.folder))
      let (count, listed) = book.list(try links.selection(count: count))
      if json {
        for link in listed { try Console.json(link) }
      } else {
        Console.result(
          "\(TerminalProgress.counted(count, "link")) of \(book.artifact.manifest.id)"
            + (listed.count < count ? ", the first \(listed.count)" : ""))
        for link in listed { LinkLines(link).lines.forEach(Console.result) }
      }
      let node = listed.first.map { String($0.node) } ?? "NODE"
      Console.next(
        "jobmatch link show \(node)\(workspace.argument)",
        "jobmatch link ban \(node) --author YOU --reason WHY\(workspace.argument)",
        "jobmatch link export links.csv\(workspace.argument)")
    }
  }

  /// Shows one link.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a link: whom it joins, what speaks for it, and what people decided.")

    @Argument(help: "The link's number.") var node: Int
    @OptionGroup var workspace: WorkspaceOptions
    @Flag(help: "Print a JSON line.") var json = false

    func run() throws {
      let book = try LinkBook(Workspace.open(at: workspace.folder))
      let link = try book.link(node)
      if json { return try Console.json(link) }
      LinkLines(link).lines.forEach(Console.result)
      let named = try book.named(node)
      for part in named {
        Console.result(
          "     seeker's \(part.template.seekerField) '\(Console.field(part.seeker))' with job's "
            + "\(part.template.jobField) '\(Console.field(part.job))'")
      }
      for edit in book.log.edits(of: named) { Console.result("     " + LinkLines.line(of: edit)) }
      Console.next(
        "jobmatch link pin \(node) --author YOU --reason WHY\(workspace.argument)",
        "jobmatch link list\(workspace.argument)")
    }
  }

  /// Lists decisions.
  struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what people decided about links, the oldest first, with who, when and why.")

    @OptionGroup var workspace: WorkspaceOptions
    @Flag(help: "Print a JSON line an edit.") var json = false

    func run() throws {
      let book = try LinkBook(Workspace.open(at: workspace.folder))
      for edit in book.log.edits {
        if json {
          try Console.json(edit)
        } else {
          Console.result("\(LinkLines.line(of: edit)) · \(Console.field(book.words(of: edit.link)))")
        }
      }
      if book.log.edits.isEmpty { Console.note("nobody decided anything about a link yet") }
      if !book.unresolved.isEmpty {
        Console.note(
          "\(TerminalProgress.counted(book.unresolved.count, "edit")) of links that \(book.artifact.manifest.id) does not have"
        )
      }
      Console.next("jobmatch link list\(workspace.argument)")
    }
  }

  /// Compares two graphs.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What differs between two graphs of links, the greatest changes of quality first.")

    @Argument(help: "The id of the earlier one: `jobmatch artifacts list links`.") var earlier: String
    @Argument(help: "The id of the later one. The default is the active one.") var later: String?
    @OptionGroup var workspace: WorkspaceOptions
    @Option(name: [.customShort("k"), .long], help: "How many changes of each kind.") var count = 10
    @Flag(help: "Print a JSON line a change.") var json = false

    func run() throws {
      let opened = try Workspace.open(at: workspace.folder)
      let (before, after) = (try LinkBook(opened, id: earlier), try LinkBook(opened, id: later))
      let difference = before.difference(to: after)
      let kinds = [
        ("added", difference.added), ("removed", difference.removed), ("changed", difference.changed),
      ]
      if !json {
        Console.result(
          kinds.map { "\(TerminalProgress.grouped($0.1.count)) \($0.0)" }.joined(separator: ", ")
            + ", \(TerminalProgress.grouped(difference.unchanged)) unchanged")
      }
      for (kind, changes) in kinds {
        for change in changes.prefix(max(0, count)) {
          if json {
            try Console.json(Line(kind: kind, change: change))
          } else {
            let (from, to) = (Diff.figures(change.before), Diff.figures(change.after))
            Console.result("\(kind): \(Console.field(before.words(of: change.link))): \(from) → \(to)")
          }
        }
      }
      Console.next("jobmatch link list\(workspace.argument)")
    }

    private struct Line: Encodable {
      var kind: String
      var change: LinkDifference.Change
    }

    private static func figures(_ figures: LinkDifference.Figures?) -> String {
      guard let figures else { return "none" }
      let quality = "quality \(figures.quality.rounded(to: 2))"
      return figures.isPrior ? "prior, \(quality)" : "\(figures.hires) hired, \(figures.noHires) not, \(quality)"
    }
  }
}

/// A link as lines of text.
struct LinkLines {
  let link: MatchedLink

  init(_ link: MatchedLink) { self.link = link }

  /// The words, then the figures.
  var lines: [String] {
    let number = String(link.node)
    let margin = String(repeating: " ", count: max(1, 8 - number.count))
    let quality = link.quality.map { "quality \($0.rounded(to: 2))" } ?? "does not serve: \(reason)"
    var figures = [quality]
    if !link.isPrior { figures += ["ratio \(link.ratio.rounded(to: 2))", "weight \(link.weight.rounded(to: 3))"] }
    if link.state == .pinned { figures.append("pinned") }
    if let note = link.note { figures.append("note: \(Console.field(note))") }
    return [
      margin + number + "  " + Console.field(link.words, limit: 600),
      String(repeating: " ", count: 11) + figures.joined(separator: " · "),
    ]
  }

  private var reason: String { link.state == .banned ? "banned" : "its quality is too low" }

  /// An edit as a line.
  static func line(of edit: LinkEdit) -> String {
    let what =
      switch edit.action {
      case .pin: "pinned"
      case .ban: "banned"
      case .weigh(let weight): "weighed \(weight.rounded(to: 3))"
      case .note(let note): "noted '\(Console.field(note))'"
      case .clear: "cleared"
      }
    return "\(edit.at) \(what) by \(Console.field(edit.author)): \(Console.field(edit.reason))"
  }
}
