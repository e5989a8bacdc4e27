/// Reads the JSON of the store's own columns: what `RowBuffer` writes, and whatever SQLite's JSON functions make of it.
struct JSONTextReader {
  /// A text that is not what the column should hold.
  struct Failure: Error {
    /// Offset in bytes.
    var offset: Int
    /// What stands there instead of what is allowed.
    var reason: String
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Reads one whole value and makes sure that nothing follows it.
  static func read<T>(_ text: String, _ body: (inout JSONTextReader) throws -> T) throws -> T {
    var reader = JSONTextReader(text)
    let value = try body(&reader)
    reader.skipSpace()
    guard reader.position == reader.bytes.count else { throw reader.failure("something follows the value") }
    return value
  }

  mutating func array<T>(_ element: (inout JSONTextReader) throws -> T) throws -> [T] {
    var elements: [T] = []
    try expect(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return elements }
    repeat { elements.append(try element(&self)) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return elements
  }

  mutating func object(_ member: (String, inout JSONTextReader) throws -> Void) throws {
    try expect(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return }
    repeat {
      skipSpace()
      let name = try string()
      try expect(UInt8(ascii: ":"))
      try member(name, &self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  mutating func string() throws -> String {
    try expect(UInt8(ascii: "\""))
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
      position += 1
    }
    guard position < bytes.count else { throw failure("the string does not end") }
    if bytes[position] == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    return try escapedString(Array(bytes[start..<position]))
  }

  private mutating func escapedString(_ prefix: [UInt8]) throws -> String {
    var text = prefix
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard position < bytes.count else { break }
      let escape = bytes[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try unicodeScalar())).utf8)
      default: text.append(escape)
      }
    }
    throw failure("the string does not end")
  }

  private mutating func unicodeScalar() throws -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { throw failure("half of a surrogate pair") }
    position += 2
    let second = try hexadecimal()
    guard (0xD800..<0xDC00).contains(first), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw failure("half of a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("'\\u' needs four hexadecimal digits") }
    position += 4
    return value
  }

  mutating func number() throws -> Double {
    let text = numberText()
    guard let value = Double(text) else { throw failure("'\(text)' is not a number") }
    return value
  }

  mutating func integer() throws -> Int64 {
    let text = numberText()
    guard let value = Int64(text) else { throw failure("'\(text)' is not a whole number") }
    return value
  }

  private mutating func numberText() -> String {
    skipSpace()
    let start = position
    while position < bytes.count, RowTextBytes.inNumbers.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private enum RowTextBytes {
    static let inNumbers = Set("+-.0123456789eE".utf8)
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard take(byte) else { throw failure("'\(Character(Unicode.Scalar(byte)))' is missing") }
  }

  func failure(_ reason: String) -> Failure {
    Failure(offset: position, reason: reason)
  }
}
