/// What an evaluation found: every figure with its interval and its definition, and every pair of models compared.
public struct EvaluationReport: Hashable, Sendable, Codable {
  /// The protocol: `quickhire`, `nlsy97` or `market`.
  public var `protocol`: String
  /// The models with their formulas, in the order they were handed in.
  public var models: [ModelDescription]
  /// The parts of the cases that the lines are about, all cases first.
  public var parts: [Part]
  /// What each metric means, in the order of the lines.
  public var definitions: [Definition]
  /// The figures: a model after the other, within it a part of the cases after the other, within it by metric.
  public var lines: [EvaluationLine]
  /// Each model against each before it, on all cases.
  public var comparisons: [ModelComparison]
  /// What a reader should know: rows left out, and why.
  public var notes: [String] = []

  /// Makes a report.
  public init(
    protocol: String, models: [ModelDescription], parts: [Part], definitions: [Definition], lines: [EvaluationLine],
    comparisons: [ModelComparison]
  ) {
    (self.protocol, self.models, self.parts, self.definitions) = (`protocol`, models, parts, definitions)
    (self.lines, self.comparisons) = (lines, comparisons)
  }

  /// Some of the cases.
  public struct Part: Hashable, Sendable, Codable {
    /// What follows the slash in a metric's name: `changers`; empty for all cases.
    public var name: String
    /// Which cases those are, in words.
    public var definition: String
    /// How many.
    public var n: Int

    /// Makes a part.
    public init(name: String, definition: String, n: Int) {
      (self.name, self.definition, self.n) = (name, definition, n)
    }
  }

  /// What a metric means.
  public struct Definition: Hashable, Sendable, Codable {
    /// The metric, as in `EvaluationLine`.
    public var metric: String
    /// The k of recall at k.
    public var k: Int?
    /// The meaning in one line.
    public var text: String

    /// Makes a definition.
    public init(metric: String, k: Int?, text: String) {
      (self.metric, self.k, self.text) = (metric, k, text)
    }
  }

  /// The definition to show beside a line; `nil` for a line of another report. O(definitions).
  public func definition(of line: EvaluationLine) -> String? {
    definitions.first { $0.metric == line.metric && $0.k == line.k }?.text
  }

  /// The line of a model and metric, for all cases or for a part of them; `nil` when there is none. O(lines).
  public func line(_ model: String, _ metric: Metric, subset: String = "") -> EvaluationLine? {
    line(model, metric.name, k: metric.k, part: subset)
  }

  /// The same for a metric by name, which need not be one of `Metric`'s. O(lines).
  public func line(_ model: String, _ metric: String, k: Int?, part: String = "") -> EvaluationLine? {
    let name = part.isEmpty ? metric : "\(metric)/\(part)"
    return lines.first { $0.model == model && $0.metric == name && $0.k == k }
  }
}

extension Metric {
  /// The metric's name for a part of the cases: `recall/changers`; without a slash for all, whose name is empty.
  public func name(in part: String) -> String {
    part.isEmpty ? name : "\(name)/\(part)"
  }
}
