/// Reads the JSON of the store's own columns: what `RowBuffer` writes, and whatever SQLite's JSON functions make of it.
struct JSONTextReader {
  /// A text that is not what the column should hold.
  struct Failure: Error {
    /// Offset in bytes.
    var offset: Int
    /// What stands there instead of what is allowed.
    var reason: String
  }

  private var cursor: ByteCursorHandle

  /// Reads one whole value from lent bytes and makes sure that nothing follows it.
  static func read<T>(_ cursor: ByteCursorHandle, _ body: (inout JSONTextReader) throws -> T) throws -> T {
    var reader = JSONTextReader(cursor: cursor)
    let value = try body(&reader)
    reader.skipSpace()
    guard reader.cursor.isAtEnd else { throw reader.failure("something follows the value") }
    return value
  }

  mutating func array<T>(_ element: (inout JSONTextReader) throws -> T) throws -> [T] {
    var elements: [T] = []
    try forEach { elements.append(try element(&$0)) }
    return elements
  }

  /// Reads an array whose elements `element` reads.
  mutating func forEach(_ element: (inout JSONTextReader) throws -> Void) throws {
    try expect(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
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
    let start = cursor.position
    var end = start
    while end < cursor.count, cursor[end] != UInt8(ascii: "\""), cursor[end] != UInt8(ascii: "\\") { end += 1 }
    guard end < cursor.count else { throw failure("the string does not end") }
    cursor.position = end
    if cursor.take(UInt8(ascii: "\"")) { return cursor.repairedText(start..<end) }
    return try escapedString(Array(cursor.bytes(start..<end)))
  }

  private mutating func escapedString(_ prefix: [UInt8]) throws -> String {
    var text = prefix
    while !cursor.isAtEnd {
      let byte = next()
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard !cursor.isAtEnd else { break }
      let escape = next()
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

  private mutating func next() -> UInt8 {
    defer { cursor.position += 1 }
    return cursor.current
  }

  private mutating func unicodeScalar() throws -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard cursor.take(UInt8(ascii: "\\")), cursor.take(UInt8(ascii: "u")) else {
      throw failure("half of a surrogate pair")
    }
    let second = try hexadecimal()
    guard (0xD800..<0xDC00).contains(first), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw failure("half of a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    let range = cursor.position..<cursor.position + 4
    guard range.upperBound <= cursor.count, let value = UInt32(cursor.repairedText(range), radix: 16) else {
      throw failure("'\\u' needs four hexadecimal digits")
    }
    cursor.position = range.upperBound
    return value
  }

  mutating func number() throws -> Double {
    let range = numberRange()
    if let value = exact(range) { return value }
    let text = cursor.repairedText(range)
    guard let value = Double(text) else { throw failure("'\(text)' is not a number") }
    return value
  }

  mutating func integer() throws -> Int64 {
    let range = numberRange()
    if let value = digits(range) { return value }
    let text = cursor.repairedText(range)
    guard let value = Int64(text) else { throw failure("'\(text)' is not a whole number") }
    return value
  }

  /// The bytes of a number from the cursor on, which is put behind them.
  private mutating func numberRange() -> Range<Int> {
    skipSpace()
    let start = cursor.position
    while !cursor.isAtEnd, JSONTextReader.isInNumbers(cursor.current) { cursor.position += 1 }
    return start..<cursor.position
  }

  /// 1 to 18 decimal digits as the number they are; `nil` for anything else.
  private func digits(_ range: Range<Int>) -> Int64? {
    guard (1...18).contains(range.count) else { return nil }
    var value: Int64 = 0
    for offset in range {
      let digit = cursor[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  /// A number of at most 15 digits with a point among them or none, without exponent; `nil` for anything else. Digits and
  /// power of ten are exact, so that their quotient is rounded once and right (Clinger 1990, doi:10.1145/93542.93557).
  private func exact(_ range: Range<Int>) -> Double? {
    guard range.count <= 16 else { return nil }
    var (value, power, count) = (0.0, 1.0, 0)
    var sawPoint = false
    let isNegative = !range.isEmpty && cursor[range.lowerBound] == UInt8(ascii: "-")
    for offset in range.dropFirst(isNegative ? 1 : 0) {
      let digit = cursor[offset] &- UInt8(ascii: "0")
      if digit < 10 {
        value = value * 10 + Double(digit)
        count += 1
        if sawPoint { power *= 10 }
      } else if cursor[offset] == UInt8(ascii: "."), !sawPoint, count > 0 {
        sawPoint = true
      } else {
        return nil
      }
    }
    guard (1...15).contains(count), !sawPoint || power > 1 else { return nil }
    return (isNegative ? -value : value) / power
  }

  private static func isInNumbers(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func skipSpace() {
    while !cursor.isAtEnd, cursor.current <= 0x20 { cursor.position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    return cursor.take(byte)
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard take(byte) else { throw failure("'\(Character(Unicode.Scalar(byte)))' is missing") }
  }

  func failure(_ reason: String) -> Failure {
    Failure(offset: cursor.position, reason: reason)
  }
}
