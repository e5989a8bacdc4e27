extension FoldedText {
  static let joiner: UInt8 = 5
  static let stop: UInt8 = 6
  static let mark: UInt8 = 7
  static let other: UInt8 = 8

  /// What becomes of each byte: a letter or digit its folded form, above `space`; any other what it separates or needs.
  static let classes: [UInt8] = (0..<256).map { value in
    let byte = UInt8(value)
    switch byte {
    case 48...57, 97...122: return byte
    case 65...90: return byte + 32
    case 0x80...: return other
    case UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "&"): return joiner
    case UInt8(ascii: "."): return stop
    case UInt8(ascii: "<"): return mark
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return line
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return sentence
    case UInt8(ascii: ";"): return clause
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "_"),
      UInt8(ascii: "\t"):
      return space
    default: return wall
    }
  }

  /// Whether a byte is of a letter or digit, or of any character beyond ASCII.
  @inline(__always)
  static func isWordlike(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (48...57).contains(byte) || isLower(byte | 0x20)
  }

  /// How many bytes a character takes that begins with a byte; 1 for one that begins none.
  @inline(__always)
  static func length(ofCharacter lead: UInt8) -> Int {
    lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
  }

  /// The plain letters of the Latin scalars below U+0250; empty for what is no letter.
  static let latin: [[UInt8]] = (0..<0x250).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { return [] }
    let tokens = Tokenizer().tokens(in: String(scalar))
    return tokens.first.map { Array($0.utf8) } ?? []
  }
}
