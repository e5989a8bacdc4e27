/// What the two JSON readers share.
enum JSONRecord {
  /// The object that the bytes hold, or the reject that says why not.
  static func object(
    in bytes: UnsafeBufferPointer<UInt8>, at location: SourceLocation, firstLine: Int
  ) -> Result<JSONObject, Reject> {
    do throws(JSONParser.Failure) {
      let value = try JSONParser.parse(bytes)
      guard case .object(let object) = value else {
        return .failure(
          Reject(
            location: location, found: value.found, allowed: "an object {…}", reason: "The record is \(value.kindName)."
          ))
      }
      return .success(object)
    } catch {
      let before = bytes.prefix(error.offset)
      let newlines = before.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      let column = error.offset - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
      let line = firstLine + newlines
      let excerpt = bytes.dropFirst(max(0, error.offset - 20)).prefix(60)
      return .failure(
        Reject(
          location: SourceLocation(file: location.file, line: line), found: String(decoding: excerpt, as: UTF8.self),
          allowed: "JSON after RFC 8259", reason: "Not JSON at byte \(column) of the line: \(error.reason)."))
    }
  }

  /// The reject for a record over the limit.
  static func tooLong(_ maximum: Int, at location: SourceLocation) -> Reject {
    Reject(
      location: location, allowed: "at most \(maximum) bytes a record",
      reason: "The record is longer than \(maximum) bytes.")
  }
}
