/// Reads a CSV or tab-separated file row by row, in bounded memory.
///
/// A row that cannot be told apart costs its own line only: after a quote that never closes, or one followed by stray
/// text, reading resumes at the line after the one on which the quote opened.
struct DelimitedReader: ~Copyable {
  private var window: ByteWindow
  private var rows: DelimitedRows

  /// Opens a file and reads its header, which `columns`, if given, replaces position by position.
  ///
  /// Throws `MarketFileError` for an empty file and an empty (unless `allowsUnnamed`), repeated or unreadable column name.
  init(
    file: String, delimiter: UInt8, columns: [String]?, allowsUnnamed: Bool = false, maximumRecordBytes: Int
  ) throws {
    var window = try ByteWindow.open(file: file)
    var rows = DelimitedRows(file: file, delimiter: delimiter, maximumRecordBytes: maximumRecordBytes)
    while true {
      let isAtEnd = window.isAtEnd
      if let length = try window.withBytes({
        try rows.readHeader(in: $0, isAtEnd: isAtEnd, replacedBy: columns, allowsUnnamed: allowsUnnamed)
      }) {
        window.consume(length)
        break
      }
      _ = try window.extend()
    }
    self.window = window
    self.rows = rows
  }

  /// The columns' names in order.
  var columns: [String] { rows.decoder.columns }

  /// Says which columns are wanted; the others are checked but not made into text.
  mutating func want(_ wanted: [Bool]) {
    rows.decoder.wanted = wanted
  }

  /// Hands over every row's fields in column order (`nil` for one not wanted), or what is wrong with the row.
  mutating func read(
    progress: ((ReadProgress) -> Void)?,
    into body: (Result<[String?], Reject>, Int) throws -> Void
  ) throws {
    var rows = rows
    while true {
      var openQuote: Int?
      let isAtEnd = window.isAtEnd
      let consumed = try window.withBytes { try rows.read(in: $0, isAtEnd: isAtEnd, openQuote: &openQuote, body) }
      window.consume(consumed)
      progress?(window.progress)
      let isTooLong = window.count > rows.maximumRecordBytes
      if !isTooLong, try window.extend() { continue }
      if window.count == 0 { return }
      if !isTooLong, !isAtEnd { continue }  // the end is known only now: the last row may be complete
      try window.withBytes { try rows.refuse($0, openQuote: openQuote, isTooLong: isTooLong, body) }
      window.consume(openQuote ?? 0)
      if try window.skipLine() { rows.line += 1 }
    }
  }
}
