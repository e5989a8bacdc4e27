import JobMarket

/// Compact JSON, written by hand into the row's byte buffer: no encoder and no intermediate string a row.
extension RowBuffer {
  /// Writes a member's name and colon, and a comma before all but the first.
  mutating func name(_ name: StaticString, isFirst: inout Bool) {
    separate(&isFirst)
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Writes a comma before all but the first.
  mutating func separate(_ isFirst: inout Bool) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  /// Writes `[…]`.
  mutating func array<Element>(_ elements: [Element], _ write: (inout RowBuffer, Element) -> Void) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      separate(&isFirst)
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Writes `{…}`; `write` adds the members.
  mutating func object(_ write: (inout RowBuffer, inout Bool) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    write(&self, &isFirst)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes a quoted string, escaping what JSON demands and nothing else.
  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain {
      bytes.append(contentsOf: text.utf8)
    } else {
      for byte in text.utf8 { escaped(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case 0..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(RowBuffer.hexadecimal(byte >> 4))
      bytes.append(RowBuffer.hexadecimal(byte & 15))
    default: bytes.append(byte)
    }
  }

  private static func hexadecimal(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }

  /// Writes an integer in decimal digits.
  mutating func integer(_ value: Int64) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = value.magnitude
    var power: UInt64 = 1
    while magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude / power % 10))
      power /= 10
    }
  }

  /// Writes the shortest decimal text that reads back as the same number, `null` for one that is not finite.
  mutating func number(_ value: Double) {
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
      integer(whole)
    } else {
      bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    }
  }
}
