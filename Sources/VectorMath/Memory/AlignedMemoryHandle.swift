import CVectorKernels

/// A fixed count of plain values that begins at a cache line, so that rows of 64 bytes never straddle two: memory of its own,
/// or a column of a mapped file.
///
/// The one owner writes while it is built or used as scratch; whoever shares it only reads. Nobody writes to a file's.
// Unchecked: what is shared has been filled before and nothing writes to it any more; what is written to has one owner, and goes
// from one search to the next through a pool, whose lock orders their writes.
package final class AlignedMemoryHandle<Element: BitwiseCopyable>: @unchecked Sendable {
  package let count: Int
  package let elements: UnsafeMutablePointer<Element>
  /// The file that the values lie in, and from which byte of it; `nil` for memory of its own.
  package let file: MappedFileHandle?
  package let offset: Int
  private let raw: UnsafeMutableRawPointer?
  private let blocks: CheckedBlocksHandle?

  /// Bytes of a large page: memory of several is aligned to them, so that it can be mapped by such.
  private static var largePage: Int { 2 << 20 }

  /// Takes memory whose bytes are all zero. O(count).
  package init(count: Int) {
    precondition(count >= 0, "a count is not negative")
    self.count = count
    let bytes = max(64, count * MemoryLayout<Element>.stride)
    let isLarge = bytes >= 2 * AlignedMemoryHandle.largePage
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: isLarge ? AlignedMemoryHandle.largePage : 64)
    if isLarge { jm_prefer_large_pages(raw, bytes) }
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    elements = raw.bindMemory(to: Element.self, capacity: count)
    (self.raw, file, offset, blocks) = (raw, nil, 0, nil)
  }

  /// Copies values. O(count).
  package convenience init(_ values: some Collection<Element>) {
    self.init(count: values.count)
    _ = UnsafeMutableBufferPointer(start: elements, count: values.count).update(fromContentsOf: values)
  }

  /// Values that lie in a file from a byte on, a multiple of their size. O(1), no copy.
  package init(_ file: MappedFileHandle, offset: Int, count: Int) {
    precondition(
      count > 0 && offset >= 0 && offset % MemoryLayout<Element>.alignment == 0
        && offset + count * MemoryLayout<Element>.stride <= file.byteCount, "values beyond their file")
    guard let start = file.mapping.bytes.baseAddress else {
      preconditionFailure("a file of \(count) values is not empty")
    }
    elements = UnsafeMutableRawPointer(mutating: start + offset).bindMemory(to: Element.self, capacity: count)
    (self.count, self.file, self.offset, raw, blocks) = (count, file, offset, nil, file.blocks)
  }

  deinit { raw?.deallocate() }
}

extension AlignedMemoryHandle {
  /// Whether values are what was written: of a file with checksums, blocks not used before are compared now. Whoever is told
  /// no must not use them; `damage` says what was found.
  package func isSound(_ range: Range<Int>) -> Bool {
    guard let blocks, !blocks.areAllSound else { return true }
    let stride = MemoryLayout<Element>.stride
    return blocks.areSound(offset + range.lowerBound * stride..<offset + range.upperBound * stride)
  }

  /// The same for listed rows of `width` values each.
  package func isSound(_ rows: UnsafePointer<UInt32>, _ count: Int, width: Int) -> Bool {
    guard let blocks, !blocks.areAllSound else { return true }
    return blocks.areSound(rows, count, start: offset, width: width * MemoryLayout<Element>.stride)
  }

  /// The first damage that anybody met in the file, if any; it stays.
  package var damage: FileDamage? { blocks?.damage }

  /// Whether the values lie in a file.
  package var isMapped: Bool { file != nil }
}
