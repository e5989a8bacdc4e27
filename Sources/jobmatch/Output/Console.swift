import Foundation

/// The two streams: results to standard output, everything said about them to standard error.
enum Console {
  /// Writes a line of results.
  static func result(_ line: String) {
    write(printable(line) + "\n", to: .standardOutput)
  }

  /// Writes a line that is not a result.
  static func note(_ line: String) {
    write(printable(line) + "\n", to: .standardError)
  }

  /// Writes text as it is; a stream that cannot be written (a full disk, a closed pipe) ends the program.
  static func write(_ text: String, to stream: FileHandle) {
    do {
      try stream.write(contentsOf: Data(text.utf8))
    } catch {
      let reason = "jobmatch: cannot write the output: \(String(cString: strerror(errno)))\n"
      if stream !== FileHandle.standardError { try? FileHandle.standardError.write(contentsOf: Data(reason.utf8)) }
      exit(ExitStatus.environment)
    }
  }

  /// Names the commands worth trying next.
  static func next(_ commands: String...) { next(commands) }

  /// The same, for a list.
  static func next(_ commands: [String]) {
    note("\nnext:")
    for command in commands { note("  \(command)") }
  }

  /// Writes a value as one line of JSON with sorted keys.
  static func json(_ value: some Encodable) throws { try result(line(value)) }

  /// A value as one line of JSON with sorted keys.
  static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A source's text as one line of a page: its line breaks and tabs cannot forge rows, nor its length fill the screen.
  static func field(_ text: String, limit: Int = 200) -> String {
    let line = String(text.prefix(limit + 1).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return printable(line.count > limit ? line.prefix(limit) + "…" : line)
  }

  /// Control characters of a source's text could redraw the terminal, and direction overrides reorder a line; they are shown
  /// as their pictures, or as a replacement character where there is none.
  static func printable(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: isDangerous) else { return line }
    return String(String.UnicodeScalarView(line.unicodeScalars.map { isDangerous($0) ? picture(of: $0) : $0 }))
  }

  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" : "\u{FFFD}"
  }
}
