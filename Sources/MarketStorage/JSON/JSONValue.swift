/// A JSON value as parsed; members keep the text's order.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number written without point or exponent that fits.
  case integer(Int64)
  /// Any other number; always finite.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// What kind of value it is, for messages.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .integer, .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The value written out, shortened, for messages.
  var found: String {
    switch self {
    case .null: "null"
    case .bool(let value): String(value)
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .string(let value): String(value.prefix(200))
    case .array(let values): "[" + values.prefix(8).map(\.found).joined(separator: ", ") + "]"
    case .object(let object):
      "{" + object.members.prefix(8).map { "\($0.key): \($0.value.found)" }.joined(separator: ", ") + "}"
    }
  }
}

/// The members of a JSON object in the text's order, each key once.
package struct JSONObject: Hashable, Sendable {
  /// One key with its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
      (self.key, self.value) = (key, value)
    }
  }

  package var members: [Member]

  package init(members: [Member] = []) {
    self.members = members
  }

  /// The value of a key, or `nil` when there is none. O(members).
  package subscript(key: String) -> JSONValue? {
    members.first { $0.key == key }?.value
  }

  /// The value at a path of keys; `nil` when a step is missing or not an object.
  func value(at path: [String]) -> JSONValue? {
    var value: JSONValue = .object(self)
    for key in path {
      guard case .object(let object) = value, let next = object[key] else { return nil }
      value = next
    }
    return value
  }
}
