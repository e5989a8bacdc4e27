#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file, closed when this value ends.
struct FileDescriptorHandle: ~Copyable {
  /// The name as the user gave it.
  let file: String
  /// The size at opening in bytes; `nil` for what has none, such as a pipe.
  let size: Int64?
  private let descriptor: Int32

  /// Opens a file for reading; throws `MarketFileError` when it does not exist, is a folder or may not be read.
  init(file: String) throws {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileDescriptorHandle.failure(file, "cannot be opened", errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw FileDescriptorHandle.failure(file, "cannot be examined", code)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw MarketFileError(file: file, problem: "is a folder", advice: "name a file in it")
    }
    self.file = file
    self.descriptor = descriptor
    size = status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// Reads the next bytes into `buffer`, which must not be empty; returns how many, 0 at the end.
  func read(into buffer: inout [UInt8]) throws -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { readBytes(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      if errno != EINTR { throw FileDescriptorHandle.failure(file, "cannot be read", errno) }
    }
  }

  private static func failure(_ file: String, _ what: String, _ code: Int32) -> MarketFileError {
    if code == ENOENT {
      return MarketFileError(file: file, problem: "does not exist", advice: "check the name")
    }
    return MarketFileError(file: file, problem: "\(what): \(String(cString: strerror(code)))")
  }
}

/// The C function, which the method above would hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
