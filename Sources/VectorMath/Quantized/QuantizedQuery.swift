import CVectorKernels

/// A query vector coded for the two planes: in 8 bits for the coarse one, in 14 for both.
// Unchecked: its pointers lead into memory that is written here once and lives as long as the query.
final class QuantizedQuery: @unchecked Sendable {
  /// The vector itself, of the matrix's dimension.
  let vector: AlignedMemoryHandle<Float>
  private let bytes: AlignedMemoryHandle<Int8>
  /// One value, whose address a scan of several queries keeps.
  let coarse: AlignedMemoryHandle<jm_nibble_query>
  let fine: jm_byte_query

  /// The greatest number of two signed bytes, the upper one times 128.
  private static let greatestFineCode = 127.0 * 128

  /// Codes a vector of finite numbers, no longer than `DenseMatrix.greatestLength`.
  init(_ query: [Float], for matrix: QuantizedMatrix) {
    let rowBytes = matrix.rowBytes
    vector = AlignedMemoryHandle(query)
    bytes = AlignedMemoryHandle(count: 6 * rowBytes)
    let start = bytes.elements
    var norm = 0.0
    var greatest = 0.0
    for value in query {
      norm += Double(value) * Double(value)
      greatest = max(greatest, abs(Double(value)))
    }
    let coarseScale = greatest / 127
    let fineScale = greatest / QuantizedQuery.greatestFineCode
    var (coarseSum, fineSum, coarseRest, fineRest) = (0.0, 0.0, 0.0, 0.0)
    for (index, value) in query.enumerated() {
      let byte = index / 64 * 32 + index % 32
      let half = index % 64 < 32 ? 0 : 1
      let code = coarseScale > 0 ? (Double(value) / coarseScale).rounded() : 0
      let fineCode = fineScale > 0 ? (Double(value) / fineScale).rounded() : 0
      let upper = ((fineCode + 64) / 128).rounded(.down)
      start[half * rowBytes + byte] = Int8(code)
      start[(2 + half) * rowBytes + byte] = Int8(upper)
      start[(4 + half) * rowBytes + byte] = Int8(fineCode - 128 * upper)
      coarseSum += code
      fineSum += fineCode
      let coarseDifference = Double(value) - coarseScale * code
      let fineDifference = Double(value) - fineScale * fineCode
      coarseRest += coarseDifference * coarseDifference
      fineRest += fineDifference * fineDifference
    }
    // Lengths are compared in f32 where vectors come in, and may be a little more here.
    precondition(
      norm.squareRoot() <= 1.001 * Double(DenseMatrix.greatestLength), "a query too long for an inner product")
    // What numbers next to zero lose, which no share of a length covers: a rounded factor and offset times a row's scale of
    // at most a 126th of its length, and each step of the f32 product.
    let (lost, length) = (0x1p-149, Double(query.count))
    let vanishing = lost * ((2000 * length + 2) * matrix.greatestNorm / 126 + 2 * length + 16)
    // Rounded up: bounds must hold in f32 too.
    func above(_ value: Double) -> Float { Float(value * (1 + 0x1p-20)).nextUp }
    let nibbles = jm_nibble_query(
      low: start, high: start + rowBytes, factor: Float(16 * coarseScale),
      offset: Float(-120.5 * coarseScale * coarseSum),
      norm: above(norm.squareRoot()), slack: above(coarseRest.squareRoot() * matrix.greatestNorm + vanishing))
    coarse = AlignedMemoryHandle(CollectionOfOne(nibbles))
    fine = jm_byte_query(
      coarse_low: start + 2 * rowBytes, coarse_high: start + 3 * rowBytes, fine_low: start + 4 * rowBytes,
      fine_high: start + 5 * rowBytes, factor: fineScale, offset: -128 * fineScale * fineSum,
      norm: above(norm.squareRoot()), slack: above(fineRest.squareRoot() * matrix.greatestNorm + vanishing))
  }
}
