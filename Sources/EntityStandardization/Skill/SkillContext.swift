import JobMarket

/// What the words round a mention say about it.
///
/// Reads the sentence: from the wall or line break before to the one after, and the heading above in a list.
enum SkillContext {
  private static let negations = [
    "no experience in", "no experience of", "no experience with", "no previous experience", "no prior experience",
    "no knowledge of", "without", "not required", "not necessary", "not needed", "not essential",
    "is not a requirement",
    "no need for", "no need to", "do not need", "does not require", "you don t need", "don t need",
  ]
  private static let requirements = [
    "essential", "required", "must have", "must be", "requirement", "requirements", "mandatory", "you will need",
    "you will have", "minimum", "proficient in", "necessary",
  ]
  private static let preferences = [
    "desirable", "preferred", "preferably", "nice to have", "a plus", "advantage", "advantageous", "bonus", "ideally",
    "would be beneficial", "is beneficial",
  ]

  /// The stance of the sentence that holds a range of a text. O(sentence).
  static func stance(in text: [UInt8], at range: Range<Int>) -> Mention.Stance {
    var (start, end) = (range.lowerBound, min(range.upperBound, text.count))
    let limit = 240
    while start > 0, range.lowerBound - start < limit, !isEnd(text, start - 1) { start -= 1 }
    while end < text.count, end - range.upperBound < limit, !isEnd(text, end) { end += 1 }
    let sentence = " " + Tokenizer().folded(String(decoding: text[start..<end], as: UTF8.self)) + " "
    if contains(sentence, negations) { return .negated }
    if contains(sentence, preferences) { return .preferred }
    return contains(sentence, requirements) ? .required : .stated
  }

  private static func isEnd(_ text: [UInt8], _ index: Int) -> Bool {
    switch text[index] {
    case 10, 13, UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"): true
    case UInt8(ascii: "."): index + 1 == text.count || text[index + 1] <= 0x20 || (65...90).contains(text[index + 1])
    default: false
    }
  }

  private static func contains(_ sentence: String, _ cues: [String]) -> Bool {
    cues.contains { sentence.contains(" \($0) ") }
  }
}
