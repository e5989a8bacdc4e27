import Evaluation

/// A report as a person reads it: a table with a model a row and a metric a column, then what everything means.
struct EvaluationPage {
  let report: EvaluationReport

  init(_ report: EvaluationReport) {
    self.report = report
  }

  /// The table and the definitions.
  var lines: [String] {
    let columns = report.definitions.map { (metric: $0.metric, k: $0.k) }
    var table = Table(headings: ["model"] + columns.map { " " + EvaluationPage.title($0.metric, $0.k) })
    for model in report.models {
      let cells = columns.map { column in
        let line = report.lines.first { $0.model == model.name && $0.metric == column.metric && $0.k == column.k }
        return line.map {
          "\(Float($0.value).rounded(to: 3)) [\(Float($0.low).rounded(to: 3)), \(Float($0.high).rounded(to: 3))]"
        }
          ?? ""
      }
      table.rows.append([model.name] + cells)
    }
    var lines = table.lines + [""]
    lines += report.definitions.map { "\(EvaluationPage.title($0.metric, $0.k)): \($0.text)" }
    let cases = Set(report.lines.map(\.n)).sorted().reversed().map(String.init).joined(separator: ", ")
    lines.append("[low, high]: 95 % bootstrap interval over cases (\(cases))")
    lines += report.models.map { "\($0.name): \($0.formula)" }
    return lines
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
