/// Why one value of a row cannot be taken; becomes a `Reject` once the row's location is known.
struct FieldError: Error, Hashable {
  /// The path of keys from the record: `positions[2].start`.
  var key: String
  /// What was found.
  var found: String
  /// What is allowed there.
  var allowed: String
  /// What is wrong, in one sentence.
  var reason: String

  init(_ key: String, found: String = "", allowed: String = "", reason: String) {
    (self.key, self.found, self.allowed, self.reason) = (key, found, allowed, reason)
  }

  /// The same error seen from the value that contains this one.
  func inside(_ parent: String) -> FieldError {
    var error = self
    error.key = key.isEmpty ? parent : key.hasPrefix("[") ? parent + key : "\(parent).\(key)"
    return error
  }

  /// The row set aside.
  func reject(at location: SourceLocation) -> Reject {
    Reject(location: location, key: key, found: found, allowed: allowed, reason: reason)
  }
}

/// Runs `body` so that an error it throws tells the path from the containing value.
@inline(__always)
func within<Value>(_ parent: @autoclosure () -> String, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as FieldError {
    throw error.inside(parent())
  }
}
