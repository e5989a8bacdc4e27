import EntityStandardization
import Foundation
import JobMarket
import Retrieval

/// A workspace's index as it lies on disk, with the models that it was built with.
struct OpenedIndex: Sendable {
  let manifest: Manifest
  /// Where its files are; another process may take them away once a newer index is active.
  let folder: URL
  /// The jobs, at the change of the market that they were read at.
  let index: JobIndex
  /// The text model.
  let words: TextVectors
  /// The places.
  let gazetteer: PlaceGazetteer
  /// How often values stood in jobs.
  let statistics: IndexStatistics
  /// The configuration it was built with.
  let configuration: Configuration

  /// The change of the market that an index artifact stands at.
  static func sequence(of manifest: Manifest) -> Int64 { manifest.inputs["market"].flatMap { Int64($0) } ?? 0 }

  /// Opens a workspace's active index.
  ///
  /// - Throws: `WorkspaceError` when there is none, `IndexError` when it is damaged.
  static func active(in workspace: Workspace) throws -> OpenedIndex {
    let artifacts = workspace.artifacts(.index)
    let opened = try artifacts.openActive { manifest, folder in
      try OpenedIndex(manifest, folder, artifacts)
    }
    guard let opened else {
      throw WorkspaceError("\(workspace.folder.path) has no index yet; `jobmatch index` makes one")
    }
    return opened
  }

  private init(_ manifest: Manifest, _ folder: URL, _ artifacts: ArtifactFolder) throws {
    // Checksums before the first use: a damaged file must not give wrong answers, or none. The index's own files answer for
    // themselves, block by block, once the file of their checksums is right.
    if let damage = artifacts.damages(of: manifest, sizesOnly: JobIndex.checkedFiles(in: folder)).first {
      throw WorkspaceError.damaged(damage, "the index is damaged; rebuild it with `jobmatch index`")
    }
    var index = try JobIndex(contentsOf: folder)
    index.sequence = OpenedIndex.sequence(of: manifest)
    let words = try IndexFiles.readTextVectors(model: index.textModel, from: folder)
    guard words.terms.count == index.termCount else {
      throw WorkspaceError(
        "\(folder.path): the text model has \(words.terms.count) terms, the index \(index.termCount)")
    }
    (self.manifest, self.folder, self.index, self.words) = (manifest, folder, index, words)
    gazetteer = try IndexFiles.readGazetteer(from: folder)
    statistics = try IndexStatistics(in: folder)
    configuration = try Configuration(yaml: manifest.configuration, file: "\(folder.path)/manifest.json")
  }

  /// What lays jobs out as the index's own were.
  var layout: JobLayout {
    JobLayout(words: words, facts: JobFacts(configuration: configuration, gazetteer: gazetteer))
  }
}
