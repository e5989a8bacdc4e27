/// The rows of a delimited file, counted by line.
struct DelimitedRows {
  let file: String
  let maximumRecordBytes: Int
  /// The line on which the next row begins, 1 for the first.
  var line = 1
  var decoder: DelimitedRowDecoder
  private var scanner: DelimitedScanner

  init(file: String, delimiter: UInt8, maximumRecordBytes: Int) {
    (self.file, self.maximumRecordBytes) = (file, maximumRecordBytes)
    decoder = DelimitedRowDecoder(file: file)
    scanner = DelimitedScanner(delimiter: delimiter)
  }

  /// Reads the complete rows in view; returns their length and leaves in `openQuote` where, after that, a quote waits
  /// for its partner.
  mutating func read(
    in bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool, openQuote: inout Int?,
    _ body: (Result<[String?], Reject>, Int) throws -> Void
  ) throws -> Int {
    guard let cursor = ByteCursorHandle(bytes) else { return 0 }
    var start = 0
    while start < bytes.count {
      switch scanner.scan(cursor, from: start, isAtEnd: isAtEnd) {
      case .row(let next):
        if next - start > maximumRecordBytes {
          try body(.failure(tooLong), line)
        } else if !isBlank {
          try body(decoder.decode(cursor, scanner.fields, start..<next, line), line)
        }
        line += scanner.quotedNewlines + 1
        start = next
      case .incomplete(let open):
        openQuote = open.map { $0 - start }
        return start
      case .malformed(let open, let closing):
        guard
          let lineEnd = cursor.firstOffset(of: UInt8(ascii: "\n"), from: open, before: bytes.count)
            ?? (isAtEnd ? bytes.count : nil)
        else {
          openQuote = open - start
          return start
        }
        line += cursor.occurrences(of: UInt8(ascii: "\n"), in: start..<open)
        let stray = cursor.repairedText(closing..<min(closing + 40, bytes.count))
        try body(.failure(decoder.strayText(stray, column: scanner.fields.count, line: line)), line)
        line += 1
        start = min(lineEnd + 1, bytes.count)
      }
    }
    return start
  }

  private var isBlank: Bool {
    scanner.fields.count == 1 && !scanner.fields[0].isQuoted && scanner.fields[0].range.isEmpty
  }

  /// Sets aside a row that is over the limit or that the file's end cuts off, and goes to the line of its open quote.
  mutating func refuse(
    _ bytes: UnsafeBufferPointer<UInt8>, openQuote: Int?, isTooLong: Bool,
    _ body: (Result<[String?], Reject>, Int) throws -> Void
  ) throws {
    guard let openQuote, let cursor = ByteCursorHandle(bytes) else { return try body(.failure(tooLong), line) }
    line += cursor.occurrences(of: UInt8(ascii: "\n"), in: 0..<openQuote)
    let maximum = isTooLong ? maximumRecordBytes : nil
    try body(.failure(decoder.openQuote(column: scanner.fields.count, line: line, maximum: maximum)), line)
  }

  private var tooLong: Reject {
    Reject(
      location: SourceLocation(file: file, line: line), allowed: "at most \(maximumRecordBytes) bytes a row",
      reason: "The row is longer than \(maximumRecordBytes) bytes.")
  }

  /// Reads the first row as column names; returns its length, or `nil` when it is not complete in view.
  mutating func readHeader(
    in bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool, replacedBy columns: [String]?, allowsUnnamed: Bool = false
  ) throws -> Int? {
    guard let cursor = ByteCursorHandle(bytes), cursor.count > 0 else {
      guard isAtEnd else { return nil }
      throw MarketFileError(file: file, problem: "is empty", advice: "the first line names the columns")
    }
    switch scanner.scan(cursor, from: 0, isAtEnd: isAtEnd) {
    case .row(let next):
      decoder.columns = scanner.fields.indices.map { "column \($0 + 1)" }
      let names = decoder.decode(cursor, scanner.fields, 0..<next, line)
      decoder.columns = try DelimitedHeader.names(names, replacedBy: columns, allowsUnnamed: allowsUnnamed, file: file)
      line += scanner.quotedNewlines + 1
      return next
    case .incomplete(let openQuote):
      guard isAtEnd || bytes.count > ByteStream.chunkSize else { return nil }
      let problem = openQuote == nil ? "the header is longer than 1 MiB" : "a quote in the header never closes"
      throw MarketFileError(file: file, line: line, problem: problem)
    case .malformed:
      throw MarketFileError(file: file, line: line, problem: "text follows a closing quote in the header")
    }
  }
}
