import CVectorKernels

/// The rows of a matrix as signs of randomly rotated coordinates, a bit each: the sieve of approximate search.
///
/// Two kinds (PAPER P5.4). **RaBitQ** (doi:10.1145/3654970) keeps a bit a dimension of the rest behind the mean row, and two
/// scalars: the factor that makes an unbiased estimate of the inner product, and the estimate's standard error.
/// **Signs** keep so many bits of rotations of the row itself and count on how many a query agrees (Charikar 2002,
/// doi:10.1145/509907.509965; rotations in place of independent directions after Ji et al. 2012), which orders rows by angle.
///
/// Errors of both hold with a probability only: what is left out by them may have been among the best.
/// Memory: bits / 8 + 4 bytes a row; 20 at 128 dimensions.
public struct BinaryCodes: Sendable {
  /// What the bits are.
  public enum Kind: Hashable, Sendable {
    /// A bit a dimension, rounded up to a multiple of 64, and two scalars.
    case rabitq
    /// So many signs, a multiple of 64 from 64 to 4096; the paper takes 512.
    case signs(bits: Int)
  }

  /// What the bits are.
  public let kind: Kind
  /// How many rows there are.
  public let rowCount: Int
  /// How many numbers a row stands for.
  public let dimension: Int
  /// Bits a row.
  public let bits: Int
  /// Coordinates of one rotation.
  let width: Int
  let signs: AlignedMemoryHandle<UInt64>
  /// What was taken from each row first; nothing for signs.
  let mean: AlignedMemoryHandle<Float>
  let plane: AlignedMemoryHandle<UInt8>
  /// Factor and error of each row, as bfloat16.
  let scalars: AlignedMemoryHandle<UInt32>

  /// Rows of a block of the plane.
  static let block = 64

  /// Codes a matrix, on all processors; the same bytes at any number of threads. O(rows × bits × log dimension).
  ///
  /// - Parameter seed: decides the rotation.
  public init(_ matrix: DenseMatrix, kind: Kind = .rabitq, seed: UInt64 = 1) {
    let width = BinaryCodes.width(dimension: matrix.dimension)
    let bits =
      switch kind {
      case .rabitq: width
      case .signs(let bits): bits
      }
    precondition(bits >= 64 && bits <= 4096 && bits % 64 == 0, "\(bits) bits: a multiple of 64 from 64 to 4096")
    // Damage stays noted: whoever asks for these rows is told.
    _ = matrix.memory.isSound(0..<matrix.memory.count)
    let rowCount = matrix.rowCount
    let rotations = (bits + width - 1) / width
    var random = SeededRandom(seed: seed)
    let words = (0..<BinaryCodes.signWords(width: width, rotations: rotations)).map { _ in random.next() }
    let signs = AlignedMemoryHandle(words)
    let mean = AlignedMemoryHandle<Float>(kind == .rabitq ? BinaryCodes.mean(of: matrix) : [])
    let plane = AlignedMemoryHandle<UInt8>(count: (rowCount + 63) / 64 * 64 * (bits / 8))
    let scalars = AlignedMemoryHandle<UInt32>(count: rowCount)
    let dimension = matrix.dimension
    RowChunks.forEach(rowCount) { rows in
      let scratch = AlignedMemoryHandle<Float>(count: bits + width)
      var coder = jm_binary_coder(
        dimension: dimension, width: width, bits: bits, signs: signs.elements,
        mean: mean.count == 0 ? nil : UnsafePointer(mean.elements))
      withExtendedLifetime((scratch, mean)) {
        jm_binary_codes(
          matrix.memory.elements + rows.lowerBound * dimension, rows.count, &coder, scratch.elements,
          plane.elements + rows.lowerBound * (bits / 8), scalars.elements + rows.lowerBound)
      }
    }
    (self.kind, self.rowCount, self.dimension, self.bits) = (kind, rowCount, dimension, bits)
    (self.width, self.signs, self.mean, self.plane, self.scalars) = (width, signs, mean, plane, scalars)
  }

  /// Coordinates of a rotation of vectors.
  static func width(dimension: Int) -> Int { (dimension + 63) / 64 * 64 }

  /// Random words that decide rotations.
  static func signWords(width: Int, rotations: Int) -> Int { rotations * Int(JM_ROTATION_ROUNDS) * width / 64 }

  /// The mean row, summed in an order that does not depend on threads. O(rows × dimension).
  private static func mean(of matrix: DenseMatrix) -> [Float] {
    let (rowCount, dimension) = (matrix.rowCount, matrix.dimension)
    guard rowCount > 0 else { return [Float](repeating: 0, count: dimension) }
    let pieces = stride(from: 0, to: rowCount, by: 8192).map { $0..<min($0 + 8192, rowCount) }
    let sums = concurrently(pieces) { rows in
      var sum = [Double](repeating: 0, count: dimension)
      for row in rows {
        let values = matrix.memory.elements + row * dimension
        for column in 0..<dimension { sum[column] += Double(values[column]) }
      }
      return sum
    }
    return (0..<dimension).map { column in Float(sums.reduce(0) { $0 + $1[column] } / Double(rowCount)) }
  }

  /// How many bytes the codes take.
  public var byteCount: Int { plane.count + 4 * scalars.count }
}

extension BinaryCodes {
  /// All bits, in the order of the plane, for tests of their making. O(rows × bits).
  package var planeBytes: [UInt8] { Array(UnsafeBufferPointer(start: plane.elements, count: plane.count)) }

  /// What a search takes each row's inner product to be, with its standard error: in a form that a test can hold against the
  /// truth. O(rows × bits).
  package func estimates(for query: [Float]) -> [(estimate: Float, error: Float)] {
    precondition(query.count == dimension, "a query of \(query.count) numbers for rows of \(dimension)")
    let room = CoarseSearch.Room(count: rowCount)
    let kept = BinaryQuery(query, for: self).adding(0) {
      jm_binary_scan(
        plane.elements, bits, scalars.elements, 0, rowCount, nil, $0, -.infinity, room.rows.elements,
        room.estimates.elements)
    }
    precondition(kept == rowCount, "a scan without a threshold keeps every row")
    return (0..<rowCount).map { row in
      let error = Float(bitPattern: scalars.elements[row] & 0xFFFF_0000)
      return (room.estimates.elements[row], DenseMatrix.length(of: query) * error)
    }
  }
}
