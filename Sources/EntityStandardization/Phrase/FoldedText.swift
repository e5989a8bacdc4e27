/// A text as phrases are matched in it: lower case, without accents, one separator between words, with the way back to the
/// original's bytes.
///
/// ```swift
/// String(decoding: FoldedText("Café & C++").bytes, as: UTF8.self)  // "cafe c++"
/// ```
///
/// Letters, digits and `+ # &` within or behind a word stay, so that `C++`, `C#` and `R&D` are words; a full stop stays
/// before the first letter of a word (`.NET`) and is a space within one (`Node.js`). What separates words is one byte, from
/// `space` to `line`, the strongest that stands there; a phrase crosses none but a space unless it has the same itself.
/// Markup counts as a wall, or as a line break where it makes one.
package struct FoldedText: Sendable {
  /// The original's bytes of UTF-8.
  package let source: [UInt8]
  /// The folded bytes.
  package private(set) var bytes: [UInt8] = []
  /// Where each folded byte comes from; a byte of a character of several has the character's first.
  package private(set) var origins: [Int32] = []

  /// Stands between words of one phrase.
  package static let space: UInt8 = 0x20
  /// Stands for punctuation: a comma, a bracket.
  package static let wall: UInt8 = 1
  /// Stands for a semicolon.
  package static let clause: UInt8 = 2
  /// Stands where a sentence ends.
  package static let sentence: UInt8 = 3
  /// Stands where a line ends.
  package static let line: UInt8 = 4

  /// Folds a text. Linear in it.
  package init(_ text: String) { self.init(source: Array(text.utf8)) }

  /// Folds bytes of UTF-8; those that are none count as spaces. Linear.
  package init(source: [UInt8]) {
    self.source = source
    bytes.reserveCapacity(source.count + 2)
    origins.reserveCapacity(source.count + 2)
    fold(source.span)
  }

  /// The bytes of the original that folded bytes come from, whole characters.
  package func range(of folded: Range<Int>) -> Range<Int> {
    let last = Int(origins[folded.upperBound - 1])
    return Int(origins[folded.lowerBound])..<min(source.count, last + FoldedText.length(ofCharacter: source[last]))
  }

  /// The first folded byte that comes from a byte of the original or from one behind it. O(log length).
  func offset(ofByte byte: Int) -> Int {
    var (low, high) = (0, origins.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(origins[middle]) < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The folded words of a short text, without separators at its end: a phrase's key.
  package static func key(_ text: String) -> [UInt8] {
    var key = FoldedText(text).bytes
    while let last = key.last, last <= space { key.removeLast() }
    return key
  }

  private mutating func fold(_ source: Span<UInt8>) {
    let classes = FoldedText.classes
    var index = 0
    while index < source.count {
      let byte = source[index]
      let folded = classes[Int(byte)]
      // Letters and digits are most of every text.
      if folded > FoldedText.space {
        bytes.append(folded)
        origins.append(Int32(truncatingIfNeeded: index))
        index += 1
      } else {
        index = foldOther(source, at: index, folded)
      }
    }
  }

  private mutating func foldOther(_ source: Span<UInt8>, at index: Int, _ kind: UInt8) -> Int {
    let byte = source[index]
    switch kind {
    case FoldedText.joiner:
      // Behind a word, or behind another that is (`C++`).
      if let last = bytes.last, last > FoldedText.space { add(byte, index) } else { separate(FoldedText.space, index) }
    case FoldedText.stop: foldStop(source, at: index)
    case FoldedText.mark: return foldMark(source, at: index)
    case FoldedText.other: return foldScalar(source, at: index)
    default: separate(kind, index)
    }
    return index + 1
  }

  private mutating func add(_ byte: UInt8, _ origin: Int) {
    bytes.append(byte)
    origins.append(Int32(truncatingIfNeeded: origin))
  }

  /// Adds a separator; of several in a row the strongest stays, where the first stood.
  private mutating func separate(_ byte: UInt8, _ origin: Int) {
    guard let last = bytes.last else { return }
    if last > FoldedText.space {
      add(byte, origin)
    } else if byte != FoldedText.space, last == FoldedText.space || last < byte {
      bytes[bytes.count - 1] = byte
    }
  }

  private mutating func foldStop(_ source: Span<UInt8>, at index: Int) {
    let isBeforeWord = index + 1 < source.count && FoldedText.isWordlike(source[index + 1])
    let isBehindWord = index > 0 && FoldedText.isWordlike(source[index - 1])
    if isBeforeWord {
      guard isBehindWord else { return add(source[index], index) }
      // `the team.You will` lacks a space; `Node.js` and `ASP.NET` do not.
      let isSentence =
        index + 2 < source.count && isLower(source[index - 1]) && isUpper(source[index + 1])
        && (isLower(source[index + 2]) || source[index + 2] == FoldedText.space)
      separate(isSentence ? FoldedText.sentence : FoldedText.space, index)
    } else {
      // `e.g. Java` goes on.
      let isInitial = isBehindWord && (index < 2 || !FoldedText.isWordlike(source[index - 2]))
      separate(isInitial ? FoldedText.wall : FoldedText.sentence, index)
    }
  }

  /// `<`, of a tag or alone.
  private mutating func foldMark(_ source: Span<UInt8>, at index: Int) -> Int {
    let start = index + 1 < source.count && source[index + 1] == UInt8(ascii: "/") ? index + 2 : index + 1
    if start < source.count, isLower(source[start] | 0x20) {
      // A tag is short; a lone `<` must not swallow the text behind it.
      let limit = min(source.count, index + 500)
      var end = start
      while end < limit, source[end] != UInt8(ascii: ">"), source[end] != UInt8(ascii: "<") { end += 1 }
      if end < limit, source[end] == UInt8(ascii: ">") {
        separate(makesLine(source, start) ? FoldedText.line : FoldedText.wall, index)
        return end + 1
      }
    }
    separate(FoldedText.wall, index)
    return index + 1
  }

  /// Whether a tag's name is one of a block: `p`, `br`, `li`, `div`, a heading or a part of a table.
  private func makesLine(_ source: Span<UInt8>, _ start: Int) -> Bool {
    func letter(_ offset: Int) -> UInt8 { start + offset < source.count ? source[start + offset] | 0x20 : 0 }
    let isOneLetter = !isLower(letter(1)) && !(48...57).contains(letter(1))
    switch letter(0) {
    case UInt8(ascii: "p"): return isOneLetter
    case UInt8(ascii: "b"), UInt8(ascii: "t"): return letter(1) == UInt8(ascii: "r") || letter(1) == UInt8(ascii: "d")
    case UInt8(ascii: "l"), UInt8(ascii: "d"): return letter(1) == UInt8(ascii: "i")
    case UInt8(ascii: "u"), UInt8(ascii: "o"): return letter(1) == UInt8(ascii: "l")
    case UInt8(ascii: "h"): return (49...54).contains(letter(1))
    default: return false
    }
  }

  private mutating func foldScalar(_ source: Span<UInt8>, at index: Int) -> Int {
    let length = FoldedText.length(ofCharacter: source[index])
    guard length > 1, index + length <= source.count else {
      separate(FoldedText.space, index)
      return index + 1
    }
    var value = UInt32(source[index]) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(source[index + offset] & 0x3F) }
    if value < 0x250 {
      let plain = FoldedText.latin[Int(value)]
      if plain.isEmpty { separate(value == 0xA0 ? FoldedText.space : FoldedText.wall, index) }
      for byte in plain { add(byte, index) }
    } else if value == 0x2019 || (0x2010...0x2011).contains(value) {
      // An apostrophe and hyphens, as their plain forms.
      separate(FoldedText.space, index)
    } else if (0x2028...0x2029).contains(value) {
      separate(FoldedText.line, index)
    } else if (0x2000..<0x2070).contains(value) {
      // Dashes, quotes and bullets, without a look into the tables of Unicode.
      separate(FoldedText.wall, index)
    } else if Unicode.Scalar(value)?.properties.isAlphabetic ?? false {
      for offset in 0..<length { add(source[index + offset], index) }
    } else {
      separate(FoldedText.wall, index)
    }
    return index + length
  }
}

/// Whether a byte is a small letter of ASCII.
@inline(__always)
func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

/// Whether a byte is a capital of ASCII.
@inline(__always)
func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
