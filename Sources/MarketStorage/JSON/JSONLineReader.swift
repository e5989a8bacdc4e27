/// Reads a file of one JSON object a line, in bounded memory.
struct JSONLineReader: ~Copyable {
  private var window: ByteWindow
  private var lines: JSONLines

  init(file: String, maximumRecordBytes: Int) throws {
    window = try ByteWindow.open(file: file)
    lines = JSONLines(file: file, maximumRecordBytes: maximumRecordBytes)
  }

  /// Hands over every object, or what is wrong with its line; blank lines are passed over.
  mutating func read(
    progress: ((ReadProgress) -> Void)?,
    into body: (Result<JSONObject, Reject>, Int) throws -> Void
  ) throws {
    var lines = lines
    var searched = 0
    while true {
      let consumed = try window.withBytes { try lines.read(in: $0, searchedFrom: searched, body) }
      window.consume(consumed)
      searched = window.count
      progress?(window.progress)
      if window.count > lines.maximumRecordBytes {
        try lines.refuse(body)
        if try window.skipLine() { lines.number += 1 }
        searched = 0
      } else if try !window.extend() {
        break
      }
    }
    try window.withBytes { try lines.readLine($0, body) }
    window.consume(window.count)
  }
}

/// The lines of a JSONL file, counted.
private struct JSONLines {
  let file: String
  let maximumRecordBytes: Int
  /// The number of the next line, 1 for the first.
  var number = 1

  init(file: String, maximumRecordBytes: Int) {
    (self.file, self.maximumRecordBytes) = (file, maximumRecordBytes)
  }

  /// Reads the complete lines in view; the first `searchedFrom` bytes hold no line end. Returns their length.
  mutating func read(
    in bytes: UnsafeBufferPointer<UInt8>, searchedFrom: Int, _ body: (Result<JSONObject, Reject>, Int) throws -> Void
  ) throws -> Int {
    guard let cursor = ByteCursorHandle(bytes) else { return 0 }
    var start = 0
    var searched = searchedFrom
    while let end = cursor.firstOffset(of: UInt8(ascii: "\n"), from: searched, before: bytes.count) {
      if end - start > maximumRecordBytes {
        try refuse(body)
      } else {
        try readLine(cursor.bytes(start..<end), body)
      }
      number += 1
      start = end + 1
      searched = start
    }
    return start
  }

  /// Reads one line without its end.
  func readLine(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Result<JSONObject, Reject>, Int) throws -> Void
  ) throws {
    guard var cursor = ByteCursorHandle(bytes) else { return }
    cursor.skipWhitespace()
    if cursor.isAtEnd { return }
    try body(JSONRecord.object(in: bytes, at: SourceLocation(file: file, line: number), firstLine: number), number)
  }

  /// Sets the line aside as too long.
  func refuse(_ body: (Result<JSONObject, Reject>, Int) throws -> Void) throws {
    let location = SourceLocation(file: file, line: number)
    try body(.failure(JSONRecord.tooLong(maximumRecordBytes, at: location)), number)
  }
}
