import EntityStandardization
import Evaluation
import Foundation
import VectorMath

extension Evaluator {
  /// How many mentions of skills are right, by the hand-judged sample that the library carries.
  ///
  /// Two finders are judged: the rules that `standardize` uses, and a plain longest match over the same labels. Each is
  /// judged on the mentions drawn from its own, those that it still finds; how many of the right ones it still finds is said
  /// beside it. Intervals are Wilson's (1927, doi:10.1080/01621459.1927.10502953), at 95 %.
  ///
  /// - Parameter data: the data folder, with `postings`, `esco` and `onet` in it.
  /// - Throws: `WorkspaceError` when a file or column is missing.
  public func standardizeSkills(data: URL) throws -> EvaluationReport {
    let judged = try JudgedMentions(csv: PackageResources.skill_mentions_csv).mentions
    let taxonomies = try TaxonomyBook(
      reading: ["esco", "onet"].map { try TaxonomySource(parsing: "\($0)=\(data.appending(path: $0).path)") }
    ).taxonomies.filter { $0.field == .skill }
    var texts: [String: SkillSample.Text] = [:]
    for source in SkillSample.Source.allCases {
      let wanted = Set(judged.filter { $0.source == source.rawValue }.map(\.id))
      for text in try SkillSample.texts(of: source, data: data).joined() where wanted.contains(text.id) {
        texts["\(source.rawValue) \(text.id)"] = text
      }
    }
    let finders: [(name: String, formula: String, finder: any MentionFinder)] = [
      ("rules", "longest label at each word, by what the label demands of the text", SkillFinder(taxonomies)),
      ("plain", "longest label at each word", PlainSkillFinder(taxonomies)),
    ]
    var lines: [EvaluationLine] = []
    for (name, _, finder) in finders {
      let own = judged.filter { $0.finder == name }
      var mentions: [String: Set<SkillSpan>] = [:]
      let isFound = try own.map { judged in
        let key = "\(judged.source) \(judged.id)"
        guard let text = texts[key] else {
          throw WorkspaceError("evaluate standardize/skills: no \(judged.source) advert '\(judged.id)' is in the data")
        }
        if mentions[key] == nil {
          mentions[key] = Set(finder.mentions(in: text.text, part: text.part).map { SkillSpan($0.range, $0.value) })
        }
        return mentions[key]?.contains(SkillSpan(judged.range, judged.value)) ?? false
      }
      for part in [""] + SkillSample.Source.allCases.map(\.rawValue) {
        let rows = zip(own, isFound).filter { part.isEmpty || $0.0.source == part }
        let suffix = part.isEmpty ? "" : "/\(part)"
        lines += [
          Self.share("precision" + suffix, name, of: rows.filter { $0.1 }.map(\.0.isRight)),
          Self.share("kept" + suffix, name, of: rows.filter { $0.0.isRight }.map(\.1)),
        ]
      }
    }
    return report(finders.map { ModelDescription(name: $0.name, formula: $0.formula) }, lines, judged)
  }

  private func report(
    _ models: [ModelDescription], _ lines: [EvaluationLine], _ judged: [JudgedMentions.Judged]
  ) -> EvaluationReport {
    let parts = [("", "all judged mentions"), ("nhs", "NHS descriptions"), ("dice", "Dice lists of skills and titles")]
    return EvaluationReport(
      protocol: "standardize/skills", models: models,
      parts: parts.map { name, definition in
        EvaluationReport.Part(
          name: name, definition: definition, n: judged.filter { name.isEmpty || $0.source == name }.count)
      },
      definitions: parts.flatMap { name, definition in
        let suffix = name.isEmpty ? "" : "/\(name)"
        return [
          EvaluationReport.Definition(
            metric: "precision" + suffix, k: nil,
            text: "share of right mentions among those judged and still found; \(definition)"),
          EvaluationReport.Definition(
            metric: "kept" + suffix, k: nil,
            text: "share of the mentions judged right that are still found; \(definition)"),
        ]
      },
      lines: lines, comparisons: [])
  }

  private static func share(_ metric: String, _ model: String, of values: [Bool]) -> EvaluationLine {
    let interval = wilson(values.filter { $0 }.count, of: values.count)
    return EvaluationLine(
      protocol: "standardize/skills", model: model, metric: metric, k: nil,
      value: values.isEmpty ? .nan : Double(values.filter { $0 }.count) / Double(values.count), low: interval.low,
      high: interval.high, n: values.count)
  }

  /// Wilson's score interval of a share at 95 %.
  static func wilson(_ hits: Int, of count: Int) -> (low: Double, high: Double) {
    guard count > 0 else { return (.nan, .nan) }
    let z = 1.959963984540054
    let (n, share) = (Double(count), Double(hits) / Double(count))
    let center = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (min(share, max(0, center - half)), max(share, min(1, center + half)))
  }
}

/// A mention as it is judged.
private struct SkillSpan: Hashable {
  var range: Range<Int>
  var value: String

  init(_ range: Range<Int>, _ value: String) { (self.range, self.value) = (range, value) }
}
