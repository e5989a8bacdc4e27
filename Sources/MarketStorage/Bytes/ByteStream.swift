/// The bytes of a file in order, inflated if they are gzip, which its first bytes tell and its name does not.
///
/// Holds one chunk of the file; a gzip file may consist of any number of members.
struct ByteStream: ~Copyable {
  /// The most bytes read from the file at once.
  static let chunkSize = 1 << 20

  private let descriptor: FileDescriptorHandle
  private var input: [UInt8]
  private var available: Range<Int> = 0..<0
  private var inflater: GzipHandle?
  private var isInsideMember = false
  /// Bytes of the file read so far, before inflating.
  private(set) var bytesRead: Int64 = 0

  /// Opens a file and looks at its first bytes; throws `MarketFileError` when they are another compression's or UTF-16.
  static func open(file: String) throws -> ByteStream {
    var stream = ByteStream(try FileDescriptorHandle(file: file))
    try stream.recognizeFormat()
    return stream
  }

  private init(_ descriptor: consuming FileDescriptorHandle) {
    self.descriptor = descriptor
    input = [UInt8](repeating: 0, count: ByteStream.chunkSize)
  }

  private mutating func recognizeFormat() throws {
    try refill()
    let file = descriptor.file
    let head = input[..<min(4, available.count)]
    if head.starts(with: [0x1f, 0x8b]) {
      inflater = try GzipHandle(file: file)
      isInsideMember = true
    } else if let format = ByteStream.foreignFormats.first(where: { head.starts(with: $0.magic) }) {
      throw MarketFileError(file: file, problem: "is \(format.name)", advice: format.advice)
    }
  }

  /// The file's size in bytes; `nil` where it has none.
  var size: Int64? { descriptor.size }

  /// The next bytes, written to `buffer` from `offset` on, where there must be room; returns how many, 0 at the end.
  ///
  /// Throws `MarketFileError` when the file cannot be read, became shorter, or its gzip data are corrupt or cut off.
  mutating func read(into buffer: inout [UInt8], from offset: Int) throws -> Int {
    try buffer.withUnsafeMutableBufferPointer { try read(into: UnsafeMutableBufferPointer(rebasing: $0[offset...])) }
  }

  private mutating func read(into output: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
    if inflater != nil { return try inflate(into: output) }
    if available.isEmpty { try refill() }
    let count = min(available.count, output.count)
    _ = output.update(fromContentsOf: input[available.prefix(count)])
    available.removeFirst(count)
    return count
  }

  private mutating func inflate(into output: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
    while true {
      if available.isEmpty { try refill() }
      if available.isEmpty {
        guard isInsideMember else { return 0 }
        throw MarketFileError(
          file: descriptor.file, problem: "gzip data end after \(bytesRead) bytes, in the middle of a member",
          advice: "copy the file again")
      }
      if !isInsideMember {
        guard try beginMember() else { return 0 }
      }
      let step = inflater?.step(input: &input, range: available, output: output) ?? .corrupt("not gzip")
      switch step {
      case .corrupt(let message):
        throw MarketFileError(
          file: descriptor.file,
          problem: "gzip data are corrupt near byte \(bytesRead - Int64(available.count)) (\(message))",
          advice: "copy the file again")
      case .progress(let consumed, let produced):
        available.removeFirst(consumed)
        if produced > 0 { return produced }
      case .memberEnd(let consumed, let produced):
        available.removeFirst(consumed)
        isInsideMember = false
        if produced > 0 { return produced }
      }
    }
  }

  /// Starts the member that follows one; `false` when only zero padding is left.
  private mutating func beginMember() throws -> Bool {
    while let first = available.first, input[first] == 0 {
      available.removeFirst()
      if available.isEmpty { try refill() }
    }
    guard let first = available.first else { return false }
    guard input[first] == 0x1f else {
      throw MarketFileError(
        file: descriptor.file,
        problem: "bytes after byte \(bytesRead - Int64(available.count)) follow the gzip data and are not gzip",
        advice: "cut them off or copy the file again")
    }
    inflater?.restart()
    isInsideMember = true
    return true
  }

  private mutating func refill() throws {
    let count = try descriptor.read(into: &input)
    bytesRead += Int64(count)
    available = 0..<count
    if count == 0, let size, bytesRead < size {
      throw MarketFileError(
        file: descriptor.file, problem: "became shorter while it was read: \(bytesRead) of \(size) bytes",
        advice: "import it when nothing writes to it")
    }
  }

  private static let foreignFormats: [(magic: [UInt8], name: String, advice: String)] = [
    ([0x50, 0x4b, 0x03, 0x04], "a zip archive", "unpack it first"),
    ([0x28, 0xb5, 0x2f, 0xfd], "compressed by zstd", "decompress it or use gzip"),
    ([0x42, 0x5a, 0x68], "compressed by bzip2", "decompress it or use gzip"),
    ([0xfd, 0x37, 0x7a, 0x58], "compressed by xz", "decompress it or use gzip"),
    ([0xff, 0xfe], "UTF-16", "convert it to UTF-8"),
    ([0xfe, 0xff], "UTF-16", "convert it to UTF-8"),
  ]
}
