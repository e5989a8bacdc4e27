extension ScannedText {
  /// The words of a text's bytes.
  static func words(of bytes: [UInt8]) -> [Word] {
    bytes.withUnsafeBufferPointer { bytes in
      var scanner = WordScanner(bytes: bytes)
      scanner.scan()
      return scanner.words
    }
  }
}

/// Walks the bytes of a text once.
private struct WordScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var words: [ScannedText.Word] = []
  private var hash = WordHash.empty
  private var start = -1
  private var gap = ScannedText.Gap.line

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    words.reserveCapacity(bytes.count / 6 + 1)
  }

  mutating func scan() {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let folded = WordScanner.folds[Int(byte)]
      if folded > 0 {
        if start < 0 { start = index }
        hash = WordHash.adding(folded, to: hash)
        index += 1
      } else if byte < 0x80 {
        index = separator(byte, at: index)
      } else {
        index = scalar(at: index)
      }
    }
    finish(at: bytes.count)
  }

  private mutating func finish(at end: Int) {
    guard start >= 0 else { return }
    words.append(
      ScannedText.Word(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), hash: hash, gap: gap,
        isCapitalized: (65...90).contains(bytes[start]) || bytes[start] == 0xC3 && bytes[start + 1] < 0x9F))
    (start, hash, gap) = (-1, WordHash.empty, .joined)
  }

  private mutating func separator(_ byte: UInt8, at index: Int) -> Int {
    switch byte {
    case UInt8(ascii: "'"):
      // Within a word it is passed over.
      if start >= 0, index + 1 < bytes.count, WordScanner.folds[Int(bytes[index + 1])] > 0 { return index + 1 }
      finish(at: index)
    case UInt8(ascii: "$"):
      finish(at: index)
      start = index
      hash = WordHash.adding(byte, to: hash)
      finish(at: index + 1)
    case UInt8(ascii: "."):
      // A letter with a stop is an initial or an abbreviation.
      let isInitial = start >= 0 && index - start == 1
      finish(at: index)
      if !isInitial, index + 1 == bytes.count || bytes[index + 1] <= 0x20 { gap = max(gap, .sentence) }
    case 10, 13:
      finish(at: index)
      gap = .line
    case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
      finish(at: index)
      gap = max(gap, .sentence)
    case UInt8(ascii: "<"):
      finish(at: index)
      return tag(at: index)
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "*"):
      finish(at: index)
      gap = max(gap, .comma)
    case UInt8(ascii: "-"):
      finish(at: index)
      // A hyphen joins, a dash does not.
      if index == 0 || bytes[index - 1] <= 0x20 { gap = max(gap, .comma) }
    default:
      finish(at: index)
    }
    return index + 1
  }

  /// A tag ends what stands before it, most of them a line.
  private mutating func tag(at index: Int) -> Int {
    guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") || (97...122).contains(bytes[index + 1] | 0x20)
    else { return index + 1 }
    let limit = min(bytes.count, index + 500)
    var end = index + 1
    while end < limit, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: "<") { end += 1 }
    guard end < limit, bytes[end] == UInt8(ascii: ">") else { return index + 1 }
    gap = .line
    return end + 1
  }

  private mutating func scalar(at index: Int) -> Int {
    let lead = bytes[index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, index + length <= bytes.count else {
      finish(at: index)
      return index + 1
    }
    var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    switch value {
    case 0xA3, 0x20AC, 0xA5, 0x20B9:
      finish(at: index)
      start = index
      for offset in 0..<length { hash = WordHash.adding(bytes[index + offset], to: hash) }
      finish(at: index + length)
    case 0x2019, 0xAD, 0x200B...0x200D, 0xFEFF:
      // An apostrophe, or nothing that is seen.
      if value == 0x2019,
        start < 0 || index + length >= bytes.count || WordScanner.folds[Int(bytes[index + length])] == 0
      {
        finish(at: index)
      }
    case 0x2013, 0x2014, 0x2022, 0x201C, 0x201D, 0xB7:
      finish(at: index)
      gap = max(gap, value == 0x2022 ? .sentence : .comma)
    case 0x80..<0x250:
      let plain = WordScanner.latin[Int(value)]
      if plain.isEmpty {
        finish(at: index)
      } else {
        if start < 0 { start = index }
        for byte in plain { hash = WordHash.adding(byte, to: hash) }
      }
    default:
      guard Unicode.Scalar(value)?.properties.isAlphabetic ?? false else {
        finish(at: index)
        return index + length
      }
      if start < 0 { start = index }
      for offset in 0..<length { hash = WordHash.adding(bytes[index + offset], to: hash) }
    }
    return index + length
  }

  /// ASCII letters in lower case and digits; 0 for all else.
  private static let folds: [UInt8] = (0..<256).map { value in
    switch value {
    case 65...90: UInt8(value + 32)
    case 48...57, 97...122: UInt8(value)
    default: 0
    }
  }

  /// The plain letters of the Latin scalars below U+0250; empty for what is no letter.
  private static let latin: [[UInt8]] = (0..<0x250).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { return [] }
    return Tokenizer().tokens(in: String(scalar)).first.map { Array($0.utf8) } ?? []
  }
}
