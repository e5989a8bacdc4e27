/// Parses RFC 8259 JSON from bytes.
///
/// Strict: no comments, no trailing commas, no duplicate keys, no unpaired surrogates, no numbers that are not finite.
/// O(length), except that an object's keys are compared pairwise up to 32 of them.
package struct JSONParser {
  /// How deep arrays and objects may nest.
  static let maximumDepth = 64

  var cursor: ByteCursorHandle
  private var depth = 0
  var scratch: [UInt8] = []

  /// Why a text is not JSON.
  package struct Failure: Error, Hashable {
    /// Where, in bytes from the start.
    var offset: Int
    /// What is wrong there.
    var reason: String
  }

  /// A parser at the start of lent bytes, or `nil` when there are none.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let cursor = ByteCursorHandle(bytes) else { return nil }
    self.cursor = cursor
  }

  /// The one value that the bytes hold; throws `Failure` when they hold anything else.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> JSONValue {
    guard var parser = JSONParser(bytes) else { throw Failure(offset: 0, reason: "the text is empty") }
    let value = try parser.value()
    parser.cursor.skipWhitespace()
    guard parser.cursor.isAtEnd else { throw parser.failure("text follows the value") }
    return value
  }

  func failure(_ reason: String) -> Failure {
    Failure(offset: cursor.position, reason: reason)
  }

  private mutating func value() throws(Failure) -> JSONValue {
    cursor.skipWhitespace()
    switch cursor.current {
    case UInt8(ascii: "\""):
      return .string(try string())
    case UInt8(ascii: "{"):
      return .object(try object())
    case UInt8(ascii: "["):
      return .array(try array())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try number()
    case UInt8(ascii: "t"):
      return try literal("true", .bool(true))
    case UInt8(ascii: "f"):
      return try literal("false", .bool(false))
    case UInt8(ascii: "n"):
      return try literal("null", .null)
    default:
      throw failure(cursor.isAtEnd ? "the text ends where a value is expected" : "a value is expected")
    }
  }

  private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
    let start = cursor.position
    let matches = word.withUTF8Buffer { letters in
      for letter in letters where !cursor.take(letter) { return false }
      return true
    }
    guard matches else {
      cursor.position = start
      throw failure("a value is expected")
    }
    return value
  }

  private mutating func descend() throws(Failure) {
    depth += 1
    guard depth <= JSONParser.maximumDepth else {
      throw failure("values nest deeper than \(JSONParser.maximumDepth)")
    }
    cursor.position += 1
    cursor.skipWhitespace()
  }

  private mutating func array() throws(Failure) -> [JSONValue] {
    try descend()
    defer { depth -= 1 }
    var values: [JSONValue] = []
    if cursor.take(UInt8(ascii: "]")) { return values }
    while true {
      values.append(try value())
      cursor.skipWhitespace()
      if cursor.take(UInt8(ascii: "]")) { return values }
      guard cursor.take(UInt8(ascii: ",")) else { throw failure("',' or ']' is expected") }
    }
  }

  private mutating func object() throws(Failure) -> JSONObject {
    try descend()
    defer { depth -= 1 }
    var object = JSONObject()
    if cursor.take(UInt8(ascii: "}")) { return object }
    object.members.reserveCapacity(8)
    var seen: Set<String> = []
    while true {
      cursor.skipWhitespace()
      guard cursor.current == UInt8(ascii: "\"") else { throw failure("a key in quotes is expected") }
      let key = try string()
      try check(key, against: object, &seen)
      cursor.skipWhitespace()
      guard cursor.take(UInt8(ascii: ":")) else { throw failure("':' is expected") }
      object.members.append(JSONObject.Member(key: key, value: try value()))
      cursor.skipWhitespace()
      if cursor.take(UInt8(ascii: "}")) { return object }
      guard cursor.take(UInt8(ascii: ",")) else { throw failure("',' or '}' is expected") }
    }
  }

  /// Refuses a key that came before: which of the two counts would be anybody's guess.
  private func check(_ key: String, against object: JSONObject, _ seen: inout Set<String>) throws(Failure) {
    let isRepeated: Bool
    if object.members.count < 32 {
      // Nearly all keys differ in length or are equal in none, and lengths are compared at once.
      let length = key.utf8.count
      isRepeated = object.members.contains { $0.key.utf8.count == length && $0.key == key }
    } else {
      if seen.isEmpty { seen = Set(object.members.map(\.key)) }
      isRepeated = !seen.insert(key).inserted
    }
    if isRepeated { throw failure("the key '\(key.prefix(100))' stands twice in one object") }
  }
}
