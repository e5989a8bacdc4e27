import Foundation

/// A file of cells between tabs that is read by its bytes: every command loads the taxonomies, and they hold 200,000 labels.
struct CellFile {
  static let advice = "make it again with `jobmatch standardize`"
  private let file: URL

  /// Names a file of a folder.
  init(_ folder: URL, _ name: String) {
    file = folder.appending(path: name)
  }

  /// Hands over the cells of each line; `body` says whether they are what they should be.
  ///
  /// - Throws: `WorkspaceError` of `file:line`.
  func read(_ body: ([String]) throws -> Bool) throws {
    guard let data = try? Data(contentsOf: file) else {
      throw WorkspaceError("\(file.path): cannot be read; \(CellFile.advice)")
    }
    var line = 0
    let bytes = [UInt8](data)
    var start = 0
    var cells: [String] = []
    while start < bytes.count {
      line += 1
      guard let end = CellFile.cells(of: bytes, from: start, into: &cells), try body(cells) else {
        throw WorkspaceError("\(file.path):\(line): damaged; \(CellFile.advice)")
      }
      start = end
    }
  }

  /// Splits a line; returns where the next begins, or `nil` when it does not end or a cell is not text.
  private static func cells(of bytes: [UInt8], from start: Int, into cells: inout [String]) -> Int? {
    cells.removeAll(keepingCapacity: true)
    var cellStart = start
    var isEscaped = false
    for position in start..<bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      guard byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") else { continue }
      let range = bytes[cellStart..<position]
      guard let text = isEscaped ? EscapedCell.unescaped(range) : String(validating: range, as: UTF8.self) else {
        return nil
      }
      cells.append(text)
      (cellStart, isEscaped) = (position + 1, false)
      if byte == UInt8(ascii: "\n") { return position + 1 }
    }
    return nil
  }
}

/// A cell's text with the signs that structure a file written as two.
enum EscapedCell {
  /// `a\tb` for an a, a tab and a b.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { letter(for: $0) != nil }) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if let letter = letter(for: byte) { bytes += [UInt8(ascii: "\\"), letter] } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text, or `nil` for an unknown sign after a backslash and for what is not UTF-8.
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String? {
    var text: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        guard let original = original(of: byte) else { return nil }
        text.append(original)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        text.append(byte)
      }
    }
    return isEscaped ? nil : String(validating: text, as: UTF8.self)
  }

  private static func letter(for byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }

  private static func original(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }
}
