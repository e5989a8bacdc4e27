#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file being written: under another name until it is whole, so that nobody reads half a market. The one place where
/// the C library's streams are touched. What is not finished is removed.
struct OutputFileHandle: ~Copyable {
  private let path: String
  #if canImport(Musl)
    private let stream: OpaquePointer
  #else
    private let stream: UnsafeMutablePointer<FILE>
  #endif

  private var temporary: String { path + ".partial" }

  init(path: String) throws(MarketExportError) {
    self.path = path
    guard let stream = fopen(path + ".partial", "wb") else { throw MarketExportError(path: path, code: errno) }
    self.stream = stream
  }

  deinit {
    fclose(stream)
    // After a finish there is nothing left under this name.
    unlink(temporary)
  }

  func write(_ bytes: [UInt8]) throws(MarketExportError) {
    let written = bytes.withUnsafeBytes { $0.isEmpty ? 0 : fwrite($0.baseAddress, 1, $0.count, stream) }
    guard written == bytes.count else { throw MarketExportError(path: path, code: errno) }
  }

  func finish() throws(MarketExportError) {
    guard fflush(stream) == 0, rename(temporary, path) == 0 else { throw MarketExportError(path: path, code: errno) }
  }

  static func makeFolder(_ path: String) throws(MarketExportError) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw MarketExportError(path: path, code: errno) }
  }

  static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// The system refused to write a file of a market.
public struct MarketExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder.
  public let path: String
  /// The system's `errno`.
  public let code: Int32

  /// The path and the system's own words.
  public var description: String { "\(path): cannot be written: \(OutputFileHandle.message(code))" }
}
