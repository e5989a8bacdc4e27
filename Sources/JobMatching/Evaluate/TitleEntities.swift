import EntityStandardization
import Foundation
import JobMarket

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
    let report: @Sendable (Int) -> Void = { done in
      progress(
        StageProgress(
          "standardize titles", done: done, of: titles.count, unit: "titles", isFinished: done == titles.count))
    }
    return Concurrently.map(titles, chunk: 128, progress: report, values)
  }

  private func values(of title: String) -> Attributes {
    taxonomies.values(
      of: standardizer.mentions(in: [StandardizedText(.title, title)]), minimumConfidence: settings.minimumConfidence)
  }
}
