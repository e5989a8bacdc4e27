import Foundation

/// The two streams: results to standard output, everything said about them to standard error.
enum Console {
  /// Writes a line of results.
  static func result(_ line: String) {
    FileHandle.standardOutput.write(Data((printable(line) + "\n").utf8))
  }

  /// Writes a line that is not a result.
  static func note(_ line: String) {
    FileHandle.standardError.write(Data((printable(line) + "\n").utf8))
  }

  /// Names the commands worth trying next.
  static func next(_ commands: String...) {
    note("\nnext:")
    for command in commands { note("  \(command)") }
  }

  /// Writes a value as one line of JSON with sorted keys.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    result(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Control characters of a source's text could redraw the terminal; they are shown as their pictures.
  private static func printable(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F })
    else {
      return line
    }
    return String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { scalar in
          guard scalar.value < 0x20, scalar != "\n", scalar != "\t" else {
            return scalar.value == 0x7F ? "\u{2421}" : scalar
          }
          return Unicode.Scalar(0x2400 + scalar.value) ?? " "
        }))
  }
}
