import CVectorKernels
import Dispatch
import Synchronization

/// The coarse plane of a matrix once more, in blocks of sixteen rows (`jm_nibble_blocks`): made when it is first asked for.
///
/// At a million rows of 128 numbers that takes about ten milliseconds, less than it would take to read it from a file.
final class BlockPlane: Sendable {
  private let made = Mutex<AlignedMemoryHandle<UInt8>?>(nil)

  /// Bytes it takes now.
  var byteCount: Int { made.withLock { $0?.count ?? 0 } }

  /// The plane of these codes, which must be the same each time. O(1) after the first time, then O(rows × dimension).
  func memory(of codes: QuantizedMatrix) -> AlignedMemoryHandle<UInt8> {
    made.withLock { made in
      if let made { return made }
      let memory = BlockPlane.turned(codes)
      made = memory
      return memory
    }
  }

  private static func turned(_ codes: QuantizedMatrix) -> AlignedMemoryHandle<UInt8> {
    let blocks = (codes.rowCount + 15) / 16
    let memory = AlignedMemoryHandle<UInt8>(count: blocks * 16 * codes.rowBytes)
    let size = 8192
    DispatchQueue.concurrentPerform(iterations: (codes.rowCount + size - 1) / size) { chunk in
      let first = chunk * size
      jm_nibble_blocks(
        codes.coarse.elements + first * codes.rowBytes, codes.rowBytes, min(size, codes.rowCount - first),
        memory.elements + first * codes.rowBytes)
    }
    return memory
  }
}
