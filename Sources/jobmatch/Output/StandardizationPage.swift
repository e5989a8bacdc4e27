import JobMatching

/// A report on entities as a person reads it.
struct StandardizationPage {
  private let report: StandardizationReport
  private let examples: Int

  /// - Parameter examples: how many unmatched phrases a field.
  init(_ report: StandardizationReport, examples: Int = 10) {
    (self.report, self.examples) = (report, examples)
  }

  /// The lines of the page.
  var lines: [String] {
    var table = Table(headings: ["field", " jobs", " coverage", " values", " mentions", "found as"])
    for field in report.fields {
      let methods = field.methods.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      table.rows.append([
        field.field.name, TerminalProgress.grouped(field.jobs), StandardizationPage.percent(field.coverage),
        TerminalProgress.grouped(field.values), TerminalProgress.grouped(field.mentions),
        methods.map { "\($0.key) \(TerminalProgress.grouped($0.value))" }.joined(separator: ", "),
      ])
    }
    return sources + table.lines + changes + disagreements + unmatched
  }

  private var sources: [String] {
    let sources = report.taxonomies.map { source in
      "\(source.name) \(source.field) (\(TerminalProgress.grouped(source.concepts)) concepts, "
        + "\(TerminalProgress.grouped(source.labels)) labels)"
    }
    return [
      "by " + (sources.isEmpty ? "rules alone, since no taxonomy is configured" : sources.joined(separator: ", "))
    ]
  }

  private var disagreements: [String] {
    guard report.disagreements.count > 0 else { return [] }
    let count = TerminalProgress.grouped(report.disagreements.count)
    var table = Table(headings: ["field", "label", "counts as", "and not as"])
    for one in report.disagreements.examples.prefix(examples) {
      table.rows.append([one.field.name, Console.field(one.label, limit: 40), one.first, one.second])
    }
    return ["", "\(count) labels mean different things in two taxonomies; the first one given decides:"] + table.lines
  }

  private var changes: [String] {
    guard let changes = report.changes else { return [] }
    let coverage = changes.coverage.sorted { $0.key < $1.key }.map { field, difference in
      "\(field) \(difference < 0 ? "−" : "+")\(StandardizationPage.percent(abs(difference)))"
    }
    let counts = "\(changes.added) added, \(changes.changed) with other values, \(changes.removed) gone"
    return [
      "",
      "since \(changes.since): \(counts)\(coverage.isEmpty ? "" : "; coverage " + coverage.joined(separator: ", "))",
    ]
  }

  private var unmatched: [String] {
    var lines: [String] = []
    for field in Set(report.unmatched.map(\.field)).sorted() {
      lines += ["", "most frequent without \(field):"]
      var table = Table(headings: [" jobs", "phrase", "for example"])
      for miss in report.unmatched.filter({ $0.field == field }).prefix(examples) {
        table.rows.append([
          TerminalProgress.grouped(miss.jobs), Console.field(miss.phrase, limit: 60),
          "\(Console.field(miss.example, limit: 30)): \(Console.field(miss.text, limit: 60))",
        ])
      }
      lines += table.lines
    }
    return lines
  }

  private static func percent(_ share: Double) -> String { "\(Float(share * 100).rounded(to: 1)) %" }
}

/// One job's texts with the mentions marked.
struct MentionPage {
  private let view: MentionedTexts

  init(_ view: MentionedTexts) { self.view = view }

  /// Each text with its mentions between brackets, numbered, then the mentions by number.
  var lines: [String] {
    var lines: [String] = []
    var table = Table(headings: ["  #", "field", "value", " confidence", "found as", "stance", "text"])
    var number = 0
    let mentions = view.lines
    for text in view.texts {
      let found = mentions.filter { $0.part == text.part }
      var marks: [Int: [Int]] = [:]
      // Mentions of one stretch share its brackets; longer ones from the same start have brackets of their own.
      var starts: [Int: Set<Int>] = [:]
      for mention in found {
        number += 1
        marks[mention.end, default: []].append(number)
        if mention.end > mention.start { starts[mention.start, default: []].insert(mention.end) }
        table.rows.append([
          String(number), mention.field.name,
          Console.field(
            mention.label == mention.value ? mention.value : "\(mention.label) (\(mention.value))", limit: 70),
          mention.confidence.rounded(to: 2), mention.method.rawValue,
          mention.stance == .stated ? "" : mention.stance.rawValue, Console.field(mention.text, limit: 40),
        ])
      }
      lines += ["\(text.part.rawValue):"] + MentionPage.marked(text.text, starts.mapValues(\.count), marks) + [""]
    }
    return lines + table.lines
  }

  /// Opening brackets where mentions start, numbers and closing ones where they end; a line of the text each.
  private static func marked(_ text: String, _ starts: [Int: Int], _ ends: [Int: [Int]]) -> [String] {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    for index in 0...source.count {
      if let numbers = ends[index] { bytes += "⟧\(numbers.map(String.init).joined(separator: ","))".utf8 }
      for _ in 0..<starts[index, default: 0] { bytes += "⟦".utf8 }
      if index < source.count { bytes.append(source[index]) }
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true).prefix(200)
      .map { "  " + Console.field(String($0), limit: 2000) }
  }
}
