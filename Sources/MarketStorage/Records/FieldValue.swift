import JobMarket

/// Reads single values, strictly by type; a delimited file's texts stand for numbers too.
struct FieldValue {
  /// Whether numbers may be written as texts, as in every delimited file.
  var isTextual: Bool

  /// A text.
  func text(_ value: JSONValue) throws -> String {
    guard case .string(let text) = value else { throw wrongType(value, allowed: "a text") }
    return text
  }

  /// An id: a text that is not empty, or an integer.
  func id(_ value: JSONValue) throws -> String {
    switch value {
    case .string(let text) where !text.isEmpty: return text
    case .integer(let number): return String(number)
    case .string: throw FieldError("", allowed: "a text or integer", reason: "The id is empty.")
    default: throw wrongType(value, allowed: "a text or integer")
    }
  }

  /// A finite number.
  func number(_ value: JSONValue) throws -> Double {
    switch value {
    case .integer(let number): return Double(number)
    case .number(let number): return number
    case .string(let text) where isTextual:
      guard let number = FieldValue.decimal(text) else { throw wrongType(value, allowed: "a finite number") }
      return number
    default: throw wrongType(value, allowed: "a finite number")
    }
  }

  /// A whole number.
  func integer(_ value: JSONValue) throws -> Int {
    switch value {
    case .integer(let number): return Int(number)
    case .number(let number):
      guard let whole = Int(exactly: number) else { throw wrongType(value, allowed: "a whole number") }
      return whole
    case .string(let text) where isTextual:
      guard let number = Int(text) else { throw wrongType(value, allowed: "a whole number") }
      return number
    default: throw wrongType(value, allowed: "a whole number")
    }
  }

  /// A number of a half-open range.
  func number(_ value: JSONValue, atLeast least: Double) throws -> Double {
    let number = try number(value)
    guard number >= least else {
      throw FieldError(
        "", found: value.found, allowed: "a number of at least \(least)", reason: "The number is too small.")
    }
    return number
  }

  /// A whole number of a half-open range.
  func integer(_ value: JSONValue, atLeast least: Int) throws -> Int {
    let number = try integer(value)
    guard number >= least else {
      throw FieldError(
        "", found: value.found, allowed: "a whole number of at least \(least)", reason: "The number is too small.")
    }
    return number
  }

  /// One of an enumeration's cases, spelled in any case and with or without `_`, `-` and spaces.
  func enumeration<Case>(_ value: JSONValue) throws -> Case
  where Case: CaseIterable & RawRepresentable, Case.RawValue == String {
    let text = try text(value)
    for candidate in Case.allCases where FieldValue.isSameSpelling(text, candidate.rawValue) { return candidate }
    throw FieldError(
      "", found: text, allowed: Case.allCases.map(\.rawValue).joined(separator: ", "),
      reason: "The value is not one of those allowed.")
  }

  /// A list of texts; a single text counts as a list of one.
  func texts(_ value: JSONValue) throws -> [String] {
    try list(value) { try text($0) }
  }

  /// A list, each element read by `body`; a value that is no list counts as a list of one.
  func list<Element>(_ value: JSONValue, _ body: (JSONValue) throws -> Element) throws -> [Element] {
    guard case .array(let values) = value else { return [try body(value)] }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      elements.append(try within("[\(index)]") { try body(value) })
    }
    return elements
  }

  /// Values by field name; numbers and truth values become texts.
  func attributes(_ value: JSONValue) throws -> Attributes {
    guard case .object(let object) = value else { throw wrongType(value, allowed: "an object of lists of texts") }
    var attributes = Attributes(minimumCapacity: object.members.count)
    for member in object.members where member.value != .null {
      guard let field = AttributeField(member.key) else {
        throw FieldError(
          member.key, found: member.key, allowed: "1 to 64 letters, digits, '_' or '-', a letter first",
          reason: "The key is not a field name.")
      }
      attributes[field] = try within(member.key) { try list(member.value, attribute) }
    }
    return attributes
  }

  private func attribute(_ value: JSONValue) throws -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .bool(let truth): String(truth)
    default: throw wrongType(value, allowed: "a text")
    }
  }

  func wrongType(_ value: JSONValue, allowed: String) -> FieldError {
    let kind = isTextual ? "" : " The value is \(value.kindName)."
    return FieldError("", found: value.found, allowed: allowed, reason: "The value is not \(allowed).\(kind)")
  }

  /// A finite number in decimal writing: `Double.init` alone would also take `nan` and `0x1p3`.
  private static func decimal(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    guard isPlain, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  /// Whether two spellings differ only in case, `_`, `-` and spaces.
  private static func isSameSpelling(_ first: String, _ second: String) -> Bool {
    var (i, j) = (first.utf8.makeIterator(), second.utf8.makeIterator())
    while true {
      let (a, b) = (nextLetter(&i), nextLetter(&j))
      if a != b { return false }
      if a == nil { return true }
    }
  }

  @inline(__always)
  private static func nextLetter(_ iterator: inout String.UTF8View.Iterator) -> UInt8? {
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
      default: return byte
      }
    }
    return nil
  }
}
