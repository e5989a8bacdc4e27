/// The CRC-32C of each block of a file.
package struct BlockChecksums: Hashable, Sendable {
  /// How many bytes the file has.
  package private(set) var byteCount = 0
  /// A checksum a block; the last block may be shorter.
  package private(set) var values: [UInt32] = []
  private var rest = CRC32C()

  /// Bytes a block: a search that takes rows here and there compares about as much as the system reads from a disk at once.
  package static let blockLength = 65_536

  /// Checksums of no bytes.
  package init() {}

  /// Restores checksums; `nil` when there are not as many as so many bytes have blocks.
  init?(byteCount: Int, values: [UInt32]) {
    let (whole, rest) = byteCount.quotientAndRemainder(dividingBy: BlockChecksums.blockLength)
    guard byteCount >= 0, values.count == whole + (rest == 0 ? 0 : 1) else { return nil }
    (self.byteCount, self.values) = (byteCount, values)
  }

  /// Checksums of a whole file. O(bytes).
  init(of file: MappedFileHandle) { withExtendedLifetime(file) { update(file.mapping.bytes) } }

  /// Takes in bytes that follow those before. O(count).
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var bytes = bytes
    while !bytes.isEmpty {
      let room = BlockChecksums.blockLength - byteCount % BlockChecksums.blockLength
      if room == BlockChecksums.blockLength {
        rest = CRC32C()
        values.append(0)
      }
      let part = bytes.prefix(room)
      rest.update(UnsafeRawBufferPointer(rebasing: part))
      values[values.count - 1] = rest.value
      byteCount += part.count
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(room))
    }
  }

  /// How many blocks there are.
  package var blockCount: Int { values.count }

  /// The bytes of a block.
  package func range(of block: Int) -> Range<Int> {
    block * BlockChecksums.blockLength..<min((block + 1) * BlockChecksums.blockLength, byteCount)
  }

  package static func == (first: BlockChecksums, second: BlockChecksums) -> Bool {
    first.byteCount == second.byteCount && first.values == second.values
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(values) }
}
