import CVectorKernels
import Synchronization

/// The rows of a matrix in two planes of four bits a number, with errors that bound every estimate made of them.
///
/// A row's numbers become 8-bit codes times a scale; the upper halves of the codes are the coarse plane, the lower halves
/// the fine one. For any query q and row r, `|⟨q, r⟩ − estimate| ≤ ‖q‖ · error(r) + slack(q)`, in exact arithmetic and for
/// the f32 product of `DenseDot` alike: the errors cover its rounding (Cauchy and Schwarz on what the codes leave over).
/// Memory: `dimension` bytes a row, rounded up to a multiple of 64, and 8 bytes more.
public struct QuantizedMatrix: Sendable {
  /// How many rows there are.
  public let rowCount: Int
  /// How many numbers a row stands for.
  public let dimension: Int
  /// Bytes a row takes in one plane.
  let rowBytes: Int
  let coarse: AlignedMemoryHandle<UInt8>
  let fine: AlignedMemoryHandle<UInt8>
  /// Scale and coarse error of each row, as bfloat16.
  let scalars: AlignedMemoryHandle<UInt32>
  let fineErrors: AlignedMemoryHandle<Float>
  /// The greatest length of a row with the greater of its errors.
  let greatestNorm: Double

  /// Bytes that a row of so many numbers takes in one plane.
  static func rowBytes(dimension: Int) -> Int { (dimension + 63) / 64 * 32 }

  /// Codes a matrix, on all processors; the same bytes at any number of threads. O(rows × dimension).
  ///
  /// - Parameter progress: told how many rows are coded.
  public init(_ matrix: DenseMatrix, progress: (_ rows: Int) -> Void = { _ in }) {
    let (rows, dimension) = (matrix.rowCount, matrix.dimension)
    let rowBytes = QuantizedMatrix.rowBytes(dimension: dimension)
    let coarse = AlignedMemoryHandle<UInt8>(count: rows * rowBytes)
    let fine = AlignedMemoryHandle<UInt8>(count: rows * rowBytes)
    let scalars = AlignedMemoryHandle<UInt32>(count: rows)
    let fineErrors = AlignedMemoryHandle<Float>(count: rows)
    let greatest = Mutex(0.0)
    RowChunks.forEach(rows, progress: progress) { chunk in
      let first = chunk.lowerBound
      let norm = jm_quantize_rows(
        matrix.memory.elements + first * dimension, chunk.count, dimension, rowBytes,
        coarse.elements + first * rowBytes, fine.elements + first * rowBytes, scalars.elements + first,
        fineErrors.elements + first)
      greatest.withLock { $0 = max($0, norm) }
    }
    (rowCount, self.dimension, self.rowBytes) = (rows, dimension, rowBytes)
    (self.coarse, self.fine, self.scalars, self.fineErrors) = (coarse, fine, scalars, fineErrors)
    greatestNorm = greatest.withLock { $0 }
  }

  /// Takes codes that were made before. O(1).
  init(
    rowCount: Int, dimension: Int, coarse: AlignedMemoryHandle<UInt8>, fine: AlignedMemoryHandle<UInt8>,
    scalars: AlignedMemoryHandle<UInt32>, fineErrors: AlignedMemoryHandle<Float>, greatestNorm: Double
  ) {
    (self.rowCount, self.dimension, rowBytes) = (rowCount, dimension, QuantizedMatrix.rowBytes(dimension: dimension))
    (self.coarse, self.fine, self.scalars, self.fineErrors) = (coarse, fine, scalars, fineErrors)
    self.greatestNorm = greatestNorm
  }

  /// How many bytes the codes take.
  public var byteCount: Int { 2 * coarse.count + 8 * rowCount }
}
