import Evaluation
import Foundation
import JobMatching

/// What `evaluate links` found: the ranking, links as candidate selection, and recall against false positive rate.
struct LinksPage {
  let report: LinksReport

  init(_ report: LinksReport) {
    self.report = report
  }

  /// Prints it, and draws the curve into a file.
  func show(json: Bool, comparisons: Bool, svg: String?) throws {
    if let svg {
      do {
        try Data(LinkCurvePicture(report.curve).svg.utf8).write(to: URL(filePath: svg))
      } catch {
        throw WorkspaceError("\(svg) cannot be written: \(error.localizedDescription)")
      }
    }
    try EvaluateCommand.show(report.ranking, json: json, comparisons: comparisons)
    if json {
      try EvaluateCommand.show(report.candidates, json: true, comparisons: comparisons)
      for line in curveLines { try Console.json(line) }
      return
    }
    Console.result("\nselection of candidates: recall at equal numbers of candidates a seeker\n")
    try EvaluateCommand.show(report.candidates, json: false, comparisons: comparisons)
    Console.result("")
    curveTable.forEach(Console.result)
  }

  private static let levels = (1...9).map { Double($0) / 10 }

  /// What both qualities need for the same recall.
  private var curveTable: [String] {
    var table = Table(headings: [
      "by", " links", " recall", " false positives", " links by regression", " recall", " false positives",
      " times fewer",
    ])
    func share(_ value: Double) -> String { Float(value).rounded(to: 3) }
    for saving in report.curve.savings(at: LinksPage.levels) {
      let other = saving.regression
      table.rows.append([
        "ratio", "\(saving.ratio.links)", share(saving.ratio.recall), share(saving.ratio.falsePositiveRate),
        other.map { "\($0.links)" } ?? "none as good", other.map { share($0.recall) } ?? "",
        other.map { share($0.falsePositiveRate) } ?? "", saving.times.map { Float($0).rounded(to: 1) } ?? "",
      ])
    }
    var ends = Table(headings: ["all links by", " links", " recall", " false positives"])
    for scoring in report.curve.scorings {
      guard let last = scoring.points.last else { continue }
      ends.rows.append([scoring.name, "\(last.links)", share(last.recall), share(last.falsePositiveRate)])
    }
    return [
      "links in falling quality on \(report.curve.hires) hires and \(report.curve.pairs - report.curve.hires) sampled no-hires:",
      "the first set by ratio of each tenth of recall, and the smallest by regression of at most 0.01 less recall and 0.01 more false positives",
    ] + table.lines + [""] + ends.lines + [
      "recall: share of hired pairs that a link joins", "false positives: share of joined pairs that are no hires",
    ]
  }

  /// A line a point and figure, k the number of links.
  private var curveLines: [EvaluationLine] {
    report.curve.scorings.flatMap { scoring in
      report.curve.savings(at: LinksPage.levels).compactMap { scoring.name == "ratio" ? $0.ratio : $0.regression }
        .flatMap { point in
          [("recall", point.recall), ("falsePositiveRate", point.falsePositiveRate)].map { metric, value in
            EvaluationLine(
              protocol: "links/curve", model: scoring.name, metric: metric, k: point.links, value: value, low: value,
              high: value, n: report.curve.pairs)
          }
        }
    }
  }
}
