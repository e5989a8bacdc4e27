/// Turns the fields of a row into text, or says what is wrong with them.
struct DelimitedRowDecoder {
  let file: String
  var columns: [String] = []
  /// Which columns are made into text; empty for all.
  var wanted: [Bool] = []
  private var scratch: [UInt8] = []

  init(file: String) {
    self.file = file
  }

  /// The texts of a row whose bytes are `range`.
  mutating func decode(
    _ cursor: ByteCursorHandle, _ fields: [DelimitedScanner.Field], _ range: Range<Int>, _ line: Int
  ) -> Result<[String?], Reject> {
    guard fields.count == columns.count else { return .failure(wrongCount(cursor, fields, range, line)) }
    if let zero = cursor.firstOffset(of: 0, from: range.lowerBound, before: range.upperBound) {
      let column = fields.firstIndex { zero < $0.range.upperBound } ?? 0
      return .failure(
        reject(line, column, found: "a zero byte", allowed: "text", reason: "The field holds a zero byte."))
    }
    var texts = [String?](repeating: nil, count: fields.count)
    for (index, field) in fields.enumerated() where wanted.isEmpty || wanted[index] {
      guard let text = text(of: field, cursor) else {
        return .failure(
          reject(
            line, index, found: cursor.repairedText(field.range), allowed: "UTF-8", reason: "The field is not UTF-8."))
      }
      texts[index] = text
    }
    return .success(texts)
  }

  private mutating func text(of field: DelimitedScanner.Field, _ cursor: ByteCursorHandle) -> String? {
    guard field.hasDoubledQuotes else { return cursor.text(field.range) }
    scratch.removeAll(keepingCapacity: true)
    var offset = field.range.lowerBound
    while let quote = cursor.firstOffset(of: UInt8(ascii: "\""), from: offset, before: field.range.upperBound) {
      cursor.append(offset..<quote + 1, to: &scratch)
      offset = quote + 2
    }
    cursor.append(offset..<field.range.upperBound, to: &scratch)
    return String(validating: scratch, as: UTF8.self)
  }

  private func wrongCount(
    _ cursor: ByteCursorHandle, _ fields: [DelimitedScanner.Field], _ range: Range<Int>, _ line: Int
  ) -> Reject {
    let missing = fields.count < columns.count ? columns[fields.count] : ""
    return Reject(
      location: SourceLocation(file: file, line: line), key: missing,
      found: cursor.repairedText(range.lowerBound..<min(range.upperBound, range.lowerBound + 200)),
      allowed: "\(columns.count) columns, as in the header",
      reason: "The row has \(fields.count) columns.")
  }

  /// The reject for text between a closing quote and the next delimiter.
  func strayText(_ found: String, column: Int, line: Int) -> Reject {
    reject(
      line, column, found: found, allowed: "a delimiter or line end after a closing quote; quotes within are doubled",
      reason: "Text follows the closing quote of a field that opens on this line.")
  }

  /// The reject for a quote without a partner before the file's end, or within `maximum` bytes.
  func openQuote(column: Int, line: Int, maximum: Int?) -> Reject {
    reject(
      line, column, found: "\"", allowed: "a closing quote; quotes within are doubled",
      reason: maximum.map { "A quote opens on this line and does not close within \($0) bytes." }
        ?? "A quote opens on this line and never closes.")
  }

  private func reject(_ line: Int, _ column: Int, found: String, allowed: String, reason: String) -> Reject {
    Reject(
      location: SourceLocation(file: file, line: line),
      key: column < columns.count ? columns[column] : "column \(column + 1)",
      found: found, allowed: allowed, reason: reason)
  }
}

/// The rules for the first line of a delimited file.
enum DelimitedHeader {
  /// The checked names of the columns; a column without a name is an error, or `column 1` where that is allowed.
  static func names(
    _ row: Result<[String?], Reject>, replacedBy columns: [String]?, allowsUnnamed: Bool, file: String
  ) throws -> [String] {
    let found: [String]
    switch row {
    case .failure(let reject):
      throw MarketFileError(file: file, line: 1, problem: "in the header, \(reject.key): \(reject.reason)")
    case .success(let names):
      found = names.map { $0 ?? "" }
    }
    if let columns {
      guard columns.count == found.count else {
        throw MarketFileError(
          file: file, line: 1, problem: "the mapping names \(columns.count) columns, the file has \(found.count)",
          advice: "the file's are \(found.joined(separator: ", "))")
      }
      return columns
    }
    var seen: Set<String> = []
    for (index, name) in found.enumerated() {
      if name.isEmpty, !allowsUnnamed {
        throw MarketFileError(
          file: file, line: 1, problem: "column \(index + 1) has no name",
          advice: "name it, or list `columns` in a mapping")
      }
      if !name.isEmpty, !seen.insert(name).inserted {
        throw MarketFileError(
          file: file, line: 1, problem: "two columns are named '\(name)'",
          advice: "rename one, or list `columns` in a mapping")
      }
    }
    return found.enumerated().map { $1.isEmpty ? "column \($0 + 1)" : $1 }
  }
}
