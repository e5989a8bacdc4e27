/// The words of a text, folded, with where they stand.
struct LocatedWords {
  private(set) var tokens: [String] = []
  private var ranges: [Range<Int>] = []

  /// Splits at every byte that is no ASCII letter or digit and no part of another character, then folds each piece; the
  /// words of one piece share its range. O(length).
  init(in text: String) {
    let tokenizer = Tokenizer()
    let bytes = Array(text.utf8)
    var start: Int?
    for index in 0...bytes.count {
      let isWord = index < bytes.count && LocatedWords.isWordByte(bytes[index])
      if isWord, start == nil { start = index }
      guard !isWord, let first = start else { continue }
      start = nil
      for token in tokenizer.tokens(in: String(decoding: bytes[first..<index], as: UTF8.self)) {
        tokens.append(token)
        ranges.append(first..<index)
      }
    }
  }

  /// How many words there are.
  var count: Int { tokens.count }

  /// Where some of the words stand, from the first byte of the first to the last of the last.
  func range(_ words: Range<Int>) -> Range<Int> {
    ranges[words.lowerBound].lowerBound..<ranges[words.upperBound - 1].upperBound
  }

  /// The text between two offsets of bytes; of a character that is cut in two, replacement characters remain.
  static func slice(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
  }

  /// ASCII letters and digits, and every byte of other characters.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
