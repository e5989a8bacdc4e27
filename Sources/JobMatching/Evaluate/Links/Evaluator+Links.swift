import Evaluation
import Foundation
import LinkGraph
import VectorMath

/// What `Evaluator.links` found.
public struct LinksReport: Sendable {
  /// All occupations ranked, beside the models of `nlsy97`.
  public let ranking: EvaluationReport
  /// Links as candidate selection against other ways of it: recall at equal numbers of candidates.
  public let candidates: EvaluationReport
  /// Recall against false positive rate.
  public let curve: LinkCurve
}

extension Evaluator {
  /// How well links learned from the hires of the NLSY97 survey lead to the next occupation.
  ///
  /// Learned on the training years; the weights of templates and the settings of the baselines are chosen on the tuning years, whatever
  /// the part.
  ///
  /// - Parameter data: the data folder, with `nlsy97` in it, perhaps `onet`.
  /// - Throws: `WorkspaceError` when a file or column is missing or a row cannot be used, `LinkGraphError` when there are too few hires to
  ///   learn from.
  public func links(data: URL) throws -> LinksReport { try links(data: data, settings: LinksProtocol()) }

  package func links(data: URL, settings: LinksProtocol) throws -> LinksReport {
    let dataset = try NLSY97Dataset(data: data, progress: progress)
    let codes = try NLSY97Occupations.codes(of: dataset.occupations, data: data, progress: progress)
    let rule = NextOccupationProtocol()
    let (split, tuning) = (rule.split(dataset.hires, for: part), rule.split(dataset.hires, for: .tune))
    let order = Array(dataset.occupations.indices)
    let ranking = try trial("links", split.cases, neutralOrder: order)
    let learned = try LearnedOccupationLinks(
      training: split.training, codes: codes, profiles: dataset.profiles, settings: settings, progress: progress)
    let models = learned.models(tuning: tuning.cases)
    let groups = dataset.groups.flatMap { split.groups(by: $0.attribute, $0.labels) }
    var ranked = report(
      ranking,
      NextOccupationModels.all(
        training: split.training, candidateCount: codes.count, profiles: dataset.profiles) + models,
      subsets: [split.changers] + groups)
    ranked.notes = dataset.notes + learned.notes(settings)
    let selection = ModelTrial(
      protocol: "links/candidates", cases: split.cases, ranking: ranking.ranking, bootstrap: bootstrap,
      metrics: [.recall(10), .recall(20), .recall(50)])
    let chosen = learned.selectors(
      links: models, profiles: dataset.profiles, tuning: tuning.cases, ranking: ranking.ranking)
    let selected = report(selection, chosen, subsets: [split.changers])
    let asked = split.hires.map { dataset.hires[$0] }
    return LinksReport(ranking: ranked, candidates: selected, curve: try learned.curve(on: asked, settings: settings))
  }
}

extension LearnedOccupationLinks {
  /// The models that rank by links, from the plainest up; weights are chosen on the tuning cases.
  func models(tuning: [JudgedCase<HireHistory>]) -> [any RankingModel<HireHistory>] {
    let (all, ratio, regression, combined) = scores
    func weighted(_ name: String, _ used: [Int]) -> WeightedScores {
      WeightedScores(name: name, scores: all, weights: ScoreWeights.fitted(all, to: tuning, using: used))
    }
    return [
      QualityOfLinks(rule: .best, links: self.combined, fields: fields, shares: shares),
      QualityOfLinks(rule: .mean, links: self.combined, fields: fields, shares: shares),
      weighted("links, sum by regression", regression),
      weighted("links, sum by regression, up to 3", combined),
      weighted("links, sum by ratio", ratio),
      weighted("links, ratio + regression", ratio + [all.names.count - 2]),
    ]
  }

  /// Ways to select candidates; what they leave open is chosen on the tuning cases by recall at 20.
  func selectors(
    links models: [any RankingModel<HireHistory>], profiles: OccupationProfiles?, tuning: [JudgedCase<HireHistory>],
    ranking: FullRanking
  ) -> [any RankingModel<HireHistory>] {
    func best(_ models: [any RankingModel<HireHistory>]) -> any RankingModel<HireHistory> {
      let recalls = models.map { model in ranking.ranks(of: tuning, by: model).count { $0 <= 20 } }
      var best = 0
      for index in models.indices where recalls[index] > recalls[best] { best = index }
      return models[best]
    }
    let fieldScores = SharedFieldScores(shared: shared)
    var weights = ScoreWeights.fitted(
      fieldScores, to: tuning, using: Array(SharedAttributes.fields.indices), areNonNegative: true)
    weights[weights.count - 1] = 1e-9
    return [PreviousThenPopular(shares: shares)]
      + (profiles.map { [RelatedOccupations(profiles: $0, shares: shares)] } ?? [])
      + [
        best([1, 2, 3, 5, 8, 12, 20, 40].map { TopAttributes(shared: shared, most: $0) }),
        best([1, 2, 3, 4].map { WeightedAttributes(shared: shared, minimumMatches: $0) }),
        WeightedScores(name: "one global weighted AND", scores: fieldScores, weights: weights),
      ] + models
  }

  /// Links of up to three meta links by both qualities, on hires that nothing was learned from.
  func curve(on hires: [ObservedHire], settings: LinksProtocol) throws -> LinkCurve {
    let pairs = try OccupationPairs(hires, fields: fields, noHiresAHire: settings.combinedNoHires, seed: settings.seed)
      .pairs
    let features = try LinkFeatures(of: pairs, in: combined.table, threads: 2)
    return LinkCurve(
      qualities: [("ratio", combined.ratios), ("regression", combinedRegression.weights.map { Double($0) })],
      features: features, hires: pairs.hires)
  }

  func notes(_ settings: LinksProtocol) -> [String] {
    [
      "no-hires are sampled, seed \(settings.seed): occupations of other hires of the same year and region, "
        + "\(settings.ratioNoHires) a hire for sums by ratio, \(settings.regressionNoHires) for sums by regression, "
        + "\(settings.combinedNoHires) for links of up to 3 meta links",
      "sums by ratio: \(single.count) links of \(single.report.pairs) pairs; sums by regression: \(regression.linkCount) of "
        + "\(weighed.links.count) links have a weight at cost \(regression.cost)",
      "up to 3 meta links, support 3, not more no-hires than hires: \(combined.count) links of \(combined.report.candidateRows) candidate "
        + "rows; by regression \(combinedRegression.linkCount) at cost \(combinedRegression.cost)",
      "the weights of sums are chosen on hires of 2013 and 2014 (multinomial logit), also where these are the cases",
    ]
  }
}

/// The same title: the previous occupation, then the most usual ones.
private struct PreviousThenPopular: RankingModel {
  let shares: [Double]

  let name = "same title"
  let formula = "∞ if o = previous, else training hires(o)"

  func scores(for history: HireHistory) -> [Double] {
    var scores = shares
    if let previous = history.previousOccupation { scores[previous] = .infinity }
    return scores
  }
}
