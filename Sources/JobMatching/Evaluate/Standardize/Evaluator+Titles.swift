import Dispatch
import EntityStandardization
import Evaluation
import Foundation
import Synchronization

extension Evaluator {
  /// Which occupation of ESCO a title means, by labels alone and learned from labelled titles.
  ///
  /// Models learn from the data folder's own titles. Judged by these, each title is answered by a model that did not see
  /// it: five folds by a hash of the folded title. A URI that the taxonomy does not know counts as a miss, and the report
  /// has a part that says how many.
  ///
  /// - Parameters:
  ///   - data: the data folder, with `esco` and `jobbert` in it, and `onet` if it is there.
  ///   - titles: the titles to judge by, a CSV of titles and URIs; `nil` for the data folder's own.
  /// - Throws: `WorkspaceError` when a file or column is missing or a row cannot be used.
  public func standardizeTitles(data: URL, titles: URL? = nil) throws -> EvaluationReport {
    let dataset = try TitleDataset(data: data, titles: titles, progress: progress)
    let normalizer = TitleNormalizer(places: dataset.places)
    let plain = TitleMatcher(
      taxonomies: [dataset.esco], relatedTitles: dataset.relatedTitles, normalizer: normalizer)
    let matcher = TitleMatcher(
      taxonomies: [dataset.esco], relatedTitles: dataset.relatedTitles, corpus: dataset.training.map(\.title),
      normalizer: normalizer)
    let positions = Dictionary(uniqueKeysWithValues: zip(matcher.values, 0...))
    let unknown = matcher.values.count
    let cases = dataset.judged.map { row in
      JudgedCase(
        input: TitleQuestion(title: row.title, fold: dataset.fold(of: row.title)),
        answer: positions[TitleDataset.value(of: row.uri)] ?? unknown)
    }
    let trial = ModelTrial(
      protocol: "standardize/titles", cases: cases,
      ranking: FullRanking(neutralOrder: NeutralOrder.hashed(matcher.values) + [unknown]), bootstrap: bootstrap)
    let known = dataset.training.filter { positions[TitleDataset.value(of: $0.uri)] != nil }
    let learned = learn(
      dataset.trainingParts.map { part in
        part.map { LearnedTitles.Example(title: $0.title, value: TitleDataset.value(of: $0.uri)) }
          .filter { positions[$0.value] != nil }
      }, matcher: matcher)
    let models =
      titleModels(dataset, plain, matcher) + [
        WithUnknown(
          model: LearnedRanking(
            name: "jobmatch learned",
            formula: "labels, nearest labelled titles and a linear model of words, learned on \(known.count) titles"
              + (dataset.isOwn ? " in \(TitleDataset.folds) folds" : ""), models: learned))
      ]
    return report(trial, models, subsets: subsets(dataset, cases, unknown: unknown))
  }

  private func titleModels(
    _ dataset: TitleDataset, _ plain: TitleMatcher, _ matcher: TitleMatcher
  ) -> [any RankingModel<TitleQuestion>] {
    let concepts = Dictionary(
      uniqueKeysWithValues: dataset.esco.concepts.indices.map {
        (dataset.esco.value(at: $0), dataset.esco.concepts[$0])
      })
    let labels = matcher.values.map { [concepts[$0]!.label] + concepts[$0]!.alternateLabels }
    return [
      WithUnknown(model: ExactTitles(labels)),
      WithUnknown(model: GramTitles(labels.map { $0.joined(separator: " ") }, of: "all labels of the occupation")),
      WithUnknown(
        model: MatchedTitles(
          name: "jobmatch labels",
          formula: "words and letters in common with labels, description, related titles and group", matcher: plain)),
      WithUnknown(
        model: MatchedTitles(
          name: "jobmatch labels + corpus",
          formula: "jobmatch labels, and how frequent and how named occupations are in the titles, their URIs unseen",
          matcher: matcher)),
    ]
  }

  private func subsets(
    _ dataset: TitleDataset, _ cases: [JudgedCase<TitleQuestion>], unknown: Int
  ) -> [CaseSubset] {
    let tokenizer = Tokenizer()
    let seen = dataset.isOwn ? [] : Set(dataset.training.map { tokenizer.folded($0.title) })
    var subsets = [
      CaseSubset(
        name: "distinct", definition: "one case a distinct title, the first",
        members: TitleFold.firsts(cases.map(\.input.title))),
      CaseSubset(
        name: "unknown", definition: "titles whose URI the taxonomy does not know, all of them misses",
        members: cases.indices.filter { cases[$0].answer == unknown }),
    ]
    if !dataset.isOwn {
      subsets.insert(
        CaseSubset(
          name: "new", definition: "titles that occur nowhere in the training file",
          members: cases.indices.filter { !seen.contains(tokenizer.folded(cases[$0].input.title)) }), at: 0)
    }
    return subsets
  }

  /// One model a part, learned beside each other; each depends on its part alone.
  func learn(_ parts: [[LearnedTitles.Example]], matcher: TitleMatcher?) -> [LearnedTitles] {
    let models = Mutex((learned: [LearnedTitles?](repeating: nil, count: parts.count), done: 0))
    DispatchQueue.concurrentPerform(iterations: parts.count) { part in
      let model = LearnedTitles(examples: parts[part], matcher: matcher)
      models.withLock {
        $0.learned[part] = model
        $0.done += 1
        progress(
          StageProgress(
            "learn titles", done: $0.done, of: parts.count, unit: "models", isFinished: $0.done == parts.count))
      }
    }
    return models.withLock { $0.learned.map { $0! } }
  }
}
