import Evaluation

/// A report as a person reads it: a table with a model a row and a metric a column, one a part of the cases, then what
/// everything means.
struct EvaluationPage {
  let report: EvaluationReport

  init(_ report: EvaluationReport) {
    self.report = report
  }

  /// The tables and the definitions.
  var lines: [String] {
    // Those of all cases; a part's have the part's name behind theirs.
    let metrics = report.definitions.filter { !$0.metric.contains("/") }
    var lines: [String] = []
    for part in report.parts {
      lines.append("\(part.definition) (\(part.n)):")
      var table = Table(headings: ["model"] + metrics.map { " " + EvaluationPage.title($0.metric, $0.k) })
      for model in report.models {
        table.rows.append(
          [model.name] + metrics.map { cell(report.line(model.name, $0.metric, k: $0.k, part: part.name)) })
      }
      lines += table.lines + [""]
    }
    lines += metrics.map { "\(EvaluationPage.title($0.metric, $0.k)): \($0.text)" }
    lines.append("[low, high]: 95 % interval over the cases")
    lines += report.models.map { "\($0.name): \($0.formula)" }
    lines += report.notes.map { "note: \($0)" }
    return lines
  }

  private func cell(_ line: EvaluationLine?) -> String {
    line.map {
      "\(Float($0.value).rounded(to: 3)) [\(Float($0.low).rounded(to: 3)), \(Float($0.high).rounded(to: 3))]"
    } ?? ""
  }

  /// Every pair of models.
  var comparisonLines: [String] {
    var table = Table(headings: ["model", "against", "metric", " difference", " interval", " p"])
    for comparison in report.comparisons {
      table.rows.append([
        comparison.model, comparison.baseline, EvaluationPage.title(comparison.metric, comparison.k),
        Float(comparison.difference).rounded(to: 4),
        "[\(Float(comparison.low).rounded(to: 4)), \(Float(comparison.high).rounded(to: 4))]",
        Float(comparison.p).rounded(to: 4),
      ])
    }
    return ["", "paired bootstrap over the same cases; p is not corrected for the number of pairs"] + table.lines
  }

  private static func title(_ metric: String, _ k: Int?) -> String {
    k.map { "\(metric)@\($0)" } ?? metric
  }
}
