import Foundation

/// Texts as a reader takes them to be the same: their words, without case, accents and punctuation.
enum FoldedText {
  /// The words of a text, folded and joined by single spaces: `Café  Sous-Chef!` and `cafe sous chef` are one. A word is a
  /// run of letters, digits and their marks. O(length).
  static func words(of text: String) -> String {
    if let ascii = asciiWords(of: text) { return ascii }
    let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    var words: [String] = []
    for run in folded.unicodeScalars.split(whereSeparator: { !isInWord($0) && !$0.properties.isGraphemeExtend }) {
      // A mark belongs to the letter before it; without one it is punctuation.
      let word = run.drop { !isInWord($0) }
      if !word.isEmpty { words.append(String(word).lowercased()) }
    }
    return words.joined(separator: " ")
  }

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// The same over bytes; `nil` for a text beyond ASCII.
  private static func asciiWords(of text: String) -> String? {
    var words: [UInt8] = []
    var isBetweenWords = false
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let lower = isCapital ? byte | 0x20 : byte
      guard
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(lower)
      else {
        isBetweenWords = true
        continue
      }
      if isBetweenWords, !words.isEmpty { words.append(UInt8(ascii: " ")) }
      isBetweenWords = false
      words.append(lower)
    }
    return String(decoding: words, as: UTF8.self)
  }
}
