/// Reads a file of JSON objects that stand in a list, one after the other, or in a JSON-LD `@graph`, in bounded memory.
///
/// A list is streamed element by element; an object with a `@graph` is held whole, as every single record is.
struct JSONDocumentReader: ~Copyable {
  let file: String
  let maximumRecordBytes: Int
  private var window: ByteWindow
  private var line = 1
  private var isInsideList = false
  private var expectsElement = true

  init(file: String, maximumRecordBytes: Int) throws {
    self.file = file
    self.maximumRecordBytes = maximumRecordBytes
    window = try ByteWindow.open(file: file)
  }

  /// Hands over every object, or what is wrong with it.
  ///
  /// Throws `MarketFileError` where the text between objects is not JSON or an object never ends: nothing after it can
  /// be told apart.
  mutating func read(
    progress: ((ReadProgress) -> Void)?,
    into body: (Result<JSONObject, Reject>, Int) throws -> Void
  ) throws {
    while try skipToElement() {
      let start = line
      var scan = ElementScan()
      while true {
        let finished = window.withBytes { scan.run($0) }
        if finished { break }
        if window.count > maximumRecordBytes { window.consume(scan.forget()) }
        progress?(window.progress)
        if try !window.extend() {
          if scan.isBareValueComplete { break }
          throw MarketFileError(
            file: file, line: start, problem: "the value that begins here never ends",
            advice: "look for a missing quote, '}' or ']'")
        }
      }
      line += scan.newlines
      if scan.length > maximumRecordBytes {
        try body(.failure(JSONRecord.tooLong(maximumRecordBytes, at: SourceLocation(file: file, line: start))), start)
      } else {
        try window.withBytes { bytes in
          try deliver(UnsafeBufferPointer(rebasing: bytes[..<scan.offset]), at: start, body)
        }
      }
      window.consume(scan.offset)
    }
    progress?(window.progress)
  }

  private func deliver(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ body: (Result<JSONObject, Reject>, Int) throws -> Void
  ) throws {
    let result = JSONRecord.object(in: bytes, at: SourceLocation(file: file, line: start), firstLine: start)
    guard case .success(let object) = result, case .array(let elements)? = object["@graph"] else {
      return try body(result, start)
    }
    for element in elements {
      if case .object(let object) = element {
        try body(.success(object), start)
      } else {
        let reject = Reject(
          location: SourceLocation(file: file, line: start), key: "@graph", found: element.found,
          allowed: "an object {…}", reason: "The record is \(element.kindName).")
        try body(.failure(reject), start)
      }
    }
  }

  /// Passes over white space, the list's brackets and commas; `false` at the end of the file.
  private mutating func skipToElement() throws -> Bool {
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
      case 0x20, 0x09, 0x0d:
        break
      case UInt8(ascii: "[") where !isInsideList:
        (isInsideList, expectsElement) = (true, true)
      case UInt8(ascii: "]") where isInsideList:
        isInsideList = false
      case UInt8(ascii: ",") where isInsideList && !expectsElement:
        expectsElement = true
      default:
        guard !isInsideList || expectsElement else {
          throw MarketFileError(file: file, line: line, problem: "',' or ']' is expected between the list's elements")
        }
        expectsElement = false
        return true
      }
      window.consume(1)
    }
    guard !isInsideList else {
      throw MarketFileError(
        file: file, line: line, problem: "the list has no closing ']'", advice: "is the file cut off?")
    }
    return false
  }

  private mutating func peek() throws -> UInt8? {
    while window.count == 0 {
      if try !window.extend() { return nil }
    }
    return window.withBytes { $0.first }
  }
}

/// Finds where a JSON value ends, over several windows, by its brackets and quotes alone.
private struct ElementScan {
  /// Where in view the scan stands.
  var offset = 0
  /// How long the value is so far.
  var length = 0
  /// Line ends within the value.
  var newlines = 0
  private var depth = 0
  private var isInsideString = false
  private var isEscaped = false

  /// A number or word has no bracket to end it: the end of the file does.
  var isBareValueComplete: Bool { depth == 0 && !isInsideString && length > 0 }

  /// Goes on to the end of the bytes in view; `true` when the value ends before.
  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = offset
    defer { length += offset - start }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n") { newlines += 1 }
      if isInsideString {
        offset += 1
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInsideString = false
          if depth == 0 { return true }
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isInsideString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return true }
        depth -= 1
        if depth == 0 {
          offset += 1
          return true
        }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0a, 0x0d:
        if depth == 0 {
          if byte == UInt8(ascii: "\n") { newlines -= 1 }
          return true
        }
      default: break
      }
      offset += 1
    }
    return false
  }

  /// Gives up the bytes seen, of a value too long to keep; returns how many.
  mutating func forget() -> Int {
    defer { offset = 0 }
    return offset
  }
}
