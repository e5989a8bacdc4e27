import JobMarket

/// Knows the heading above each line of a text, going through it once.
struct HeadingReader {
  private let text: FoldedText
  /// Where the next line begins, in folded bytes.
  private var next = 0
  /// What the list says that the last line read is of.
  private var current = Mention.Stance.stated

  /// Headings are short: longer lines are not looked into.
  private static let longestHeading = 70
  /// A line of a list is no paragraph.
  private static let longestItem = 260

  init(_ text: FoldedText) { self.text = text }

  /// What the heading above the line of a folded offset says; offsets must rise. Linear over all of them.
  mutating func stance(at offset: Int) -> Mention.Stance {
    while next <= offset { readLine() }
    return current
  }

  private mutating func readLine() {
    let start = next
    let bytes = text.bytes
    var end = start
    var sentences = 0
    while end < bytes.count, bytes[end] != FoldedText.line {
      if bytes[end] == FoldedText.sentence, end + 1 < bytes.count { sentences += 1 }
      end += 1
    }
    next = end + 1
    if end - start <= HeadingReader.longestHeading, let stance = heading(start..<end) {
      current = stance
    } else if end - start > HeadingReader.longestItem || sentences > 1 {
      current = .stated
    }
  }

  /// What a line says of the list below it; `nil` for a line that is no heading.
  private func heading(_ line: Range<Int>) -> Mention.Stance? {
    guard !line.isEmpty else { return nil }
    var required = false
    var preferred = false
    var isAllHeading = true
    var words = 0
    var reached = line.lowerBound
    HeadingReader.words.forEachMatch(in: text, part: line) { match in
      if text.bytes[reached..<match.folded.lowerBound].contains(where: { $0 > FoldedText.space }) {
        isAllHeading = false
      }
      reached = match.folded.upperBound
      if match.phrase < HeadingReader.requiring.count {
        required = true
      } else if match.phrase < HeadingReader.requiring.count + HeadingReader.preferring.count {
        preferred = true
      }
      return true
    }
    if text.bytes[reached..<line.upperBound].contains(where: { $0 > FoldedText.space }) { isAllHeading = false }
    for index in line where text.bytes[index] <= FoldedText.space { words += 1 }
    words += 1
    let hasColon = endsWithColon(line)
    guard isAllHeading || (hasColon && words <= 10) else { return nil }
    if preferred { return .preferred }
    if required { return .required }
    // `Person specification` alone says nothing of what it is above; `Benefits:` ends what was said before.
    return hasColon || words == 1 ? .stated : nil
  }

  private func endsWithColon(_ line: Range<Int>) -> Bool {
    var index = Int(text.origins[line.upperBound - 1]) + 1
    while index < text.source.count, text.source[index] == FoldedText.space { index += 1 }
    if index < text.source.count, text.source[index] == UInt8(ascii: ":") { return true }
    let last = text.source[Int(text.origins[line.upperBound - 1])]
    return last == UInt8(ascii: ":")
  }

  private static let requiring = [
    "essential", "essentials", "required", "mandatory", "minimum", "requirements", "must", "necessary",
  ]
  private static let preferring = [
    "desirable", "desirables", "desired", "preferred", "nice", "bonus", "advantageous", "preferable",
  ]
  /// The words of headings: those that require, those that prefer, all others.
  private static let words = PhraseMatcher(
    requiring + preferring + [
      "criteria", "skills", "skill", "knowledge", "qualifications", "qualification", "experience", "and", "or", "the",
      "to",
      "have", "haves", "you", "your", "abilities", "ability", "key", "education", "job", "role", "person",
      "specification",
      "for", "attributes", "training", "benefits", "responsibilities", "duties", "about", "us", "we", "offer", "other",
      "not",
      "but", "technical", "personal", "qualities", "competencies", "competences", "in", "of", "this", "post",
      "candidate",
      "candidates", "will", "need", "be", "points",
    ]
  ) { _ in false }
}
