import EntityStandardization
import Foundation
import JobMarket

/// The active entities of a workspace, as read from disk.
///
/// | file | content |
/// |---|---|
/// | `mentions.tsv` | the mentions of every job, uncorrected (`MentionFile`) |
/// | `taxonomies.tsv`, `concepts.tsv` | the taxonomies that found them (`TaxonomyFiles`) |
/// | `related.tsv`, `technologies.tsv`, `crosswalk.tsv` | what links their concepts (`TaxonomyFiles`) |
/// | `places.tsv` | the places known, as in an index (`IndexFiles`) |
/// | `titles.txt` | titles of the market that the matchers learned from, one a line |
/// | `corrections.jsonl` | the corrections in force when it was made |
/// | `report.json` | `StandardizationReport` |
struct EntityArtifact: Sendable {
  let manifest: Manifest
  let folder: URL
  let report: StandardizationReport
  let corrections: [Correction]
  let corrected: CorrectedMentions

  /// What found the mentions.
  var fingerprint: String { manifest.inputs["standardizer", default: ""] }

  /// The mentions.
  var mentionFile: URL { folder.appending(path: MentionFile.name) }

  static let reportName = "report.json"

  /// The active artifact; `nil` when none was made.
  ///
  /// - Parameter readsMentions: whether the mentions of every job will be read, by far the largest file.
  /// - Throws: `WorkspaceError` when it is damaged.
  static func active(in workspace: Workspace, readsMentions: Bool = true) throws -> EntityArtifact? {
    let artifacts = workspace.artifacts(.entities)
    return try artifacts.openActive { manifest, _ in
      try EntityArtifact(manifest, artifacts, readsMentions: readsMentions)
    }
  }

  /// Opens an artifact.
  ///
  /// - Parameter readsMentions: whether the mentions of every job will be read, by far the largest file.
  init(_ manifest: Manifest, _ artifacts: ArtifactFolder, readsMentions: Bool = true) throws {
    if let damage = artifacts.damages(of: manifest, except: readsMentions ? [] : [MentionFile.name]).first {
      throw WorkspaceError.damaged(
        damage, "the entities are damaged; redo them with `jobmatch standardize --full`")
    }
    self.manifest = manifest
    folder = artifacts.location(of: manifest)
    let file = folder.appending(path: EntityArtifact.reportName)
    do {
      report = try JSONDecoder().decode(StandardizationReport.self, from: Data(contentsOf: file))
    } catch {
      throw WorkspaceError("\(file.path): not a report; redo the entities with `jobmatch standardize --full`")
    }
    corrections = try CorrectionLog(folder: folder).corrections()
    corrected = CorrectedMentions(corrections)
  }

  static func write(_ report: StandardizationReport, to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try encoder.encode(report).write(to: folder.appending(path: reportName))
  }
}

extension EntityArtifact {
  /// What its texts were standardized with.
  ///
  /// - Throws: `ConfigurationError` where its configuration cannot be read.
  var settings: Configuration.Standardize {
    get throws {
      try Configuration(yaml: manifest.configuration, file: "\(folder.path)/manifest.json").standardize
    }
  }
}
