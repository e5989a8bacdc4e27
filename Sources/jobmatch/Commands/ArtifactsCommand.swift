import ArgumentParser
import Foundation
import JobMatching

/// Shows and changes which artifacts are in use.
struct ArtifactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "artifacts", abstract: "List, activate, roll back and prune what stages made.",
    subcommands: [List.self, Activate.self, Rollback.self, Prune.self], defaultSubcommand: List.self)

  /// Lists artifacts.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List artifacts, oldest first; the active one is marked.")

    @OptionGroup var workspace: WorkspaceOptions

    @Flag(help: "Print manifests as JSON lines.")
    var json = false

    func run() throws {
      let workspace = try Workspace.open(at: workspace.folder)
      var table = Table(headings: ["kind", "id", "active", "made", "from", " bytes"])
      for kind in ArtifactKind.allCases {
        let folder = workspace.artifacts(kind)
        let (active, manifests) = (try folder.activeID(), try folder.list())
        if let active, !manifests.contains(where: { $0.id == active }) {
          Console.note("jobmatch: " + folder.absence(ofActive: active))
        }
        for manifest in manifests {
          if json {
            try Console.json(manifest)
            continue
          }
          let inputs = manifest.inputs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
            separator: ", ")
          table.rows.append([
            kind.rawValue, manifest.id, manifest.id == active ? "yes" : "", manifest.createdAt.iso8601, inputs,
            TerminalProgress.grouped(manifest.totalBytes),
          ])
        }
      }
      if !json { table.lines.forEach(Console.result) }
      Console.next(
        "jobmatch artifacts rollback index\(self.workspace.argument)",
        "jobmatch artifacts prune index --keep 2\(self.workspace.argument)")
    }
  }

  /// Which kind a command is about.
  struct KindArgument: ParsableArguments {
    @Argument(help: "The kind: \(ArtifactKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ArtifactKind
  }

  /// Makes an artifact the active one.
  struct Activate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make an artifact the active one.")

    @OptionGroup var kind: KindArgument
    @Argument(help: "Its id.") var id: String
    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      try Workspace.open(at: workspace.folder).artifacts(kind.kind).activate(id)
      Console.result("\(kind.kind.rawValue) \(id) is active")
      Console.next("jobmatch artifacts list\(workspace.argument)")
    }
  }

  /// Goes back to the artifact before.
  struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make the artifact active that was so before.")

    @OptionGroup var kind: KindArgument
    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let id = try Workspace.open(at: workspace.folder).artifacts(kind.kind).rollback()
      Console.result("\(kind.kind.rawValue) \(id) is active")
      Console.next("jobmatch artifacts list\(workspace.argument)")
    }
  }

  /// Removes old artifacts.
  struct Prune: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove all but the newest artifacts, the active one and those that a kept index was made from.")

    @OptionGroup var kind: KindArgument
    @Option(help: "How many to keep.") var keep: Int
    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let removed = try Workspace.open(at: workspace.folder).prune(kind.kind, keeping: keep)
      Console.result(removed.isEmpty ? "nothing to remove" : "removed \(removed.joined(separator: ", "))")
      Console.next("jobmatch artifacts list\(workspace.argument)")
    }
  }
}

extension ArtifactKind: ExpressibleByArgument {}
