import CVectorKernels
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
    RowChunks.forEach(codes.rowCount) { rows in
      let first = rows.lowerBound * codes.rowBytes
      jm_nibble_blocks(codes.coarse.elements + first, codes.rowBytes, rows.count, memory.elements + first)
    }
    return memory
  }
}
