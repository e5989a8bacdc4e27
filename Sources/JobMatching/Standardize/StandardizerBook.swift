import EntityStandardization
import Foundation
import JobMarket
import MarketStorage
import VectorMath

/// Everything that turns a job of one market into entities, as configured and as kept beside the mentions it found.
///
/// What it is made of is named by a fingerprint: two books with one fingerprint find the same mentions in the same texts.
struct StandardizerBook: Sendable {
  /// The taxonomies and what links them.
  let taxonomies: TaxonomyBook
  /// The places known.
  let gazetteer: PlaceGazetteer
  /// What people corrected, oldest first.
  let corrections: [Correction]
  /// The same, ready to be put over mentions.
  let corrected: CorrectedMentions
  /// The least confidence that counts.
  let minimumConfidence: Float
  /// The name of all that decides what is found in a text; corrections and the least confidence apart.
  let fingerprint: String
  /// Titles of the market, by which the matchers know its words and its common occupations.
  let corpus: [String]
  private let settings: Configuration.Standardize
  private let progress: StageProgress.Handler
  private let lazyStandardizer = LazyValue<Standardizer>()

  /// Raised with every change of the rules in code, so that mentions found by older ones are redone.
  static let rules = 3

  static let corpusName = "titles.txt"

  /// Reads what a workspace's configuration names.
  ///
  /// - Parameter corpus: titles as the market writes them.
  /// - Throws: `WorkspaceError` for taxonomies and corrections that cannot be read.
  init(
    _ workspace: Workspace, gazetteer: PlaceGazetteer, corpus: [String], progress: @escaping StageProgress.Handler
  ) throws {
    let settings = workspace.configuration.standardize
    let sources = try settings.taxonomies.map { try TaxonomySource(parsing: $0, relativeTo: workspace.folder) }
    try self.init(
      TaxonomyBook(reading: sources, progress: progress), gazetteer,
      corrections: CorrectionLog(workspace).corrections(), corpus: corpus, settings, progress: progress)
  }

  /// Reads what an artifact keeps.
  init(_ artifact: EntityArtifact, progress: @escaping StageProgress.Handler = { _ in }) throws {
    let settings = try Configuration(
      yaml: artifact.manifest.configuration, file: "\(artifact.folder.path)/manifest.json"
    ).standardize
    try self.init(
      TaxonomyFiles.read(from: artifact.folder), IndexFiles.readGazetteer(from: artifact.folder),
      corrections: artifact.corrections, corpus: StandardizerBook.corpus(of: artifact), settings,
      fingerprint: artifact.fingerprint, progress: progress)
  }

  /// The titles that an artifact's matchers learned from: the next run learns from the same unless it is a full one, so that
  /// jobs whose texts stayed keep their mentions.
  static func corpus(of artifact: EntityArtifact) throws -> [String] {
    try String(contentsOf: artifact.folder.appending(path: corpusName), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  private init(
    _ taxonomies: TaxonomyBook, _ gazetteer: PlaceGazetteer, corrections: [Correction], corpus: [String],
    _ settings: Configuration.Standardize, fingerprint: String? = nil, progress: @escaping StageProgress.Handler
  ) throws {
    (self.taxonomies, self.gazetteer, self.corrections, self.corpus) = (taxonomies, gazetteer, corrections, corpus)
    corrected = CorrectedMentions(corrections)
    (self.settings, self.progress, minimumConfidence) = (settings, progress, settings.minimumConfidence)
    self.fingerprint = fingerprint ?? StandardizerBook.fingerprint(taxonomies, gazetteer, corpus, settings)
  }

  /// What finds mentions: built when it is first asked for, since that takes seconds for large taxonomies and what is kept
  /// needs none of it.
  var standardizer: Standardizer {
    lazyStandardizer.value {
      StandardizerBook.standardizer(taxonomies, gazetteer, corpus, settings, progress: progress)
    }
  }

  /// Writes all of it into an artifact's folder.
  func write(to folder: URL) throws {
    try TaxonomyFiles.write(taxonomies, to: folder)
    try IndexFiles.write(gazetteer, to: folder)
    try Data(corpus.map { $0 + "\n" }.joined().utf8).write(to: folder.appending(path: Self.corpusName))
    try CorrectionLog(folder: folder).write(corrections)
  }

  private static func fingerprint(
    _ taxonomies: TaxonomyBook, _ gazetteer: PlaceGazetteer, _ corpus: [String], _ settings: Configuration.Standardize
  ) -> String {
    var checksum = CRC32C()
    func add(_ text: String) { checksum.update(Array((text + "\n").utf8)) }
    add("rules \(rules) exact \(settings.exact)")
    for taxonomy in taxonomies.taxonomies {
      add("\(taxonomy.name) \(taxonomy.field)")
      for concept in taxonomy.concepts {
        add("\(concept.id)\t\(concept.label)\t\(concept.alternateLabels.joined(separator: "\t"))\t\(concept.isGroup)")
      }
    }
    // Places that only the market knows come and go with its jobs; what they name is looked up anew in every run.
    for place in gazetteer.places where !place.isFallback {
      add("\(place.displayName) \(place.coordinate) \(place.population)")
    }
    for title in corpus { add(title) }
    return String(checksum.value, radix: 16)
  }
}
