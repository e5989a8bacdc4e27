/// A word of a search: folded letters and digits, and where they stand.
struct QueryToken: Hashable, Sendable {
  /// The word as `Tokenizer` folds it.
  var text: String
  /// Offsets of UTF-8 bytes.
  var range: Range<Int>
  /// Whether a comma, bracket or line break stands before it.
  var opensClause: Bool
  /// Where a minus sign stands that takes the word away; `nil` without one.
  var minus: Int?
  /// The number of the quoted phrase it stands in.
  var phrase: Int?
}

/// Cuts a search into words.
///
/// A word is a run of letters, digits and the marks on them, as `Tokenizer` has it, so that every word of a search is one
/// of a job's. A minus takes a word away where a space or nothing stands before it and none behind: `-senior`, and not
/// `full-time`. Quotation marks make a phrase where they come in pairs.
enum QueryScanner {
  /// The words of a text. O(length).
  static func tokens(in text: String) -> [QueryToken] {
    var tokens: [QueryToken] = []
    var state = State()
    let phrases = self.phrases(in: text)
    let tokenizer = Tokenizer()
    func close(at end: Int) {
      guard let start = state.wordStart else { return }
      state.wordStart = nil
      let folded = tokenizer.folded(String(String.UnicodeScalarView(state.word)))
      state.word.removeAll(keepingCapacity: true)
      let phrase = phrases.firstIndex { $0.contains(start) }
      tokens.append(
        QueryToken(
          text: folded, range: start..<end, opensClause: state.opensClause, minus: state.minus, phrase: phrase))
      (state.opensClause, state.minus) = (false, nil)
    }
    var offset = 0
    for scalar in text.unicodeScalars {
      defer { offset += UTF8.width(scalar) }
      if isLetterOrDigit(scalar) || (state.wordStart != nil && scalar.properties.isGraphemeExtend) {
        if state.wordStart == nil {
          state.wordStart = offset
          state.minus = state.openMinus
        }
        state.word.append(scalar)
      } else {
        close(at: offset)
        if isClause(scalar) { state.opensClause = true }
      }
      // A minus takes a phrase away as well: -"night shift".
      if scalar == "-", state.isBehindSpace {
        state.openMinus = offset
      } else if !quotes.contains(scalar) {
        state.openMinus = nil
      }
      state.isBehindSpace = scalar.properties.isWhitespace || isClause(scalar)
    }
    close(at: offset)
    return tokens
  }

  private struct State {
    var wordStart: Int?
    var word: [Unicode.Scalar] = []
    var opensClause = true
    var minus: Int?
    var isBehindSpace = true
    var openMinus: Int?
  }

  /// The insides of pairs of quotation marks. O(length).
  private static func phrases(in text: String) -> [Range<Int>] {
    var phrases: [Range<Int>] = []
    var start: Int?
    var offset = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if quotes.contains(scalar) {
        if let open = start {
          phrases.append(open..<offset)
          start = nil
        } else {
          start = offset + width
        }
      }
      offset += width
    }
    return phrases
  }

  private static let quotes: Set<Unicode.Scalar> = ["\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{AB}", "\u{BB}"]

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isClause(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", "(", ")", "[", "]", "|", "\n", "\r", "\u{3001}", "\u{FF0C}": true
    default: false
    }
  }
}
