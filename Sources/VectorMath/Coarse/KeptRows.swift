import CVectorKernels

extension CoarseSearch {
  /// Where a scan of some rows puts those that it keeps.
  final class Room: Sendable {
    let rows: AlignedMemoryHandle<UInt32>
    let estimates: AlignedMemoryHandle<Float>

    /// - Parameter count: rows scanned at a time; a scan may write a little behind what it keeps.
    init(count: Int) {
      rows = AlignedMemoryHandle(count: count + 16)
      estimates = AlignedMemoryHandle(count: count + 16)
    }
  }

  /// Rows that a scan kept, rising, with their estimates.
  struct Kept: Sendable {
    private(set) var rows: [UInt32] = []
    private(set) var estimates: [Float] = []

    init() {}

    /// Those of several ranges, in their order.
    init(_ parts: [Kept]) {
      self = parts.first ?? Kept()
      for part in parts.dropFirst() {
        rows += part.rows
        estimates += part.estimates
      }
    }

    mutating func reserve(_ count: Int) {
      rows.reserveCapacity(count)
      estimates.reserveCapacity(count)
    }

    mutating func append(_ room: Room, _ count: Int) {
      rows.append(contentsOf: UnsafeBufferPointer(start: room.rows.elements, count: count))
      estimates.append(contentsOf: UnsafeBufferPointer(start: room.estimates.elements, count: count))
    }

    /// The estimate of a rank, 1 for the greatest. O(count).
    func estimate(_ rank: Int) -> Float { jm_select_greatest(estimates, estimates.count, rank) }

    /// So many rows with the greatest estimates, and those equal to the last, rising. O(count).
    func best(_ count: Int) -> [UInt32] { rows(reaching: estimate(count)) }

    /// About so many rows with the greatest estimates, hardly less, rising: for one more pass over the estimates. O(count).
    func about(_ count: Int) -> [UInt32] { rows(reaching: jm_select_about(estimates, estimates.count, count)) }

    private func rows(reaching cut: Float) -> [UInt32] {
      [UInt32](unsafeUninitializedCapacity: rows.count) { best, count in
        for index in rows.indices {
          best[count] = rows[index]
          count += estimates[index] >= cut ? 1 : 0
        }
      }
    }
  }
}
