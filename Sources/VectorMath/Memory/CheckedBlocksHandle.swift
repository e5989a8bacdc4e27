import CVectorKernels
import Synchronization

/// Which blocks of a mapped file were compared with their checksums, and the first that differed.
///
/// A block is compared before its bytes are first used, by whoever comes first; once all were, asking costs one load.
// Unchecked, and why it is safe to share: bytes and checksums never change. A block's bit goes from 0 to 1 and never back,
// and only after this block's bytes were found right; whoever sees it set may rely on that without seeing anything else the
// setter wrote, since there is nothing else: the bytes come from the file, not from the setter. So every access is relaxed.
// Two that see it clear both compare, to the same result; of these, one alone sees its `or` turn the bit, and counts. Damage
// stands behind a lock.
package final class CheckedBlocksHandle: @unchecked Sendable {
  private let path: String
  private let mapping: FileMapping
  private let checksums: BlockChecksums
  private let bits: UnsafeMutablePointer<Atomic<UInt64>>
  private let left: Atomic<Int>
  private let first = Mutex<FileDamage?>(nil)

  /// - Parameter mapping: as many bytes as the checksums are of.
  init(path: String, mapping: FileMapping, checksums: BlockChecksums) {
    precondition(mapping.bytes.count == checksums.byteCount, "checksums of another size")
    (self.path, self.mapping, self.checksums) = (path, mapping, checksums)
    let count = wordCount(checksums)
    bits = .allocate(capacity: count)
    for word in 0..<count { (bits + word).initialize(to: Atomic(0)) }
    left = Atomic(checksums.values.count)
  }

  deinit {
    bits.deinitialize(count: wordCount(checksums))
    bits.deallocate()
  }

  /// Whether every block was compared and right. O(1), one load.
  package var areAllSound: Bool { left.load(ordering: .relaxed) == 0 }

  /// The first block that was found damaged, if any was.
  package var damage: FileDamage? { first.withLock { $0 } }

  /// Whether bytes are what was written; blocks that were not compared yet are now. O(bytes) at first, then O(blocks).
  package func areSound(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    let last = (range.upperBound - 1) / BlockChecksums.blockLength
    for block in range.lowerBound / BlockChecksums.blockLength...last where !isSound(block) { return false }
    return true
  }

  /// Whether listed rows are what was written: row r has the `width` bytes from `start + r * width`. O(rows) once compared.
  package func areSound(_ rows: UnsafePointer<UInt32>, _ count: Int, start: Int, width: Int) -> Bool {
    guard width > 0 else { return true }
    var known = -1
    for index in 0..<count {
      let begin = start + Int(rows[index]) * width
      let (lower, upper) = (begin / BlockChecksums.blockLength, (begin + width - 1) / BlockChecksums.blockLength)
      if lower == known && upper == known { continue }
      for block in lower...upper where !isSound(block) { return false }
      known = upper
    }
    return true
  }

  /// Compares every block: calls `compared` with its count of bytes, and `found` first for one that differs.
  package func forEachDamage(compared: (_ bytes: Int) -> Void, found: (FileDamage) -> Void) {
    for block in checksums.values.indices {
      if !isSound(block) { found(damage(at: block)) }
      compared(checksums.range(of: block).count)
    }
  }

  private func isSound(_ block: Int) -> Bool {
    let (word, bit) = (block / 64, UInt64(1) << UInt64(block % 64))
    if bits[word].load(ordering: .relaxed) & bit != 0 { return true }
    let content = UnsafeRawBufferPointer(rebasing: mapping.bytes[checksums.range(of: block)])
    guard jm_crc32c(0, content.baseAddress, content.count) == checksums.values[block] else {
      first.withLock { $0 = $0 ?? damage(at: block) }
      return false
    }
    let before = bits[word].bitwiseOr(bit, ordering: .relaxed).oldValue
    if before & bit == 0 { left.subtract(1, ordering: .relaxed) }
    return true
  }

  private func damage(at block: Int) -> FileDamage {
    let range = checksums.range(of: block)
    return FileDamage(
      path, "block \(block) (bytes \(range.lowerBound) to \(range.upperBound - 1)) differs from its checksum")
  }
}

private func wordCount(_ checksums: BlockChecksums) -> Int { (checksums.values.count + 63) / 64 }
