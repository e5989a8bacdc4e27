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
    for word in text.bytes[line].split(whereSeparator: { $0 <= FoldedText.space }) {
      words += 1
      switch HeadingReader.words[Array(word)] {
      case .required: required = true
      case .preferred: preferred = true
      case .stated, .negated: break
      case nil: isAllHeading = false
      }
    }
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

  /// The words of headings, and what they say.
  private static let words: [[UInt8]: Mention.Stance] = {
    var words: [[UInt8]: Mention.Stance] = [:]
    for word in ["essential", "essentials", "required", "mandatory", "minimum", "requirements", "must", "necessary"] {
      words[Array(word.utf8)] = .required
    }
    for word in ["desirable", "desirables", "desired", "preferred", "nice", "bonus", "advantageous", "preferable"] {
      words[Array(word.utf8)] = .preferred
    }
    for word in [
      "criteria", "skills", "skill", "knowledge", "qualifications", "qualification", "experience", "and", "or", "the", "to",
      "have", "haves", "you", "your", "abilities", "ability", "key", "education", "job", "role", "person", "specification",
      "for", "attributes", "training", "benefits", "responsibilities", "duties", "about", "us", "we", "offer", "other", "not",
      "but", "technical", "personal", "qualities", "competencies", "competences", "in", "of", "this", "post", "candidate",
      "candidates", "will", "need", "be", "points",
    ] {
      words[Array(word.utf8)] = .stated
    }
    return words
  }()
}
