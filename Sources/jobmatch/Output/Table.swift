/// Columns of text, padded to line up.
struct Table {
  /// The heading of each column; numbers go to the right under a heading that begins with a space.
  var headings: [String]
  /// The cells, a row each.
  var rows: [[String]] = []

  /// The lines of the table.
  var lines: [String] {
    let all = [headings] + rows
    let widths = headings.indices.map { column in all.map { Table.width($0[column]) }.max() ?? 0 }
    return all.map { row in
      let cells = zip(zip(row, widths), headings).map { cell, heading in
        let padding = String(repeating: " ", count: max(0, cell.1 - Table.width(cell.0)))
        return heading.hasPrefix(" ") ? padding + cell.0 : cell.0 + padding
      }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  /// Columns on a terminal: wide East Asian characters take two.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      if scalar.properties.isGraphemeExtend { return sum }
      return sum
        + ((0x1100...0x115F).contains(scalar.value) || (0x2E80...0xFFDC).contains(scalar.value)
          || (0x1F300...0x1FAFF).contains(scalar.value) ? 2 : 1)
    }
  }
}
