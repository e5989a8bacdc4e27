/// A sliding view of a stream: the bytes not yet consumed, with more to be had.
///
/// Holds what is not consumed plus one chunk; the caller bounds the former by consuming.
struct ByteWindow: ~Copyable {
  private var stream: ByteStream
  private var bytes: [UInt8]
  private var start = 0
  private var end = 0
  /// Whether the window reaches to the end of the stream.
  private(set) var isAtEnd = false

  /// A window at the start of a file, past a UTF-8 byte order mark.
  static func open(file: String) throws -> ByteWindow {
    var window = ByteWindow(try ByteStream.open(file: file))
    while window.count < 3, try window.extend() {}
    let hasMark = window.withBytes { $0.starts(with: [0xef, 0xbb, 0xbf]) }
    if hasMark { window.consume(3) }
    return window
  }

  private init(_ stream: consuming ByteStream) {
    self.stream = stream
    bytes = [UInt8](repeating: 0, count: 2 * ByteStream.chunkSize)
  }

  /// Drops everything up to and with the next line end, without keeping it; `false` when there is none.
  mutating func skipLine() throws -> Bool {
    while true {
      let end = withBytes { bytes in
        ByteCursorHandle(bytes)?.firstOffset(of: UInt8(ascii: "\n"), from: 0, before: bytes.count)
      }
      if let end {
        consume(end + 1)
        return true
      }
      consume(count)
      if try !extend() { return false }
    }
  }

  /// How many bytes are in view.
  var count: Int { end - start }

  /// How much of the file has been read.
  var progress: ReadProgress { ReadProgress(bytesRead: stream.bytesRead, bytesTotal: stream.size) }

  /// Lends the bytes in view.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  /// Gives up the first `count` bytes in view.
  mutating func consume(_ count: Int) {
    precondition(count <= end - start, "consumed more than is in view")
    start += count
  }

  /// Brings more bytes into view; `false` when there are none. Amortized O(new bytes).
  mutating func extend() throws -> Bool {
    if isAtEnd { return false }
    if start == end { (start, end) = (0, 0) }
    if bytes.count - end < ByteStream.chunkSize / 2 { makeRoom() }
    let added = try stream.read(into: &bytes, from: end)
    end += added
    isAtEnd = added == 0
    return added > 0
  }

  private mutating func makeRoom() {
    if start > 0 {
      bytes.withUnsafeMutableBytes { raw in
        raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[start..<end]))
      }
      (start, end) = (0, end - start)
    }
    if bytes.count - end < ByteStream.chunkSize {
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
  }
}

/// How much of a file has been read.
public struct ReadProgress: Hashable, Sendable {
  /// Bytes of the file read so far, before inflating.
  public var bytesRead: Int64
  /// The file's size in bytes; `nil` where it has none, such as a pipe.
  public var bytesTotal: Int64?
}
