import CVectorKernels

/// A query vector against binary codes: what each pattern of four bits adds to a row's estimate.
// Unchecked: its pointer leads into memory that is written here once and lives as long as the query.
final class BinaryQuery: @unchecked Sendable {
  private let table: AlignedMemoryHandle<UInt8>
  /// Estimates of inner products, or agreements for plain signs.
  private let estimate: jm_binary_query
  /// The standard error of a row's estimate is its error times this.
  private let norm: Float

  /// The greatest that a pattern adds: the sums of four nibbles fit a byte.
  private static let greatest: Float = 63

  /// Turns a vector of finite numbers as the rows were turned. O(bits × log dimension).
  init(_ query: [Float], for codes: BinaryCodes) {
    let (bits, width) = (codes.bits, codes.width)
    var turned = [Float](repeating: 0, count: (bits + width - 1) / width * width)
    for start in stride(from: 0, to: turned.count, by: width) {
      for (index, value) in query.enumerated() { turned[start + index] = value }
      let words = Int(JM_ROTATION_ROUNDS) * width / 64
      turned.withUnsafeMutableBufferPointer {
        guard let first = $0.baseAddress else { return }
        jm_rotate(first + start, width, codes.signs.elements + start / width * words)
      }
    }
    let isPlain = codes.kind != .rabitq
    if isPlain { turned = turned.map { $0 >= 0 ? 1 : -1 } }
    // The sum of q · (±1) is twice the sum of |q| where signs agree, less the sum of all |q|.
    let sizes = turned[..<bits].map(abs)
    let greatest = stride(from: 0, to: bits, by: 4).map { 2 * sizes[$0..<$0 + 4].reduce(0, +) }.max() ?? 0
    let step = greatest / BinaryQuery.greatest
    table = AlignedMemoryHandle(count: bits / 4 * 16)
    if step > 0, step.isFinite {
      for nibble in 0..<bits / 4 {
        for pattern in 0..<16 {
          var agreed: Float = 0
          for bit in 0..<4 where (pattern >> bit & 1 == 1) == (turned[4 * nibble + bit] >= 0) {
            agreed += 2 * sizes[4 * nibble + bit]
          }
          table.elements[16 * nibble + pattern] = UInt8(min(BinaryQuery.greatest, (agreed / step).rounded()))
        }
      }
    }
    let mean = UnsafeBufferPointer(start: codes.mean.elements, count: codes.mean.count)
    estimate = jm_binary_query(
      table: table.elements, step: step, offset: -sizes.reduce(0, +),
      centre: mean.isEmpty ? 0 : DenseDot.dot(Array(mean), query), spread: 0)
    norm = isPlain ? 0 : DenseMatrix.length(of: query)
  }
  /// Lends the query, with so many standard errors added to each estimate.
  func adding<Result>(_ errors: Float, _ body: (UnsafePointer<jm_binary_query>) -> Result) -> Result {
    var query = estimate
    query.spread = errors * norm
    // The table must outlive the call, which knows its address alone.
    return withExtendedLifetime(self) { withUnsafePointer(to: &query, body) }
  }
}
