import EntityStandardization
import JobMarket
import MarketStorage

/// A workspace's active entities, opened once however often its jobs go by.
struct OpenedEntities: Sendable {
  /// The artifact, whole.
  let artifact: EntityArtifact
  /// What standardizes texts that it does not have.
  let book: StandardizerBook

  /// Opens them; `nil` for a workspace that has none.
  ///
  /// - Throws: `WorkspaceError` when they are damaged.
  init?(_ workspace: Workspace) throws {
    guard let artifact = try EntityArtifact.active(in: workspace) else { return nil }
    self.artifact = artifact
    book = try StandardizerBook(artifact)
  }
}

/// The entity values of jobs that go by in the order of their keys: from the artifact where their texts are unchanged, else
/// standardized on the spot. Either way they are what the record and the artifact say, whenever they are asked for.
struct EntitySource {
  private let entities: OpenedEntities?
  private var cursor: MentionFile.Cursor?

  /// Begins before the first job.
  ///
  /// - Parameter entities: `nil` for a workspace without: no job has any, then.
  /// - Throws: the file system's errors.
  init(_ entities: OpenedEntities?) throws {
    self.entities = entities
    cursor = try entities.map { try MentionFile.Cursor(contentsOf: $0.artifact.mentionFile) }
  }

  /// A job's values by field, each with every value above it; `nil` where nothing is standardized. Keys must rise from call
  /// to call.
  mutating func values(of stored: StoredJob) throws -> Attributes? {
    guard let entities else { return nil }
    let texts = StandardizedText.texts(of: stored.job)
    let entry = try cursor?.entry(of: stored.key)
    let isKept = entry?.checksum == StandardizedText.checksum(of: texts)
    let found = isKept ? entry?.mentions ?? [] : entities.book.standardizer.mentions(in: texts)
    return entities.book.values(of: entities.artifact.corrected.applied(to: found, in: texts))
  }
}

extension StandardizerBook {
  /// The values of mentions, each with every value above it, in the order of confidence.
  func values(of mentions: [Mention]) -> Attributes {
    taxonomies.values(of: mentions, minimumConfidence: minimumConfidence)
  }
}

extension TaxonomyBook {
  /// The values of mentions, each with every value above it, in the order of confidence.
  func values(of mentions: [Mention], minimumConfidence: Float) -> Attributes {
    var attributes: Attributes = [:]
    for (field, values) in EntityValues.values(of: mentions, minimumConfidence: minimumConfidence) {
      var seen: Set<String> = []
      attributes[field] = values.flatMap { [$0.value] + ancestors(of: $0.value, in: field) }
        .filter { seen.insert($0).inserted }
    }
    return attributes
  }
}
