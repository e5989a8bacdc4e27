/// Finds the fields of one row after RFC 4180, tolerant of bare line feeds and of quotes within unquoted fields.
struct DelimitedScanner {
  /// The byte between fields.
  let delimiter: UInt8
  /// The fields of the row scanned last.
  private(set) var fields: [Field] = []
  /// Line ends within quotes in the row scanned last.
  private(set) var quotedNewlines = 0

  init(delimiter: UInt8) {
    self.delimiter = delimiter
  }

  /// Where a field's bytes stand.
  struct Field {
    /// Its bytes, without the quotes around them.
    var range: Range<Int>
    /// Whether it stood in quotes.
    var isQuoted: Bool
    /// Whether it holds doubled quotes.
    var hasDoubledQuotes: Bool
  }

  /// What a scan came to.
  enum Outcome {
    /// A row that ends before `next`, where the next one begins.
    case row(next: Int)
    /// The bytes end within the row; `openQuote` is where a quote waits for its partner.
    case incomplete(openQuote: Int?)
    /// A closing quote at `closing` is followed by something else than a delimiter or line end.
    case malformed(openQuote: Int, closing: Int)
  }

  /// Scans the row that begins at `start`; `isAtEnd` says that no bytes follow those lent. O(row).
  mutating func scan(_ cursor: ByteCursorHandle, from start: Int, isAtEnd: Bool) -> Outcome {
    fields.removeAll(keepingCapacity: true)
    quotedNewlines = 0
    var offset = start
    while true {
      let step =
        offset < cursor.count && cursor[offset] == UInt8(ascii: "\"")
        ? scanQuoted(cursor, &offset, isAtEnd) : scanPlain(cursor, &offset, isAtEnd)
      if let step { return step }
    }
  }

  /// Scans an unquoted field and what ends it; `nil` when another field follows.
  private mutating func scanPlain(_ cursor: ByteCursorHandle, _ offset: inout Int, _ isAtEnd: Bool) -> Outcome? {
    let start = offset
    var end = start
    while end < cursor.count {
      let byte = cursor[end]
      if byte == delimiter {
        fields.append(Field(range: start..<end, isQuoted: false, hasDoubledQuotes: false))
        offset = end + 1
        return nil
      }
      if byte == UInt8(ascii: "\n") {
        let isCRLF = end > start && cursor[end - 1] == UInt8(ascii: "\r")
        fields.append(Field(range: start..<(isCRLF ? end - 1 : end), isQuoted: false, hasDoubledQuotes: false))
        return .row(next: end + 1)
      }
      end += 1
    }
    guard isAtEnd else { return .incomplete(openQuote: nil) }
    let isCR = end > start && cursor[end - 1] == UInt8(ascii: "\r")
    fields.append(Field(range: start..<(isCR ? end - 1 : end), isQuoted: false, hasDoubledQuotes: false))
    return .row(next: end)
  }

  /// Scans a quoted field and what ends it; `nil` when another field follows.
  private mutating func scanQuoted(_ cursor: ByteCursorHandle, _ offset: inout Int, _ isAtEnd: Bool) -> Outcome? {
    let open = offset
    var search = open + 1
    var isDoubled = false
    while let quote = cursor.firstOffset(of: UInt8(ascii: "\""), from: search, before: cursor.count) {
      let next = quote + 1
      guard next < cursor.count else {
        guard isAtEnd else { return .incomplete(openQuote: open) }
        close(cursor, open, quote, isDoubled)
        return .row(next: next)
      }
      switch cursor[next] {
      case UInt8(ascii: "\""):
        isDoubled = true
        search = next + 1
      case delimiter:
        close(cursor, open, quote, isDoubled)
        offset = next + 1
        return nil
      case UInt8(ascii: "\n"):
        close(cursor, open, quote, isDoubled)
        return .row(next: next + 1)
      case UInt8(ascii: "\r"):
        if next + 1 < cursor.count {
          guard cursor[next + 1] == UInt8(ascii: "\n") else { return .malformed(openQuote: open, closing: quote) }
          close(cursor, open, quote, isDoubled)
          return .row(next: next + 2)
        }
        guard isAtEnd else { return .incomplete(openQuote: open) }
        close(cursor, open, quote, isDoubled)
        return .row(next: next + 1)
      default:
        return .malformed(openQuote: open, closing: quote)
      }
    }
    return .incomplete(openQuote: open)
  }

  private mutating func close(_ cursor: ByteCursorHandle, _ open: Int, _ quote: Int, _ isDoubled: Bool) {
    let range = open + 1..<quote
    fields.append(Field(range: range, isQuoted: true, hasDoubledQuotes: isDoubled))
    quotedNewlines += cursor.occurrences(of: UInt8(ascii: "\n"), in: range)
  }
}
