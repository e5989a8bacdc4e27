/// The checksums of a folder's files, as text: a line a file with its name, its bytes and the CRC-32C of each block, and a
/// last line with that of all lines before it.
///
/// ```text
/// jobmatch checksums 1: file, bytes, CRC-32C of every 65536 bytes
/// keys.npy 144 1b851995
/// crc32c 46dd794e
/// ```
package struct ChecksumFile: Equatable, Sendable {
  /// By the name of the file.
  package var files: [String: BlockChecksums] = [:]

  /// What it is called.
  package static let name = "checksums.txt"
  private static let title = "jobmatch checksums 1: file, bytes, CRC-32C of every 65536 bytes\n"
  private static let last = "crc32c "

  package init() {}

  /// Its bytes, files by name.
  package var bytes: [UInt8] {
    var text = Array(ChecksumFile.title.utf8)
    for (name, checksums) in files.sorted(by: { $0.key < $1.key }) {
      text += Array("\(name) \(checksums.byteCount)".utf8)
      for value in checksums.values {
        text.append(UInt8(ascii: " "))
        ChecksumFile.append(value, to: &text)
      }
      text.append(UInt8(ascii: "\n"))
    }
    let whole = CRC32C.checksum(of: text)
    text += Array(ChecksumFile.last.utf8)
    ChecksumFile.append(whole, to: &text)
    return text + [UInt8(ascii: "\n")]
  }

  private static func append(_ value: UInt32, to text: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    for shift in stride(from: 28, through: 0, by: -4) { text.append(digits[Int(value >> UInt32(shift)) & 15]) }
  }

  /// Reads its bytes.
  ///
  /// - Throws: `FileDamage` for anything but what `bytes` gives. O(bytes).
  package init(_ bytes: [UInt8], path: String) throws(FileDamage) {
    let tail = ChecksumFile.last.utf8.count + 9
    guard bytes.count >= ChecksumFile.title.utf8.count + tail, bytes.starts(with: ChecksumFile.title.utf8) else {
      throw FileDamage(path, "not a list of checksums, or of another version")
    }
    let body = Array(bytes.dropLast(tail))
    var expected = Array(ChecksumFile.last.utf8)
    ChecksumFile.append(CRC32C.checksum(of: body), to: &expected)
    guard bytes.suffix(tail).elementsEqual(expected + [UInt8(ascii: "\n")]) else {
      throw FileDamage(path, "differs from the checksum in its last line")
    }
    var scanner = Scanner(bytes: body, position: ChecksumFile.title.utf8.count)
    while scanner.position < body.count {
      guard let (name, checksums) = scanner.line(), files.updateValue(checksums, forKey: name) == nil else {
        throw FileDamage(path, "a line is not a file with its checksums")
      }
    }
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position: Int

    /// A line with its break; `nil` for any other text.
    mutating func line() -> (String, BlockChecksums)? {
      guard let end = bytes[position...].firstIndex(of: 0x20) else { return nil }
      let name = String(decoding: bytes[position..<end], as: UTF8.self)
      // The name of a file of this folder, not of another.
      guard !name.isEmpty, !name.contains("/"), !name.contains("\n"), name != ".", name != ".." else { return nil }
      position = end + 1
      guard let last = bytes[position...].firstIndex(where: { $0 == 0x20 || $0 == 0x0A }),
        let count = Int(String(decoding: bytes[position..<last], as: UTF8.self))
      else { return nil }
      position = last
      var values: [UInt32] = []
      while position < bytes.count, bytes[position] == 0x20 {
        guard let value = hexadecimal() else { return nil }
        values.append(value)
      }
      guard position < bytes.count, bytes[position] == 0x0A else { return nil }
      position += 1
      return BlockChecksums(byteCount: count, values: values).map { (name, $0) }
    }

    private mutating func hexadecimal() -> UInt32? {
      guard position + 9 <= bytes.count else { return nil }
      var value: UInt32 = 0
      for byte in bytes[(position + 1)..<(position + 9)] {
        switch byte {
        case 48...57: value = value << 4 | UInt32(byte - 48)
        case 97...102: value = value << 4 | UInt32(byte - 87)
        default: return nil
        }
      }
      position += 9
      return value
    }
  }
}
