import EntityStandardization
import Evaluation

/// The titles that are a label, word for word.
struct ExactTitles: RankingModel {
  let name = "exact label"
  let formula = "1 where the folded title is a label of the occupation"
  private let labels: [String: [Int]]
  private let count: Int

  init(_ labels: [[String]]) {
    var table: [String: [Int]] = [:]
    for (candidate, labels) in labels.enumerated() {
      for label in Set(labels.map(Tokenizer().folded)) { table[label, default: []].append(candidate) }
    }
    (self.labels, count) = (table, labels.count)
  }

  func scores(for question: TitleQuestion) -> [Double] {
    var scores = [Double](repeating: 0, count: count)
    for candidate in labels[Tokenizer().folded(question.title)] ?? [] { scores[candidate] = 1 }
    return scores
  }
}

/// Character n-grams of a title against those of all texts of a candidate together.
struct GramTitles: RankingModel {
  let name: String
  let formula: String
  private let index: TermIndex

  /// Indexes one text a candidate.
  init(_ texts: [String], name: String = "n-gram TF-IDF", of what: String) {
    (self.name, formula) = (name, "cosine of the title with \(what), by TF-IDF of character 3- to 5-grams within words")
    index = TermIndex(texts.map { TitleTerms.grams(Tokenizer().tokens(in: $0)) })
  }

  func scores(for question: TitleQuestion) -> [Double] {
    var scores = [Float](repeating: 0, count: index.count)
    index.add(index.query(TitleTerms.grams(Tokenizer().tokens(in: question.title))), scale: 1, to: &scores)
    return scores.map(Double.init)
  }
}

/// The best label of a candidate by character n-grams.
struct NearestTitles: RankingModel {
  let name: String
  let formula: String
  private let index: TermIndex
  private let candidates: [[Int]]
  private let count: Int

  /// Indexes texts, each with the candidates that it stands for.
  init(_ texts: [(text: String, candidates: [Int])], count: Int, name: String, of what: String) {
    (self.name, self.count) = (name, count)
    formula = "cosine of the title with \(what), by TF-IDF of character 3- to 5-grams within words"
    index = TermIndex(texts.map { TitleTerms.grams(Tokenizer().tokens(in: $0.text)) })
    candidates = texts.map(\.candidates)
  }

  func scores(for question: TitleQuestion) -> [Double] {
    var near = [Float](repeating: 0, count: index.count)
    index.add(index.query(TitleTerms.grams(Tokenizer().tokens(in: question.title))), scale: 1, to: &near)
    var scores = [Double](repeating: 0, count: count)
    for (text, likeness) in near.enumerated() where likeness > 0 {
      for candidate in candidates[text] { scores[candidate] = max(scores[candidate], Double(likeness)) }
    }
    return scores
  }
}

/// jobmatch's matcher of labels.
struct MatchedTitles: RankingModel {
  let name: String
  let formula: String
  let matcher: TitleMatcher

  func scores(for question: TitleQuestion) -> [Double] {
    var scratch = TitleScratch()
    return matcher.scores(of: matcher.normalizer.normalize(question.title), scratch: &scratch).map(Double.init)
  }
}

/// jobmatch's learned titles: for each title a model that did not learn from it.
struct LearnedRanking: RankingModel {
  let name: String
  let formula: String
  let models: [LearnedTitles]

  func scores(for question: TitleQuestion) -> [Double] {
    var scratch = TitleScratch()
    let model = models[question.fold]
    return model.scores(of: model.normalizer.normalize(question.title), scratch: &scratch).map(Double.init)
  }
}

/// The same order for every title: how often each candidate was right in training.
struct FrequentValues: RankingModel {
  let name = "majority"
  let formula = "how often a candidate is right in training"
  let counts: [Double]

  func scores(for question: TitleQuestion) -> [Double] { counts }
}

/// Ranks one more candidate last: the answer of a title whose right one is not among those a model knows, a miss.
struct WithUnknown<Model: RankingModel>: RankingModel where Model.Input == TitleQuestion {
  let model: Model
  var name: String { model.name }
  var formula: String { model.formula }

  func scores(for question: TitleQuestion) -> [Double] { model.scores(for: question) + [-.infinity] }
}
