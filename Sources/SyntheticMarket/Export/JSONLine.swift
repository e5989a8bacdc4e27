import JobMarket

/// Builds lines of JSON byte by byte: members in the order in which they are added, absent values left out.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  /// Whether the next member or element needs no comma before it.
  private var isFirst = true

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  mutating func object(_ key: StaticString? = nil, _ body: (inout JSONLine) -> Void) {
    enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  mutating func array<Element>(
    _ key: StaticString, _ elements: some Sequence<Element>, _ body: (inout JSONLine, Element) -> Void
  ) {
    enclose(key, UInt8(ascii: "["), UInt8(ascii: "]")) { line in
      for element in elements { body(&line, element) }
    }
  }

  mutating func texts(_ key: StaticString, _ values: [String]) {
    if !values.isEmpty { array(key, values) { $0.element($1) } }
  }

  mutating func text(_ key: StaticString, _ value: String) {
    if value.isEmpty { return }
    name(key)
    string(value)
  }

  mutating func number(_ key: StaticString, _ value: Double?) {
    guard let value else { return }
    name(key)
    bytes.append(contentsOf: JSONLine.decimal(value).utf8)
  }

  mutating func integer(_ key: StaticString, _ value: Int?) {
    guard let value else { return }
    name(key)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func truth(_ key: StaticString, _ value: Bool) {
    name(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func instant(_ key: StaticString, _ value: Instant?) {
    guard let value else { return }
    name(key)
    bytes.append(UInt8(ascii: "\""))
    JSONLine.append(value, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds what `Instant.iso8601` gives, without its strings; years 1000 to 9999.
  static func append(_ instant: Instant, to bytes: inout [UInt8]) {
    let date = instant.date
    let rest = Int(instant.milliseconds - date.startOfDay.milliseconds)
    func digits(_ value: Int, _ width: Int, _ after: Unicode.Scalar) {
      var divisor = width == 4 ? 1000 : width == 3 ? 100 : 10
      while divisor > 0 {
        bytes.append(UInt8(48 + value / divisor % 10))
        divisor /= 10
      }
      bytes.append(UInt8(truncatingIfNeeded: after.value))
    }
    digits(date.year, 4, "-")
    digits(date.month, 2, "-")
    digits(date.day, 2, "T")
    digits(rest / 3_600_000, 2, ":")
    digits(rest / 60_000 % 60, 2, ":")
    digits(rest / 1000 % 60, 2, rest % 1000 == 0 ? "Z" : ".")
    if rest % 1000 != 0 { digits(rest % 1000, 3, "Z") }
  }

  mutating func element(_ value: String) {
    comma()
    string(value)
  }

  mutating func member(_ key: String, texts: [String]) {
    comma()
    string(key)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: "["))
    isFirst = true
    for text in texts { element(text) }
    bytes.append(UInt8(ascii: "]"))
    isFirst = false
  }

  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    isFirst = true
  }

  /// A number's shortest decimal that reads back as itself, whole numbers without a point.
  static func decimal(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private mutating func enclose(
    _ key: StaticString?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONLine) -> Void
  ) {
    if let key { name(key) } else { comma() }
    bytes.append(open)
    isFirst = true
    body(&self)
    bytes.append(close)
    isFirst = false
  }

  private mutating func name(_ key: StaticString) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func comma() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      // Runs that need no escape, which is nearly everything, are added whole.
      var start = 0
      for index in text.indices where JSONLine.needsEscape(text[index]) {
        bytes.append(contentsOf: text[start..<index])
        escape(text[index])
        start = index + 1
      }
      bytes.append(contentsOf: text[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case 0..<32: bytes.append(contentsOf: "u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
    default: bytes.append(byte)
    }
  }
}
