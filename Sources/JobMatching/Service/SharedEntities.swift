import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// The entities of a workspace's index: what its values are called, what stands above and beside them.
struct SharedEntities: Sendable {
  /// The taxonomies.
  let taxonomies: TaxonomyBook
  private let artifact: EntityArtifact
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
    artifact = try EntityArtifact(try artifacts.manifest(id), artifacts, readsMentions: false)
    taxonomies = try TaxonomyFiles.read(from: artifact.folder)
  }

  /// A value as people read it.
  func label(of value: String, in field: AttributeField) -> String { taxonomies.label(of: value, in: field) ?? value }

  /// What standardizes texts as the index's jobs were; built when first asked for, which takes a second or two.
  func book() throws -> StandardizerBook { try lazyBook.value { try StandardizerBook(artifact, progress: progress) } }

  /// The fields that are shared as the index numbers them; counted when first asked for.
  ///
  /// - Parameter index: the service's: a later one of the same artifact differs in ends of offers alone.
  func columns(of index: JobIndex, _ store: MarketStore) throws -> [AttributeField: IndexedEntities] {
    try lazyColumns.value {
      try SharedEntities.fields.reduce(into: [:]) { columns, field in
        columns[field] = IndexedEntities(field, in: index, try store.vocabulary(field), taxonomies)
      }
    }
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
