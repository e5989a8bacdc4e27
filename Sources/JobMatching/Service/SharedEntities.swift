import EntityStandardization
import JobMarket
import Retrieval
import Synchronization

/// The entities of a workspace's index: what its values are called, what stands above and beside them.
struct SharedEntities: Sendable {
  /// The taxonomies.
  let taxonomies: TaxonomyBook
  private let artifact: EntityArtifact
  private let lazyBook = LazyBook()

  /// The fields whose values a seeker and a job can share.
  static let fields: [AttributeField] = [.occupation, .skill]
  /// What a related occupation counts against the seeker's own.
  private static let relatedWeight: Float = 0.3
  /// How many related occupations of each own one count.
  private static let relatedCount = 10

  /// Opens the entities that an index was built with; `nil` for an index without.
  ///
  /// - Throws: `WorkspaceError` when they are gone or damaged.
  init?(_ workspace: Workspace, index: Manifest) throws {
    guard let id = index.inputs["entities"] else { return nil }
    let artifacts = workspace.artifacts(.entities)
    artifact = try EntityArtifact(try artifacts.manifest(id), artifacts, readsMentions: false)
    taxonomies = try TaxonomyFiles.read(from: artifact.folder)
  }

  /// A value as people read it.
  func label(of value: String, in field: AttributeField) -> String { taxonomies.label(of: value, in: field) ?? value }

  /// What standardizes texts as the index's jobs were; built when first asked for, which takes a second or two.
  func book() throws -> StandardizerBook { try lazyBook.book { try StandardizerBook(artifact) } }

  /// The values of a seeker's own words, read as the index's jobs were.
  func values(of seeker: Seeker, asOf: Instant) throws -> Attributes {
    let texts = StandardizedText.texts(of: seeker, asOf: asOf)
    guard !texts.isEmpty else { return [:] }
    let book = try book()
    // Each text by itself: a correction of one title is none of another.
    return texts.reduce(into: [:]) { all, text in
      let found = book.corrected.applied(to: book.standardizer.mentions(in: [text]), in: [text])
      for (field, values) in book.values(of: found) { all[field, default: []] += values }
    }
  }

  /// Occupations beside those given, with what each counts: the nearer the relation, the more.
  func related(to occupations: [String: Float]) -> [String: Float] {
    var related: [String: Float] = [:]
    for (value, weight) in occupations.sorted(by: { $0.key < $1.key }) {
      let near = taxonomies.relatedOccupations(to: value).prefix(SharedEntities.relatedCount)
      for other in near where occupations[other.occupation] == nil {
        related[other.occupation] = max(related[other.occupation] ?? 0, weight * SharedEntities.relatedWeight)
      }
    }
    return related
  }
}

/// A book made when it is first asked for, once for all threads.
private final class LazyBook: Sendable {
  private let made = Mutex<StandardizerBook?>(nil)

  func book(_ make: () throws -> StandardizerBook) throws -> StandardizerBook {
    try made.withLock { made in
      if let made { return made }
      let book = try make()
      made = book
      return book
    }
  }
}
