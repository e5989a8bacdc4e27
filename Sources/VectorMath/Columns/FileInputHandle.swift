#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a small file whole by copying: one that a person may edit in place must not be mapped.
package enum FileInputHandle {
  /// The bytes of a file; no descriptor is kept. O(bytes).
  ///
  /// - Throws: `FileDamage`, whose `isMissing` tells a file that is not there from one that cannot be read.
  package static func bytes(of path: String) throws(FileDamage) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileDamage(path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileDamage(path, code: errno) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}
