import Dispatch
import EntityStandardization
import Foundation
import JobMarket
import Synchronization

/// What the titles of a data set mean, by the taxonomies that lie beside it in the data folder.
struct TitleEntities: Sendable {
  /// The taxonomies.
  let taxonomies: TaxonomyBook
  private let standardizer: Standardizer
  private let settings = Configuration().standardize

  /// The folders of taxonomies that a data folder may have.
  static let names = ["onet", "esco"]

  /// Reads the taxonomies that are there; `nil` without any.
  ///
  /// - Throws: `WorkspaceError` for one that is there and cannot be read.
  init?(data: URL, gazetteer: PlaceGazetteer, corpus: [String], progress: @escaping StageProgress.Handler) throws {
    let sources = try TitleEntities.names.map { (name: $0, folder: data.appending(path: $0)) }
      .filter { FileManager.default.fileExists(atPath: $0.folder.path) }
      .map { try TaxonomySource(parsing: "\($0.name)=\($0.folder.path)") }
    guard !sources.isEmpty else { return nil }
    taxonomies = try TaxonomyBook(reading: sources, progress: progress)
    standardizer = StandardizerBook.standardizer(taxonomies, gazetteer, corpus, settings)
  }

  /// Why there are no rows with entities.
  static let absence =
    "rows with entities are left out: the data folder has neither \(names.joined(separator: " nor ")) (Guides/Data.md)"

  /// The values of each title, as a job of that title would be indexed under; the same at any number of threads.
  func values(of titles: [String], progress: @escaping StageProgress.Handler) -> [Attributes] {
    let size = 128
    let chunks = (titles.count + size - 1) / size
    let found = Mutex((byChunk: [[Attributes]](repeating: [], count: chunks), done: 0))
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let mine = titles[chunk * size..<min(titles.count, (chunk + 1) * size)].map(values)
      found.withLock {
        $0.byChunk[chunk] = mine
        $0.done += mine.count
        progress(
          StageProgress(
            "standardize titles", done: $0.done, of: titles.count, unit: "titles", isFinished: $0.done == titles.count))
      }
    }
    return found.withLock { $0.byChunk.flatMap(\.self) }
  }

  private func values(of title: String) -> Attributes {
    taxonomies.values(
      of: standardizer.mentions(in: [StandardizedText(.title, title)]), minimumConfidence: settings.minimumConfidence)
  }
}
