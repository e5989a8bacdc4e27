/// Text of cells separated by commas (RFC 4180), in a form that no spreadsheet takes for a formula.
enum SheetText {
  /// A text as a cell: what would begin a formula gets an apostrophe before it, and quotes stand where they must. O(length).
  static func cell(_ text: String) -> String { quoted(isFormula(text) ? "'" + text : text) }

  /// What `cell` was made from, quotes already gone. O(length).
  static func text(ofCell cell: String) -> String {
    cell.utf8.first == UInt8(ascii: "'") && isFormula(cell) ? String(cell.dropFirst()) : cell
  }

  /// Whether a spreadsheet may take a text, apostrophes before it or not, for a formula or a command.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first(where: { $0 != UInt8(ascii: "'") }) else { return false }
    return "=+-@\t\r\n".utf8.contains(first)
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { ",;\t\"\r\n".utf8.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// A row of a sheet and the line it begins on, from 1.
  struct Row {
    var line: Int
    var cells: [String]
  }

  /// The rows of a sheet, empty ones left out; cells are separated by whichever of `,`, `;` and tab the first line has. O(length).
  ///
  /// - Throws: `LinkGraphError` naming the line of a quote that does not end, or that stands within a cell.
  static func rows(_ text: String, file: String) throws -> [Row] {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let firstLine = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let separator = ",;\t".utf8.first { firstLine.contains($0) } ?? UInt8(ascii: ",")
    let quote = UInt8(ascii: "\"")
    var rows: [Row] = []
    var row = Row(line: 1, cells: [])
    var (cell, line): ([UInt8], Int) = ([], 1)
    var index = bytes.startIndex
    func endRow() {
      row.cells.append(String(decoding: cell, as: UTF8.self))
      if row.cells != [""] { rows.append(row) }
      row = Row(line: line, cells: [])
      cell.removeAll(keepingCapacity: true)
    }
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == quote {
        guard cell.isEmpty else {
          throw LinkGraphError.sheet(file, line, "a quote stands within a cell; double it in quotes")
        }
        let start = line
        while true {
          guard index < bytes.endIndex else { throw LinkGraphError.sheet(file, start, "a quote does not end") }
          let inner = bytes[index]
          index += 1
          if inner == quote {
            guard index < bytes.endIndex, bytes[index] == quote else { break }
            index += 1
          }
          if inner == UInt8(ascii: "\n") { line += 1 }
          cell.append(inner)
        }
        let next = index < bytes.endIndex ? bytes[index] : UInt8(ascii: "\n")
        guard next == separator || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") else {
          throw LinkGraphError.sheet(file, line, "a quote stands within a cell; double it in quotes")
        }
      } else if byte == separator {
        row.cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      } else if byte == UInt8(ascii: "\n") {
        line += 1
        endRow()
      } else if byte != UInt8(ascii: "\r") || index < bytes.endIndex && bytes[index] != UInt8(ascii: "\n") {
        cell.append(byte)
      }
    }
    endRow()
    return rows
  }
}
