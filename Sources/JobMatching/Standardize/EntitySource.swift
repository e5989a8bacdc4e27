import EntityStandardization
import JobMarket
import MarketStorage

/// The entity values of jobs that go by in the order of their keys: from the artifact where their texts are unchanged, else
/// standardized on the spot. Either way they are what the record and the artifact say, whenever they are asked for.
struct EntitySource {
  /// The artifact; `nil` for a workspace without one.
  let artifact: EntityArtifact?
  /// What standardizes; `nil` without an artifact.
  let book: StandardizerBook?
  private var cursor: MentionFile.Cursor?
  private let minimumConfidence: Float
  /// How many jobs had to be standardized on the spot.
  private(set) var standardized = 0

  /// Opens a workspace's active entities.
  ///
  /// - Throws: `WorkspaceError` when they are damaged, or missing though taxonomies are configured.
  init(_ workspace: Workspace) throws {
    artifact = try EntityArtifact.active(in: workspace)
    if artifact == nil, !workspace.configuration.standardize.taxonomies.isEmpty {
      throw WorkspaceError("taxonomies are configured, but nothing is standardized yet; run `jobmatch standardize`")
    }
    book = try artifact.map { try StandardizerBook($0) }
    cursor = try artifact.map { try MentionFile.Cursor(contentsOf: $0.mentionFile) }
    minimumConfidence = book?.minimumConfidence ?? 0
  }

  /// A job's values by field, each with every value above it. Keys must rise from call to call.
  mutating func values(of stored: StoredJob) throws -> Attributes {
    guard let book, let artifact else { return [:] }
    let texts = StandardizedText.texts(of: stored.job)
    let entry = try cursor?.entry(of: stored.key)
    let isKept = entry?.checksum == StandardizedText.checksum(of: texts)
    if !isKept { standardized += 1 }
    let found = isKept ? entry?.mentions ?? [] : book.standardizer.mentions(in: texts)
    return book.values(of: artifact.corrected.applied(to: found, in: texts))
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
