/// A text as phrases are matched in it: lower case, without accents, one space between words, with the way back to the
/// original's bytes.
///
/// Letters, digits and `+ # &` within or behind a word stay, so that `C++`, `C#` and `R&D` are words; a full stop stays
/// before the first letter of a word (`.NET`) and is a space within one (`Node.js`). Punctuation at which a phrase cannot go on
/// becomes `FoldedText.wall`; markup and character entities do as well.
struct FoldedText {
  /// The folded bytes.
  private(set) var bytes: [UInt8] = []
  /// Where each folded byte comes from.
  private(set) var origins: [Int32] = []
  /// How many original bytes the character takes that a folded byte comes from.
  private(set) var widths: [UInt8] = []

  /// The byte that no phrase crosses unless it has one itself.
  static let wall: UInt8 = 1
  static let space: UInt8 = 0x20

  /// Folds a text. Linear in it.
  init(_ text: String) {
    var copy = text
    copy.withUTF8 { fold($0) }
  }

  private mutating func fold(_ source: UnsafeBufferPointer<UInt8>) {
    bytes.reserveCapacity(source.count + 2)
    origins.reserveCapacity(source.count + 2)
    widths.reserveCapacity(source.count + 2)
    var index = 0
    while index < source.count {
      let byte = source[index]
      let kind = FoldedText.kinds[Int(byte)]
      switch kind {
      case .word:
        append(FoldedText.lower[Int(byte)], index)
        index += 1
      case .other:
        index = foldScalar(source, at: index)
      case .space:
        append(FoldedText.space, index)
        index += 1
      case .joiner:
        let isWord = index > 0 && FoldedText.kinds[Int(source[index - 1])].isWordlike
        append(isWord ? byte : FoldedText.space, index)
        index += 1
      case .stop:
        index = foldStop(source, at: index)
      case .wall:
        index = foldWall(source, at: index)
      }
    }
  }

  /// Adds a byte; spaces and walls in a row become one, of which a wall wins.
  private mutating func append(_ byte: UInt8, _ origin: Int, width: Int = 1) {
    if byte == FoldedText.space || byte == FoldedText.wall {
      guard let last = bytes.last else { return }
      if last == FoldedText.wall { return }
      if last == FoldedText.space {
        if byte == FoldedText.wall { bytes[bytes.count - 1] = byte }
        return
      }
    }
    bytes.append(byte)
    origins.append(Int32(truncatingIfNeeded: origin))
    widths.append(UInt8(width))
  }

  private mutating func foldStop(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let isBeforeWord = index + 1 < source.count && FoldedText.kinds[Int(source[index + 1])].isWordlike
    let isBehindWord = index > 0 && FoldedText.kinds[Int(source[index - 1])].isWordlike
    if isBeforeWord, !isBehindWord {
      append(source[index], index)
    } else {
      append(isBeforeWord ? FoldedText.space : FoldedText.wall, index)
    }
    return index + 1
  }

  /// Punctuation; a tag from `<` to `>` and an entity from `&` to `;` as a whole.
  private mutating func foldWall(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    append(FoldedText.wall, index)
    if source[index] == UInt8(ascii: "<"), index + 1 < source.count,
      source[index + 1] == UInt8(ascii: "/") || FoldedText.kinds[Int(source[index + 1])] == .word
    {
      // A tag is short; a lone `<` must not swallow the text behind it.
      let limit = min(source.count, index + 500)
      var end = index + 1
      while end < limit, source[end] != UInt8(ascii: ">"), source[end] != UInt8(ascii: "<") { end += 1 }
      if end < limit, source[end] == UInt8(ascii: ">") { return end + 1 }
    }
    return index + 1
  }

  private mutating func foldScalar(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = source[index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, index + length <= source.count else {
      append(FoldedText.space, index)
      return index + 1
    }
    var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(source[index + offset] & 0x3F) }
    if value < 0x250 {
      let plain = FoldedText.latin[Int(value)]
      if plain.isEmpty {
        append(FoldedText.wall, index)
      } else {
        for byte in plain { append(byte, index, width: length) }
      }
    } else if Unicode.Scalar(value).map({ $0.properties.isAlphabetic }) ?? false {
      for offset in 0..<length { append(source[index + offset], index, width: length) }
    } else {
      append(FoldedText.wall, index)
    }
    return index + length
  }

  private enum Kind {
    case word, other, space, joiner, stop, wall

    var isWordlike: Bool { self == .word || self == .other }
  }

  private static let kinds: [Kind] = (0..<256).map { value in
    let byte = UInt8(value)
    switch byte {
    case 48...57, 65...90, 97...122: return .word
    case 0x80...: return .other
    case UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "&"): return .joiner
    case UInt8(ascii: "."): return .stop
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "_"): return .space
    default: return .wall
    }
  }

  private static let lower: [UInt8] = (0..<256).map { (65...90).contains($0) ? UInt8($0 + 32) : UInt8($0) }

  /// The plain letters of the Latin scalars below U+0250; empty for what is no letter.
  private static let latin: [[UInt8]] = (0..<0x250).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { return [] }
    let tokens = Tokenizer().tokens(in: String(scalar))
    return tokens.first.map { Array($0.utf8) } ?? []
  }
}
