/// A text as rules read it: its bytes and its words, with what stands between them.
///
/// A word is a run of letters and digits, hashed in lower case without accents; an apostrophe within it is passed over, so
/// that `bachelor's` and `bachelors` are one word, and a currency's sign is a word of its own. Nothing but offsets into the
/// text is kept.
struct ScannedText: Sendable {
  /// The text's bytes.
  let bytes: [UInt8]
  /// Its words in order.
  private(set) var words: [Word] = []

  /// A word of a text.
  struct Word: Sendable {
    /// Where it begins and ends, in bytes.
    var start: Int32
    var end: Int32
    /// `WordHash` of the folded word.
    var hash: UInt64
    /// What stands between it and the word before.
    var gap: Gap
    /// Whether it begins with a capital.
    var isCapitalized: Bool

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// What stands between two words.
  enum Gap: UInt8, Comparable, Sendable {
    /// Nothing, or what joins words: a space, `-`, `/`, a full stop within an abbreviation.
    case joined
    /// A comma, a bracket, a colon, a dash.
    case comma
    /// The end of a sentence: a full stop before a space, `;`, `!`, `?`.
    case sentence
    /// The end of a line.
    case line

    static func < (first: Gap, second: Gap) -> Bool { first.rawValue < second.rawValue }
  }

  /// Reads a text. Linear in it.
  init(_ text: String) {
    bytes = Array(text.utf8)
    words = ScannedText.words(of: bytes)
  }

  /// The bytes of a range as text.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The bytes that words take, from the first's begin to the last's end.
  func range(_ range: Range<Int>) -> Range<Int> {
    Int(words[range.lowerBound].start)..<Int(words[range.upperBound - 1].end)
  }

  /// The first word of the sentence that holds a word, looking back at most so many words.
  func sentenceStart(of word: Int, limit: Int) -> Int {
    var start = word
    while start > 0, word - start < limit, words[start].gap < .sentence { start -= 1 }
    return start
  }

  /// Behind the last word of the sentence that holds a word, looking ahead at most so many words.
  func sentenceEnd(of word: Int, limit: Int) -> Int {
    var end = word + 1
    while end < words.count, end - word < limit, words[end].gap < .sentence { end += 1 }
    return end
  }
}
