#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A position in lent bytes, with the few operations that parsers are written in.
///
/// Valid only while the bytes are lent; never stored beyond the closure that lends them.
struct ByteCursorHandle {
  private let base: UnsafePointer<UInt8>
  /// How many bytes there are.
  let count: Int
  /// Where the cursor stands, `0...count`.
  var position: Int

  /// A cursor over lent bytes, or `nil` when there are none.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0) {
    guard let base = bytes.baseAddress else { return nil }
    (self.base, count, self.position) = (base, bytes.count, position)
  }

  /// Whether no byte is left.
  @inline(__always) var isAtEnd: Bool { position >= count }

  /// The byte at the cursor, or 0 at the end: no grammar here begins anything with 0.
  @inline(__always) var current: UInt8 { position < count ? base[position] : 0 }

  /// The byte at an offset below `count`.
  @inline(__always) subscript(offset: Int) -> UInt8 { base[offset] }

  /// Passes over one byte if it is `byte`.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < count, base[position] == byte else { return false }
    position += 1
    return true
  }

  /// Passes over JSON's white space.
  @inline(__always)
  mutating func skipWhitespace() {
    while position < count {
      switch base[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      default: return
      }
    }
  }

  /// The offset of the next `byte` from `offset` on and before `end`. O(distance), by `memchr`.
  @inline(__always)
  func firstOffset(of byte: UInt8, from offset: Int, before end: Int) -> Int? {
    guard offset < end, let hit = memchr(base + offset, Int32(byte), end - offset) else { return nil }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }

  /// How often `byte` stands in a range.
  func occurrences(of byte: UInt8, in range: Range<Int>) -> Int {
    var (found, offset) = (0, range.lowerBound)
    while let hit = firstOffset(of: byte, from: offset, before: range.upperBound) {
      (found, offset) = (found + 1, hit + 1)
    }
    return found
  }

  /// The bytes of a range as text, or `nil` when they are not UTF-8.
  @inline(__always)
  func text(_ range: Range<Int>) -> String? {
    // Validating goes through unspecialized generics, which cost more than most fields' bytes; ASCII needs none of it.
    if isASCII(range) { return repairedText(range) }
    return String(validating: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
  }

  /// Whether no byte of a range is beyond 127. O(range), 8 bytes at a time.
  @inline(__always)
  private func isASCII(_ range: Range<Int>) -> Bool {
    var offset = range.lowerBound
    let raw = UnsafeRawPointer(base)
    while offset + 8 <= range.upperBound {
      if raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
      offset += 8
    }
    while offset < range.upperBound {
      if base[offset] & 0x80 != 0 { return false }
      offset += 1
    }
    return true
  }

  /// The bytes of a range as text, with U+FFFD where they are not UTF-8: for messages.
  @inline(__always)
  func repairedText(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
  }

  /// Appends the bytes of a range to an array.
  @inline(__always)
  func append(_ range: Range<Int>, to array: inout [UInt8]) {
    array.append(contentsOf: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The bytes of a range.
  @inline(__always)
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
