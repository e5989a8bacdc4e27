import JobMarket

/// Makes a noun of the market from an object whose keys are the native columns; strict about keys and types.
struct RecordDecoder {
  /// Reads single values.
  let field: FieldValue
  /// Reads times.
  var times: TimeReader

  /// The record that `object` says; throws `FieldError`. O(size of the object).
  mutating func content(_ kind: MarketRecord.Kind, _ object: JSONObject) throws -> MarketRecord.Content {
    switch kind {
    case .seeker: .seeker(try seeker(object))
    case .job: .job(try job(object))
    case .request: .request(try request(object))
    case .impression: .impression(try impression(object))
    case .engagement: .engagement(try engagement(object))
    case .hire: .hire(try hire(object))
    case .campaign: .campaign(try campaign(object))
    case .feedback: .feedback(try feedback(object))
    case .group: .group(try group(object))
    }
  }

  /// Runs `body` on every member that is not null, so that its errors tell the key.
  @inline(__always)
  func members(of object: JSONObject, _ body: (String, JSONValue) throws -> Void) throws {
    for member in object.members {
      if case .null = member.value { continue }
      do {
        try body(member.key, member.value)
      } catch let error as FieldError {
        throw error.inside(member.key)
      }
    }
  }

  /// The error for a key that no column has.
  func unknown(_ key: String, among columns: [MarketColumns.Column]) -> FieldError {
    FieldError(
      "", found: key, allowed: NearestName.advice(for: key, among: columns.map(\.name)),
      reason: "The column is unknown.")
  }

  /// A value that must be there.
  func required<Value>(_ value: Value?, _ key: String) throws -> Value {
    guard let value else { throw FieldError(key, allowed: "a value", reason: "The value is missing.") }
    return value
  }

  /// The members of an object.
  func object(_ value: JSONValue) throws -> JSONObject {
    guard case .object(let object) = value else { throw field.wrongType(value, allowed: "an object") }
    return object
  }
}
