import JobMarket

/// The values of one row, gathered before they are bound: every text stands end to end in one byte buffer that is reused
/// from row to row, so that a row of 17 columns costs no allocation once the buffer has grown.
struct RowBuffer {
  /// One column's value; a text is a range of `bytes`.
  enum Value {
    case null
    case integer(Int64)
    case real(Double)
    case text(Range<Int>)
  }

  /// The texts, UTF-8, end to end.
  var bytes: [UInt8] = []
  /// The columns, in the order in which they were appended.
  private(set) var values: [Value] = []

  /// Forgets the row, keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  mutating func append(_ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    values.append(.text(start..<bytes.count))
  }

  mutating func append(_ text: String?) {
    if let text { append(text) } else { appendNull() }
  }

  mutating func append(_ integer: Int64) {
    values.append(.integer(integer))
  }

  mutating func append(_ integer: Int64?) {
    values.append(integer.map(Value.integer) ?? .null)
  }

  mutating func append(_ real: Double?) {
    values.append(real.map(Value.real) ?? .null)
  }

  mutating func append(_ instant: Instant?) {
    append(instant?.milliseconds)
  }

  mutating func appendNull() {
    values.append(.null)
  }

  /// Appends the text that `write` adds to `bytes`.
  mutating func appendText(_ write: (inout RowBuffer) -> Void) {
    let start = bytes.count
    write(&self)
    endText(from: start)
  }

  /// Makes a text of all bytes from `start` on.
  mutating func endText(from start: Int) {
    values.append(.text(start..<bytes.count))
  }

  /// The bytes of a text column as a string; empty for any other value. For messages, not for the hot path.
  func text(at column: Int) -> String {
    guard case .text(let range) = values[column] else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  mutating func replace(_ column: Int, _ value: Value) {
    values[column] = value
  }

  mutating func replace(_ column: Int, text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    values[column] = .text(start..<bytes.count)
  }
}
