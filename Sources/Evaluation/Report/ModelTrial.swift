import VectorMath

/// Lets models rank the same cases and sums up how well they do.
///
/// ```swift
/// let trial = ModelTrial(protocol: "quickhire", cases: split.cases, ranking: ranking, bootstrap: Bootstrap(seed: 7))
/// let report = trial.report(on: models)
/// ```
///
/// The report depends on cases, models and the bootstrap's seed only, not on the number of threads.
public struct ModelTrial<Input: Sendable>: Sendable {
  /// The protocol's name.
  public let `protocol`: String
  /// The questions.
  public let cases: [JudgedCase<Input>]
  /// How ties are decided.
  public let ranking: FullRanking
  /// How intervals are made.
  public let bootstrap: Bootstrap
  /// What is measured.
  public let metrics: [Metric]

  /// Makes a trial.
  public init(
    protocol: String, cases: [JudgedCase<Input>], ranking: FullRanking, bootstrap: Bootstrap,
    metrics: [Metric] = Metric.standard
  ) {
    (self.protocol, self.cases, self.ranking) = (`protocol`, cases, ranking)
    (self.bootstrap, self.metrics) = (bootstrap, metrics)
  }

  /// Ranks with every model and reports.
  ///
  /// - Parameters:
  ///   - models: with different names.
  ///   - subsets: parts of the cases to report beside all of them; a part without a case is left out.
  ///   - progress: called with how many of models × cases rankings are done, from any thread.
  ///
  /// O(models × cases × candidates + resamples × cases × models × metrics).
  public func report(
    on models: [any RankingModel<Input>], subsets: [CaseSubset] = [],
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> EvaluationReport {
    precondition(Set(models.map(\.name)).count == models.count, "two models of a trial share a name")
    let ranks = models.enumerated().map { index, model in
      ranking.ranks(of: cases, by: model) { progress(index * cases.count + $0) }
    }
    return report(models.map { ModelDescription(name: $0.name, formula: $0.formula) }, ranks: ranks, subsets: subsets)
  }

  private func report(_ models: [ModelDescription], ranks: [[Int]], subsets: [CaseSubset]) -> EvaluationReport {
    let all = CaseSubset.all(cases.count)
    let parts = ([all] + subsets).filter { !$0.members.isEmpty }
    let resampled = parts.map { part in
      bootstrap.resampled(
        ranks.flatMap { ranks in
          metrics.map { metric in part.members.map { metric.value(atRank: ranks[$0]) } }
        })
    }
    var lines: [EvaluationLine] = []
    for (index, model) in models.enumerated() {
      for (part, means) in zip(parts, resampled) {
        for (offset, metric) in metrics.enumerated() {
          let interval = means.interval(of: index * metrics.count + offset)
          lines.append(
            EvaluationLine(
              protocol: `protocol`, model: model.name, metric: metric.name(in: part.name), k: metric.k,
              value: interval.mean, low: interval.lower, high: interval.upper, n: interval.cases))
        }
      }
    }
    return EvaluationReport(
      protocol: `protocol`, models: models, definitions: definitions(parts), lines: lines,
      comparisons: resampled.first.map { comparisons(models, $0) } ?? [])
  }

  private func comparisons(_ models: [ModelDescription], _ means: Bootstrap.ResampledMeans) -> [ModelComparison] {
    var comparisons: [ModelComparison] = []
    for (index, model) in models.enumerated() {
      for (earlier, baseline) in models[..<index].enumerated() {
        for (offset, metric) in metrics.enumerated() {
          let difference = means.difference(
            of: index * metrics.count + offset, minus: earlier * metrics.count + offset)
          comparisons.append(
            ModelComparison(
              protocol: `protocol`, model: model.name, baseline: baseline.name, metric: metric.name, k: metric.k,
              difference: difference.interval.mean, low: difference.interval.lower, high: difference.interval.upper,
              p: difference.pValue, n: difference.interval.cases))
        }
      }
    }
    return comparisons
  }

  private func definitions(_ parts: [CaseSubset]) -> [EvaluationReport.Definition] {
    parts.flatMap { part in
      metrics.map { metric in
        EvaluationReport.Definition(
          metric: metric.name(in: part.name), k: metric.k,
          text: part.name.isEmpty ? metric.definition : "\(metric.definition); \(part.definition) only")
      }
    }
  }
}
