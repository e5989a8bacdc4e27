import EntityStandardization
import Evaluation
import Foundation

/// Announcements of USAJOBS with the government's own occupation series.
struct SeriesDataset {
  /// An announcement.
  struct Announcement: Hashable, Sendable {
    /// As it was written.
    var title: String
    /// Its series: `1102 - Contracting`; one at least, the one named first in front.
    var series: [String]
  }

  /// Which distinct titles are judged.
  static let parts = 10

  /// The announcements in the file's order.
  let announcements: [Announcement]
  /// Every series, in bytewise order: the candidates.
  let series: [String]

  /// Reads `postings/usajobs_2024_2025` of a data folder.
  ///
  /// - Throws: `WorkspaceError` that names the file, the line and what is missing.
  init(data: URL, progress: @escaping StageProgress.Handler) throws {
    var announcements: [Announcement] = []
    let folder = DatasetFolder("postings", in: data, progress: progress)
    try folder.read("usajobs_2024_2025", columns: ["position_title", "occupation_series"]) {
      fields throws(UnusableField) in
      var series: [String] = []
      for name in fields[1].split(separator: "|").map({ $0.trimmingCharacters(in: .whitespaces) })
      where !name.isEmpty && !series.contains(name) { series.append(name) }
      guard !series.isEmpty else {
        throw UnusableField(
          column: "occupation_series", found: fields[1], allowed: "a series, or several with | between")
      }
      announcements.append(Announcement(title: fields[0], series: series))
    }
    self.announcements = announcements
    series = Set(announcements.flatMap(\.series)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Where an announcement belongs: of ten parts of the distinct titles, two are for figures and one for tuning.
  static func part(of title: String) -> EvaluationPart? {
    switch TitleFold.number(of: title, count: parts) {
    case 0, 1: .test
    case 2: .tune
    default: nil
    }
  }

  /// What models learn from: titles of neither part.
  var training: [Announcement] { announcements.filter { SeriesDataset.part(of: $0.title) == nil } }

  /// The cases of a part. Where an announcement names several series, the first is the answer and the others take no place.
  func cases(_ part: EvaluationPart) -> [JudgedCase<TitleQuestion>] {
    let positions = Dictionary(uniqueKeysWithValues: zip(series, 0...))
    return announcements.filter { SeriesDataset.part(of: $0.title) == part }.map { announcement in
      let right = announcement.series.map { positions[$0]! }
      return JudgedCase(
        input: TitleQuestion(title: announcement.title, fold: 0), answer: right[0], excluded: Array(right.dropFirst()))
    }
  }
}
