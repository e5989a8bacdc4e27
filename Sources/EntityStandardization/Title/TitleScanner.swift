/// Cuts a title into words with their places, past tags, entities, control characters and pictures.
///
/// ASCII takes a path over bytes; a word with another letter is folded by `Tokenizer`.
package struct TitleScanner: Sendable {
  /// Makes the one scanner there is.
  package init() {}

  /// The words of a title's UTF-8 bytes, in order. O(length).
  package func words(in bytes: some RandomAccessCollection<UInt8>) -> [TitleWord] {
    var words: [TitleWord] = []
    var letters: [UInt8] = []
    var start = 0
    var depth = 0
    var separator = TitleWord.Separator.clause
    let bytes = Array(bytes)
    func flush(at end: Int) {
      guard !letters.isEmpty else { return }
      defer { letters.removeAll(keepingCapacity: true) }
      if letters.allSatisfy({ $0 < 0x80 }) {
        words.append(
          TitleWord(
            text: String(decoding: letters, as: UTF8.self), range: start..<end, depth: depth, before: separator))
      } else {
        let tokens = Tokenizer().tokens(in: String(decoding: letters, as: UTF8.self))
        for (position, token) in tokens.enumerated() {
          words.append(
            TitleWord(text: token, range: start..<end, depth: depth, before: position == 0 ? separator : .space))
        }
        // A run of pictures alone parts words as a clause does, and is none.
        if tokens.isEmpty { return separator = TitleScanner.stronger(separator, .clause) }
      }
      separator = .space
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if TitleScanner.isASCIIWord(byte) || byte >= 0x80 {
        let dash = TitleScanner.dash(bytes, at: index)
        if dash > 0 {
          flush(at: index)
          separator = TitleScanner.stronger(separator, .clause)
          index += dash
          continue
        }
        if letters.isEmpty { start = index }
        letters.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        index += 1
        continue
      }
      flush(at: index)
      switch byte {
      case 0x26:  // An entity, or an ampersand.
        let (length, found) = TitleScanner.entity(bytes, at: index)
        separator = TitleScanner.stronger(separator, found)
        index += length
        continue
      case 0x3C:  // A tag.
        let limit = min(bytes.count, index + 256)
        if let end = bytes[index..<limit].firstIndex(of: 0x3E) {
          index = TitleScanner.endOfProgram(bytes, tag: index..<end) ?? end
        }
        separator = TitleScanner.stronger(separator, .clause)
      case 0x28, 0x5B, 0x7B:
        depth += 1
        separator = TitleScanner.stronger(separator, .clause)
      case 0x29, 0x5D, 0x7D:
        depth = max(0, depth - 1)
        separator = TitleScanner.stronger(separator, .clause)
      case 0x2F, 0x7C, 0x3B, 0x5C: separator = TitleScanner.stronger(separator, .alternative)
      case 0x2B where index > 0 && !TitleScanner.isASCIIWord(bytes[index - 1]): separator = .ampersand
      case 0x2C, 0x3A, 0x21, 0x2A, 0x40, 0x7E: separator = TitleScanner.stronger(separator, .clause)
      case 0x2D, 0x5F:
        let spaced = index > 0 && bytes[index - 1] == 0x20 || index + 1 < bytes.count && bytes[index + 1] == 0x20
        if spaced { separator = TitleScanner.stronger(separator, .clause) }
      case 0x23, 0x24: separator = .sign
      default: break
      }
      index += 1
    }
    flush(at: bytes.count)
    return words
  }

  /// Where the end tag of a `script` or `style` begins, or the text ends, if the tag opens one: what is within is no text.
  private static func endOfProgram(_ bytes: [UInt8], tag: Range<Int>) -> Int? {
    let name = bytes[tag].dropFirst().prefix { isASCIIWord($0) }.map { $0 | 0x20 }
    guard name == Array("script".utf8) || name == Array("style".utf8) else { return nil }
    var index = tag.upperBound
    while index < bytes.count {
      if bytes[index] == 0x3C, index + 1 < bytes.count, bytes[index + 1] == 0x2F,
        bytes[(index + 2)...].prefix(name.count).map({ $0 | 0x20 }) == name
      {
        return index - 1
      }
      index += 1
    }
    return bytes.count - 1
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
  }

  private static func stronger(_ old: TitleWord.Separator, _ new: TitleWord.Separator) -> TitleWord.Separator {
    old == .sign || old == .alternative || old == .ampersand ? old : new
  }

  /// The length of an en dash, em dash, bullet, no-break space or curly quote, 0 for anything else.
  private static func dash(_ bytes: [UInt8], at index: Int) -> Int {
    if bytes[index] == 0xC2, index + 1 < bytes.count, (0x80...0xBF).contains(bytes[index + 1]),
      ![0xAA, 0xB5, 0xBA].contains(bytes[index + 1])
    {
      return 2
    }
    // General punctuation U+2000...U+206F, and 【】 with their neighbours U+3000...U+301F.
    guard index + 2 < bytes.count else { return 0 }
    if bytes[index] == 0xE2, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 { return 3 }
    if bytes[index] == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] < 0xA0 { return 3 }
    return 0
  }

  /// How long an entity is and what it parts; an ampersand alone is one byte.
  private static func entity(_ bytes: [UInt8], at index: Int) -> (length: Int, separator: TitleWord.Separator) {
    let limit = min(bytes.count, index + 10)
    guard let end = bytes[index..<limit].firstIndex(of: 0x3B), end > index + 1,
      bytes[(index + 1)..<end].allSatisfy({ isASCIIWord($0) || $0 == 0x23 })
    else { return (1, .ampersand) }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self).lowercased()
    switch name {
    case "amp", "#38", "#x26": return (end + 1 - index, .ampersand)
    case "#47", "#x2f", "sol": return (end + 1 - index, .alternative)
    case "#39", "apos", "rsquo", "lsquo", "nbsp", "#160": return (end + 1 - index, .space)
    default: return (end + 1 - index, .clause)
    }
  }
}
