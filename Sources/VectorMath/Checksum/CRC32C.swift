import CVectorKernels

/// A running CRC-32C (Castagnoli) of bytes, as in RFC 3720 appendix B.4.
///
/// ```swift
/// CRC32C.checksum(of: Array("123456789".utf8))  // 0xE306_9283
/// ```
public struct CRC32C: Hashable, Sendable {
  /// The checksum of all bytes so far; 0 of none.
  public private(set) var value: UInt32 = 0

  /// Makes the checksum of no bytes.
  public init() {}

  /// Takes in bytes that follow those before. O(count).
  public mutating func update(_ bytes: RawSpan) {
    value = bytes.withUnsafeBytes { [value] in jm_crc32c(value, $0.baseAddress, $0.count) }
  }

  /// Takes in bytes that follow those before. O(count).
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    value = jm_crc32c(value, bytes.baseAddress, bytes.count)
  }

  /// Takes in bytes that follow those before. O(count).
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The checksum of bytes. O(count).
  public static func checksum(of bytes: [UInt8]) -> UInt32 {
    var checksum = CRC32C()
    checksum.update(bytes)
    return checksum.value
  }
}
