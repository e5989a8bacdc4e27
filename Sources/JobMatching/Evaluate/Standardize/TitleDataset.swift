import EntityStandardization
import Evaluation
import Foundation

/// Titles with the occupation of ESCO each means, and what ESCO and O*NET say of occupations.
struct TitleDataset {
  /// How many parts learned models are cross-validated in.
  static let folds = 5

  /// The taxonomy of the candidates.
  let esco: Taxonomy
  /// Titles of the O*NET occupations that the crosswalk links, by value.
  let relatedTitles: [String: [String]]
  /// Names of places that titles carry; none without `geonames`.
  let places: Set<String>
  /// The rows to learn from: the data folder's own.
  let training: [TitleFile.Row]
  /// The rows to judge by.
  let judged: [TitleFile.Row]
  /// Whether both are the same file, so that learning has to leave out what is asked.
  let isOwn: Bool

  /// Reads `esco` and `jobbert` of a data folder, `onet` if it is there, and the titles to judge by.
  ///
  /// - Throws: `WorkspaceError` that names the file, the line and what is missing.
  init(data: URL, titles: URL?, progress: @escaping StageProgress.Handler) throws {
    let onet = data.appending(path: "onet")
    var sources: [TaxonomySource] = [.esco(data.appending(path: "esco"))]
    if FileManager.default.fileExists(atPath: onet.path) { sources.append(.onet(onet)) }
    let book = try TaxonomyBook(reading: sources, progress: progress)
    esco = book.taxonomies[0]
    relatedTitles = book.relatedTitles(of: esco)
    let geonames = data.appending(path: "geonames")
    places =
      FileManager.default.fileExists(atPath: geonames.path)
      ? try TitlePlaces.names(in: PlaceGazetteer(GeoNames(folder: geonames).cities(progress: progress))) : []
    let folder = data.appending(path: "jobbert")
    let names = ["titles.csv.gz", "titles.csv"]
    let own = names.map { folder.appending(path: $0) }.first { FileManager.default.fileExists(atPath: $0.path) }
    guard let own else {
      throw WorkspaceError("\(folder.path) has no \(names[0]); Guides/Data.md says where it comes from")
    }
    training = try TitleFile(own, progress: progress).rows
    isOwn = titles.map { $0.resolvingSymlinksInPath().path == own.resolvingSymlinksInPath().path } ?? true
    judged = isOwn ? training : try TitleFile(titles!, progress: progress).rows
  }

  /// The value of an occupation's URI: `esco:` and its last part.
  static func value(of uri: String) -> String { "esco:" + ESCOTaxonomy.lastPart(uri) }

  /// The number of the learned model that answers a title: that of its fold, or the only one.
  func fold(of title: String) -> Int { isOwn ? TitleFold.number(of: title, count: TitleDataset.folds) : 0 }

  /// The rows that each learned model learns from.
  var trainingParts: [[TitleFile.Row]] {
    guard isOwn else { return [training] }
    return (0..<TitleDataset.folds).map { fold in training.filter { self.fold(of: $0.title) != fold } }
  }
}
