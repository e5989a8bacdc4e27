extension JSONParser {
  /// The string whose opening quote the cursor is at. O(length); text without escapes is taken over in one piece.
  mutating func string() throws(Failure) -> String {
    cursor.position += 1
    let start = cursor.position
    var offset = start
    while offset < cursor.count {
      switch cursor[offset] {
      case UInt8(ascii: "\""):
        cursor.position = offset + 1
        return try text(start..<offset)
      case UInt8(ascii: "\\"):
        return try escapedString(from: start, firstEscape: offset)
      case 0..<0x20:
        cursor.position = offset
        throw failure("a control character stands unescaped in a string")
      default:
        offset += 1
      }
    }
    cursor.position = start - 1
    throw failure("the string has no closing quote")
  }

  private func text(_ range: Range<Int>) throws(Failure) -> String {
    guard let text = cursor.text(range) else {
      throw Failure(offset: range.lowerBound, reason: "the string is not UTF-8")
    }
    return text
  }

  private mutating func escapedString(from start: Int, firstEscape: Int) throws(Failure) -> String {
    scratch.removeAll(keepingCapacity: true)
    cursor.append(start..<firstEscape, to: &scratch)
    cursor.position = firstEscape
    while !cursor.isAtEnd {
      let byte = cursor.current
      switch byte {
      case UInt8(ascii: "\""):
        cursor.position += 1
        guard let text = String(validating: scratch, as: UTF8.self) else {
          throw Failure(offset: start, reason: "the string is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"):
        cursor.position += 1
        try escape()
      case 0..<0x20:
        throw failure("a control character stands unescaped in a string")
      default:
        scratch.append(byte)
        cursor.position += 1
      }
    }
    throw Failure(offset: start - 1, reason: "the string has no closing quote")
  }

  /// Appends what stands after a backslash.
  private mutating func escape() throws(Failure) {
    let byte = cursor.current
    cursor.position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0c)
    case UInt8(ascii: "n"): scratch.append(0x0a)
    case UInt8(ascii: "r"): scratch.append(0x0d)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"): try appendScalar()
    default:
      cursor.position -= 1
      throw failure("no such escape: one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u is expected")
    }
  }

  /// Appends the scalar of `\uXXXX`, of which `\u` is passed, or of a pair of surrogates.
  private mutating func appendScalar() throws(Failure) {
    var code = try hexadecimal()
    if (0xd800..<0xdc00).contains(code) {
      guard cursor.take(UInt8(ascii: "\\")), cursor.take(UInt8(ascii: "u")) else {
        throw failure("half a surrogate pair stands alone")
      }
      let low = try hexadecimal()
      guard (0xdc00..<0xe000).contains(low) else { throw failure("half a surrogate pair stands alone") }
      code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half a surrogate pair stands alone") }
    scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard !cursor.isAtEnd, let digit = Character(Unicode.Scalar(cursor.current)).hexDigitValue else {
        throw failure("\\u wants four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      cursor.position += 1
    }
    return code
  }
}
