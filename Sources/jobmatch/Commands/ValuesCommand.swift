import ArgumentParser
import JobMarket
import JobMatching
import MarketStorage

/// Makes values of a field answer as others: entities that were renamed or are one.
struct ValuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "values", abstract: "Merge values of a field that mean the same, list what was merged, take it back.",
    discussion: """
      Jobs keep the values they have: an alias says that one answers as another, in jobs and in conditions. Values are named as \
      the record has them or as answers show them.
      """,
    subcommands: [List.self, Merge.self, Separate.self], defaultSubcommand: List.self)

  /// Lists aliases.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the values that answer as others.")

    @OptionGroup var workspace: WorkspaceOptions
    @Flag(help: "Print a JSON line an alias.") var json = false

    func run() throws {
      let store = try Workspace.open(at: workspace.folder).openStore(writable: false)
      let aliases = try store.aliases()
      var table = Table(headings: ["field", "value", "answers as"])
      for field in aliases.fields {
        for (value, successor) in (aliases.canonicalValues[field] ?? [:]).sorted(by: { $0.key < $1.key }) {
          let line = Line(
            field: field.name, value: try store.value(of: value, in: field) ?? "",
            answersAs: try store.value(of: successor, in: field) ?? "")
          if json { try Console.json(line) }
          table.rows.append([line.field, Console.field(line.value), Console.field(line.answersAs)])
        }
      }
      if !json { (table.rows.isEmpty ? ["every value answers as itself"] : table.lines).forEach(Console.result) }
      Console.next("jobmatch values merge FIELD OLD NEW\(workspace.argument)")
    }

    private struct Line: Encodable {
      var field: String
      var value: String
      var answersAs: String
    }
  }

  /// Makes a value answer as another.
  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a value answer as another; one that answers as something already is redirected.")

    @Argument(help: "The field, such as skill.") var field: AttributeField
    @Argument(help: "The value that is to answer as the other.") var old: String
    @Argument(help: "The value it is to answer as.") var new: String
    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let opened = try Workspace.open(at: workspace.folder)
      let store = try opened.openStore()
      let reader = ValueReader(opened, store)
      let (value, successor) = (try reader.id(of: old, in: field), try reader.id(of: new, in: field))
      let before = try store.latestSequence()
      let sequence = try store.mergeValue(value, into: successor, in: field)
      Console.result(
        "\(field): \(try ValuesCommand.said(old, value, field, store)) answers as "
          + "\(try ValuesCommand.said(new, successor, field, store))"
          + (sequence == before ? ", as before" : " (change \(sequence))"))
      Console.next(
        "jobmatch values list\(workspace.argument)",
        "jobmatch values separate \(field) \(shellWord(old))\(workspace.argument)")
    }
  }

  /// Takes a merge back.
  struct Separate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a value answer as itself again.")

    @Argument(help: "The field, such as skill.") var field: AttributeField
    @Argument(help: "The value.") var value: String
    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let opened = try Workspace.open(at: workspace.folder)
      let store = try opened.openStore()
      let id = try ValueReader(opened, store).id(of: value, in: field)
      let before = try store.latestSequence()
      let sequence = try store.separateValue(id, in: field)
      Console.result(
        "\(field): \(try ValuesCommand.said(value, id, field, store)) answers as itself"
          + (sequence == before ? ", as before" : " (change \(sequence))"))
      Console.next("jobmatch values list\(workspace.argument)")
    }
  }

  /// A value as it was named, and as the record has it where that is something else.
  private static func said(
    _ name: String, _ id: ValueID, _ field: AttributeField, _ store: MarketStore
  ) throws -> String {
    guard let value = try store.value(of: id, in: field), value != name else { return Console.field(name) }
    return "\(Console.field(name)) (\(Console.field(value)))"
  }
}

extension AttributeField: ExpressibleByArgument {
  /// Reads a field's name.
  public init?(argument: String) {
    self.init(argument)
  }
}
