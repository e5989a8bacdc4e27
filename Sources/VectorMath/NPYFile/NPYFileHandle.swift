#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open `.npy` file: the one place where the C library's streams and pointers are touched. Closes itself.
struct NPYFileHandle: ~Copyable {
  let path: String
  /// Bytes in the file when it was opened for reading.
  let size: Int
  #if canImport(Musl)
    private let stream: OpaquePointer
  #else
    private let stream: UnsafeMutablePointer<FILE>
  #endif

  init(reading path: String) throws(NPYFileError) {
    guard let stream = fopen(path, "rb") else { throw NPYFileError(path: path, kind: .system(errno)) }
    guard fseeko(stream, 0, SEEK_END) == 0, case let size = ftello(stream), size >= 0, fseeko(stream, 0, SEEK_SET) == 0
    else {
      let code = errno
      fclose(stream)
      throw NPYFileError(path: path, kind: .system(code))
    }
    (self.path, self.size, self.stream) = (path, Int(size), stream)
  }

  init(writing path: String) throws(NPYFileError) {
    guard let stream = fopen(path, "wb") else { throw NPYFileError(path: path, kind: .system(errno)) }
    (self.path, self.size, self.stream) = (path, 0, stream)
  }

  deinit { fclose(stream) }

  /// Reads exactly `count` values; the caller has checked that the file holds them.
  func read<Value: NPYElement>(_ type: Value.Type, count: Int) throws(NPYFileError) -> [Value] {
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      // fread leaves every byte it counts initialized, and any bytes are a value of these types.
      initialized = count == 0 ? 0 : fread(buffer.baseAddress, MemoryLayout<Value>.stride, count, stream)
    }
    guard values.count == count else {
      throw NPYFileError(
        path: path, kind: ferror(stream) != 0 ? .system(errno) : .malformed("it shrank while it was read"))
    }
    return values
  }

  func write<Value: NPYElement>(_ values: [Value]) throws(NPYFileError) {
    let written = values.withUnsafeBytes { $0.isEmpty ? 0 : fwrite($0.baseAddress, 1, $0.count, stream) }
    guard written == values.count * MemoryLayout<Value>.stride else {
      throw NPYFileError(path: path, kind: .system(errno))
    }
  }

  /// Hands what was written to the system; a full disk shows here at the latest.
  func finish() throws(NPYFileError) {
    guard fflush(stream) == 0 else { throw NPYFileError(path: path, kind: .system(errno)) }
  }

  static func message(_ code: Int32) -> String { SystemRefusal(code).description }
}
