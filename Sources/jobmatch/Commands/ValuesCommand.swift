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
      the record has them.
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
      let store = try Workspace.open(at: workspace.folder).openStore()
      let sequence = try store.mergeValue(
        ValuesCommand.id(of: old, field, store), into: ValuesCommand.id(of: new, field, store), in: field)
      Console.result(
        "\(field): \(Console.field(old)) answers as \(Console.field(new)) (change \(sequence))")
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
      let store = try Workspace.open(at: workspace.folder).openStore()
      let sequence = try store.separateValue(ValuesCommand.id(of: value, field, store), in: field)
      Console.result("\(field): \(Console.field(value)) answers as itself (change \(sequence))")
      Console.next("jobmatch values list\(workspace.argument)")
    }
  }

  private static func id(of value: String, _ field: AttributeField, _ store: MarketStore) throws -> ValueID {
    if let id = try store.valueID(of: value, in: field) { return id }
    let fields = try store.fields().map(\.name)
    guard fields.contains(field.name) else {
      let known = fields.isEmpty ? "none yet; import first" : fields.joined(separator: ", ")
      throw WorkspaceError("the record has no values of field '\(field)'; fields with values: \(known)")
    }
    throw WorkspaceError(
      "field '\(field)' has no value '\(Console.field(value))'; name it as the record has it, case and accents included"
    )
  }
}

extension AttributeField: ExpressibleByArgument {
  /// Reads a field's name.
  public init?(argument: String) {
    self.init(argument)
  }
}
