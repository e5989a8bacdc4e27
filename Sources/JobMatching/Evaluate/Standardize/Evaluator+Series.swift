import EntityStandardization
import Evaluation
import Foundation

extension Evaluator {
  /// Which occupation series of the US government a title of USAJOBS has, learned from other titles.
  ///
  /// Split by a hash of the distinct title: seven parts of ten to learn from, two for figures and one to tune by. All series
  /// of the file are candidates, also those that training lacks.
  ///
  /// - Parameter data: the data folder, with `postings/usajobs_2024_2025` in it.
  /// - Throws: `WorkspaceError` when the file or a column is missing, a row cannot be used or no title falls into the part.
  public func standardizeSeries(data: URL) throws -> EvaluationReport {
    let dataset = try SeriesDataset(data: data, progress: progress)
    let (training, cases) = (dataset.training, dataset.cases(part))
    guard !cases.isEmpty, !training.isEmpty else {
      throw WorkspaceError(
        "evaluate standardize: the announcements have too few distinct titles to learn from some and judge by others")
    }
    let trial = ModelTrial(
      protocol: "standardize/series", cases: cases,
      ranking: FullRanking(neutralOrder: NeutralOrder.hashed(dataset.series)), bootstrap: bootstrap)
    let distinct = CaseSubset(
      name: "distinct", definition: "one announcement a distinct title, the first",
      members: TitleFold.firsts(cases.map(\.input.title)))
    return report(trial, seriesModels(dataset.series, training), subsets: [distinct])
  }

  private func seriesModels(
    _ series: [String], _ training: [SeriesDataset.Announcement]
  ) -> [any RankingModel<TitleQuestion>] {
    let positions = Dictionary(uniqueKeysWithValues: zip(series, 0...))
    var counts = [Double](repeating: 0, count: series.count)
    var texts = series
    var nearest: [String: Set<Int>] = [:]
    for announcement in training {
      for name in announcement.series {
        let position = positions[name]!
        counts[position] += 1
        if nearest[announcement.title, default: []].insert(position).inserted {
          texts[position] += " " + announcement.title
        }
      }
    }
    let titles = nearest.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let examples = training.flatMap { announcement in
      announcement.series.map { LearnedTitles.Example(title: announcement.title, value: $0) }
    }
    // A series is also known by its name, and so is one that training lacks.
    let names = series.map {
      LearnedTitles.Example(title: String($0.drop { $0.isNumber || $0 == " " || $0 == "-" }), value: $0)
    }
    return [
      FrequentValues(counts: counts),
      GramTitles(texts, of: "the series' name and all its titles in training"),
      NearestTitles(
        titles.map { ($0, nearest[$0]!.sorted()) }, count: series.count, name: "nearest title", of: "the nearest title"),
      LearnedRanking(
        name: "jobmatch learned", formula: "nearest titles and a linear model of words, learned on the training titles",
        models: learn([examples + names], matcher: nil)),
    ]
  }
}
