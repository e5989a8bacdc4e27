import EntityStandardization
import Foundation
import JobMarket
import MarketStorage
import Retrieval

/// The entities of a workspace's index: what its values are called, what stands above and beside them.
struct SharedEntities: Sendable {
  /// The taxonomies.
  let taxonomies: TaxonomyBook
  private let artifact: EntityArtifact
  private let minimumConfidence: Float
  private let progress: StageProgress.Handler
  private let lazyBook = LazyValue<StandardizerBook>()
  private let lazyColumns = LazyValue<[AttributeField: IndexedEntities]>()

  /// The fields whose values a seeker and a job can share.
  static let fields: [AttributeField] = [.occupation, .skill]

  /// Opens the entities that an index was built with; `nil` for an index without.
  ///
  /// - Throws: `WorkspaceError` when they are gone or damaged.
  init?(_ workspace: Workspace, index: Manifest, progress: @escaping StageProgress.Handler) throws {
    self.progress = progress
    guard let id = index.inputs["entities"] else { return nil }
    let artifacts = workspace.artifacts(.entities)
    guard FileManager.default.fileExists(atPath: artifacts.folder.appending(path: id).path) else {
      throw WorkspaceError(
        "the entities \(id) that the index was built with are gone; rebuild it with `jobmatch index`")
    }
    artifact = try EntityArtifact(try artifacts.manifest(id), artifacts, readsMentions: false)
    taxonomies = try TaxonomyFiles.read(from: artifact.folder)
    minimumConfidence = try artifact.settings.minimumConfidence
  }

  /// A value as people read it.
  func label(of value: String, in field: AttributeField) -> String { taxonomies.label(of: value, in: field) ?? value }

  /// What standardizes texts as the index's jobs were; built when first asked for, which takes a second or two.
  func book() throws -> StandardizerBook { try lazyBook.value { try StandardizerBook(artifact, progress: progress) } }

  /// The fields that are shared as the index numbers them; read when first asked for.
  ///
  /// - Parameters:
  ///   - statistics: of the index when it was built whole.
  ///   - numbers: what numbers the values of jobs.
  /// - Throws: `MarketStoreError`.
  func columns(
    _ statistics: IndexStatistics, _ numbers: LiveVocabulary
  ) throws -> [AttributeField: IndexedEntities] {
    try lazyColumns.value {
      try SharedEntities.fields.reduce(into: [:]) { columns, field in
        columns[field] = try IndexedEntities(field, statistics, numbers, taxonomies)
      }
    }
  }

  /// The mentions that were found when the artifact was made, to be read in the order of keys.
  ///
  /// - Throws: the file system's errors.
  func keptMentions() throws -> MentionFile.Cursor { try MentionFile.Cursor(contentsOf: artifact.mentionFile) }

  /// The values of mentions in a record's texts, corrected, each with every value above it.
  func values(of mentions: [Mention], in texts: [StandardizedText]) -> Attributes {
    taxonomies.values(
      of: artifact.corrected.applied(to: mentions, in: texts), minimumConfidence: minimumConfidence)
  }

  /// The values of a seeker's own words, read as the index's jobs were.
  func values(of seeker: Seeker, asOf: Instant) throws -> Attributes {
    let texts = StandardizedText.texts(of: seeker, asOf: asOf)
    return texts.isEmpty ? [:] : try book().values(of: texts)
  }
}

extension StandardizerBook {
  /// The values of texts that are no job's. Each is read by itself: a correction of one title is none of another.
  func values(of texts: [StandardizedText]) -> Attributes {
    texts.reduce(into: [:]) { all, text in
      let found = corrected.applied(to: standardizer.mentions(in: [text]), in: [text])
      for (field, values) in values(of: found) { all[field, default: []] += values }
    }
  }
}
