extension JSONParser {
  /// The number that begins at the cursor, by RFC 8259's grammar: no leading zeros, no bare point, finite.
  mutating func number() throws(Failure) -> JSONValue {
    let start = cursor.position
    let isNegative = cursor.take(UInt8(ascii: "-"))
    let leadingZero = cursor.current == UInt8(ascii: "0")
    var magnitude: Int64 = 0
    var fits = true
    let digits = cursor.position
    while let digit = currentDigit {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(digit))
      fits = fits && !overflow && !carry
      magnitude = sum
      cursor.position += 1
    }
    guard cursor.position > digits else { throw failure("a digit is expected") }
    guard !leadingZero || cursor.position == digits + 1 else {
      throw Failure(offset: start, reason: "a number may not begin with 0 and another digit")
    }
    var isInteger = true
    if cursor.take(UInt8(ascii: ".")) {
      isInteger = false
      try skipDigits()
    }
    if cursor.current | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      cursor.position += 1
      if !cursor.take(UInt8(ascii: "-")) { _ = cursor.take(UInt8(ascii: "+")) }
      try skipDigits()
    }
    if isInteger && fits { return .integer(isNegative ? -magnitude : magnitude) }
    guard let value = Double(cursor.repairedText(start..<cursor.position)), value.isFinite else {
      throw Failure(offset: start, reason: "the number is too large")
    }
    return .number(value)
  }

  private var currentDigit: UInt8? {
    let byte = cursor.current
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? byte - UInt8(ascii: "0") : nil
  }

  private mutating func skipDigits() throws(Failure) {
    let start = cursor.position
    while currentDigit != nil { cursor.position += 1 }
    guard cursor.position > start else { throw failure("a digit is expected") }
  }
}
