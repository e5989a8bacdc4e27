/// Texts as cells of a line: what separates cells and lines is a space in them.
enum CellText {
  /// A text with every tab, line feed, carriage return and U+001F made a space, byte by byte: `\r\n` is one `Character`.
  static func flattened(_ text: String) -> String {
    text.utf8.contains(where: separates)
      ? String(decoding: text.utf8.map { separates($0) ? 0x20 : $0 }, as: UTF8.self) : text
  }

  private static func separates(_ byte: UInt8) -> Bool { byte == 9 || byte == 10 || byte == 13 || byte == 0x1F }
}

/// A 64-bit checksum (FNV-1a) of texts taken in one after another.
struct ContentChecksum {
  /// The checksum so far.
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Takes in a text and its end, so that `ab` + `c` is not `a` + `bc`. O(length).
  mutating func add(_ text: String) {
    var text = text
    let before = value
    value = text.withUTF8 { bytes in
      var hash = before
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return (hash ^ 0xFF) &* 0x100_0000_01b3
    }
  }

  /// The checksum of one text. O(length).
  static func of(_ text: String) -> UInt64 {
    var checksum = ContentChecksum()
    checksum.add(text)
    return checksum.value
  }
}
