import JobMarket
import JobMatching

/// An answer as a person reads it.
struct MatchPage {
  let answer: MatchAnswer
  /// Whether the jobs stand in order, and so carry a number.
  let isRanking: Bool

  init(_ answer: MatchAnswer, isRanking: Bool = true) {
    (self.answer, self.isRanking) = (answer, isRanking)
  }

  /// The lines of the page.
  var lines: [String] {
    var lines: [String] = []
    if !answer.servedBy.isEmpty { lines.append("by " + answer.servedBy.joined(separator: ", ")) }
    lines += answer.notes.map { "note: \($0)" }
    lines.append(
      "\(TerminalProgress.counted(answer.matching, "offered job")) match\(answer.matching == 1 ? "es" : ""); "
        + "\(answer.strategy)")
    for (index, match) in answer.matches.enumerated() {
      lines.append("")
      lines += MatchPage.lines(of: match, number: isRanking ? String(index + 1) : "")
    }
    return lines
  }

  /// Links that a page shows of a job.
  private static let linkLimit = 3

  private static func lines(of match: Match, number: String) -> [String] {
    let margin = String(repeating: " ", count: 5)
    let head = String(repeating: " ", count: max(0, 3 - number.count)) + number + "  "
    let employer = match.job.company.isEmpty ? "" : " · \(Console.field(match.job.company))"
    var lines = [
      head
        + "\(match.score.rounded(to: 3))  \(Console.field(match.job.title))\(employer)  [\(Console.field(match.job.id))]"
    ]
    let parts = match.explanation.details.filter { $0.value != 0 }.map {
      "\($0.description) \($0.value.rounded(to: 3))"
    }
    if !parts.isEmpty { lines.append(margin + "= " + parts.joined(separator: " + ")) }
    if !match.sharedWords.isEmpty { lines.append(margin + "words: " + match.sharedWords.joined(separator: ", ")) }
    lines += match.links.prefix(linkLimit).map { margin + "link \($0.node): " + Console.field($0.words, limit: 400) }
    if match.links.count > linkLimit { lines.append(margin + "and \(match.links.count - linkLimit) more") }
    lines += entityLines(of: match.entities).map { margin + $0 }
    let places = match.job.places.map { Console.field($0.text) }.joined(separator: "; ")
    let distance = match.kilometers.map { "\(Int($0.rounded())) km" }
    let place = [places.isEmpty ? nil : places, distance].compactMap { $0 }.joined(separator: ", ")
    if !place.isEmpty { lines.append(margin + "place: " + place) }
    if !match.missing.isEmpty { lines.append(margin + "missing: " + match.missing.joined(separator: "; ")) }
    if !match.reposts.isEmpty {
      lines.append(
        margin + "also posted as: " + match.reposts.prefix(5).joined(separator: ", ")
          + (match.reposts.count > 5 ? " and \(match.reposts.count - 5) more" : ""))
    }
    return lines
  }
}

extension MatchPage {
  /// Occupations and skills: those shared, else what the job has.
  private static func entityLines(of match: EntityMatch) -> [String] {
    func line(_ name: String, _ labels: [String]) -> String? {
      labels.isEmpty ? nil : "\(name): " + labels.map { Console.field($0) }.joined(separator: ", ")
    }
    return [
      line("same occupation", match.sameOccupations), line("related occupation", match.relatedOccupations),
      line("shared skills", match.sharedSkills),
    ].compactMap { $0 }
  }
}

/// An explanation drawn as a tree.
struct ExplanationTree {
  let root: Explanation

  init(_ root: Explanation) {
    self.root = root
  }

  /// The lines of the tree.
  var lines: [String] {
    ["", ExplanationTree.label(root)] + ExplanationTree.branches(of: root, indent: "")
  }

  private static func branches(of node: Explanation, indent: String) -> [String] {
    node.details.enumerated().flatMap { index, detail in
      let isLast = index == node.details.count - 1
      return [indent + (isLast ? "└ " : "├ ") + label(detail)]
        + branches(of: detail, indent: indent + (isLast ? "  " : "│ "))
    }
  }

  private static func label(_ node: Explanation) -> String {
    let rule =
      switch node.rule {
      case .sum: ", the sum of"
      case .product: ", the product of"
      case .greatest, .mean, .given: ""
      }
    return "\(node.value.rounded(to: 4))  \(node.description)\(node.details.isEmpty ? "" : rule)"
  }
}

/// A match as a line of JSON.
struct MatchLine: Encodable {
  var rank: Int
  var job: String
  var title: String
  var company: String
  var places: [String]
  var score: Float
  var parts: [String: Float]
  var words: [String]
  var occupation: [String]
  var sameOccupations: [String]
  var relatedOccupations: [String]
  var sharedSkills: [String]
  var missingSkills: [String]
  var kilometers: Double?
  var missing: [String]
  var reposts: [String]

  init(_ match: Match, rank: Int) {
    self.rank = rank
    (job, title, company) = (match.job.id, match.job.title, match.job.company)
    places = match.job.places.map(\.text)
    score = match.score
    parts = Dictionary(match.explanation.details.map { ($0.description, $0.value) }, uniquingKeysWith: +)
    (words, kilometers, missing, reposts) = (match.sharedWords, match.kilometers, match.missing, match.reposts)
    (occupation, sameOccupations) = (match.entities.occupations, match.entities.sameOccupations)
    relatedOccupations = match.entities.relatedOccupations
    (sharedSkills, missingSkills) = (match.entities.sharedSkills, match.entities.missingSkills)
  }
}

extension Float {
  /// The number with a fixed count of decimals.
  func rounded(to decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let whole = (Double(self) * scale).rounded()
    guard abs(whole) < 9e18 else { return "\(self)" }
    let digits = String(Int(abs(whole)))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (whole < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
