import CVectorKernels

/// Room for a fixed count of plain values that begins at a cache line, so that rows of 64 bytes never straddle two.
///
/// The one owner writes while it is built or used as scratch; whoever shares it only reads.
// Unchecked: the memory moves with its owner, and after `MatrixMemory` has been filled nothing writes to it any more.
package final class AlignedMemoryHandle<Element: BitwiseCopyable>: @unchecked Sendable {
  package let count: Int
  private let raw: UnsafeMutableRawPointer
  package let elements: UnsafeMutablePointer<Element>

  /// Bytes of a large page: memory of several is aligned to them, so that it can be mapped by such.
  private static var largePage: Int { 2 << 20 }

  /// Takes memory whose bytes are all zero. O(count).
  package init(count: Int) {
    precondition(count >= 0, "a count is not negative")
    self.count = count
    let bytes = max(64, count * MemoryLayout<Element>.stride)
    let isLarge = bytes >= 2 * AlignedMemoryHandle.largePage
    raw = .allocate(byteCount: bytes, alignment: isLarge ? AlignedMemoryHandle.largePage : 64)
    if isLarge { jm_prefer_large_pages(raw, bytes) }
    raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    elements = raw.bindMemory(to: Element.self, capacity: count)
  }

  /// Copies values. O(count).
  package convenience init(_ values: some Collection<Element>) {
    self.init(count: values.count)
    _ = UnsafeMutableBufferPointer(start: elements, count: values.count).update(fromContentsOf: values)
  }

  deinit { raw.deallocate() }
}
