import CVectorKernels
import Synchronization

/// Rows of f32 numbers, row-major and aligned.
public struct DenseMatrix: Sendable {
  /// How many rows there are.
  public let rowCount: Int
  /// How many numbers a row has, 1 or more.
  public let dimension: Int
  package let memory: AlignedMemoryHandle<Float>

  /// How long a row or a query may be, 2^62: no product of two such vectors comes near the greatest f32 number.
  public static let greatestLength: Float = 0x1p62

  /// Copies numbers.
  ///
  /// - Parameters:
  ///   - elements: rows × dimension numbers, row-major.
  ///   - dimension: 1 or more, a divisor of the count.
  /// - Throws: `DenseMatrixError` with row and column of the first number that is infinite or none, and with the row whose
  ///   length an inner product could not take. O(rows × dimension).
  public init(_ elements: some Collection<Float>, dimension: Int) throws(DenseMatrixError) {
    precondition(dimension >= 1 && elements.count % dimension == 0, "whole rows of one number or more")
    try self.init(AlignedMemoryHandle(elements), dimension: dimension)
  }

  package init(_ memory: AlignedMemoryHandle<Float>, dimension: Int) throws(DenseMatrixError) {
    try self.init(memory, rowCount: memory.count / dimension, dimension: dimension)
  }

  /// Takes numbers that were looked at before. O(1).
  init(sound memory: AlignedMemoryHandle<Float>, rowCount: Int, dimension: Int) {
    precondition(memory.count == rowCount * dimension, "whole rows")
    (self.memory, self.rowCount, self.dimension) = (memory, rowCount, dimension)
  }

  /// Looks at every number, on all processors.
  init(
    _ memory: AlignedMemoryHandle<Float>, rowCount: Int, dimension: Int, progress: (Int) -> Void = { _ in }
  ) throws(DenseMatrixError) {
    (self.memory, self.rowCount, self.dimension) = (memory, rowCount, dimension)
    let first = Mutex<Int?>(nil)
    RowChunks.forEach(rowCount, progress: progress) { [self] rows in
      guard let bad = firstRefused(in: rows) else { return }
      first.withLock { $0 = min($0 ?? bad, bad) }
    }
    if let bad = first.withLock({ $0 }) { throw refusal(of: bad) }
  }

  /// The first row of a range with a number that is infinite or none, or of a length that no inner product can take.
  private func firstRefused(in rows: Range<Int>) -> Int? {
    let start = memory.elements + rows.lowerBound * dimension
    let bad = rows.lowerBound + jm_first_not_finite(start, rows.count * dimension) / dimension
    let long = (rows.lowerBound..<bad).first { isTooLong(memory.elements + $0 * dimension) }
    return long ?? (bad < rows.upperBound ? bad : nil)
  }

  private func refusal(of row: Int) -> DenseMatrixError {
    let numbers = self.row(row)
    let column =
      numbers.firstIndex { !$0.isFinite } ?? numbers.indices.max { abs(numbers[$0]) < abs(numbers[$1]) } ?? 0
    return DenseMatrixError(row: row, column: column, value: numbers[column])
  }

  private func isTooLong(_ row: UnsafePointer<Float>) -> Bool {
    // Infinite where the square overflows.
    !(jm_dot_f32(row, row, dimension) <= DenseMatrix.greatestLength * DenseMatrix.greatestLength)
  }

  /// The length of a vector, infinite where its square is. O(count).
  public static func length(of vector: [Float]) -> Float { DenseDot.dot(vector, vector).squareRoot() }

  /// The inner products of a range of rows with a vector, each in the shape of `DenseDot`. O(rows × dimension).
  ///
  /// Rows of a file whose blocks are damaged have no products but zeros, and `damage` then says so: an answer that was made of
  /// them must not be given.
  public func products(with vector: [Float], rows: Range<Int>) -> [Float] {
    precondition(vector.count == dimension && rows.lowerBound >= 0 && rows.upperBound <= rowCount)
    guard memory.isSound(rows.lowerBound * dimension..<rows.upperBound * dimension) else {
      return [Float](repeating: 0, count: rows.count)
    }
    return [Float](unsafeUninitializedCapacity: rows.count) { scores, count in
      jm_dense_rows_dot(
        memory.elements + rows.lowerBound * dimension, rows.count, dimension, vector, scores.baseAddress)
      count = rows.count
    }
  }

  /// The same for listed rows. O(listed rows × dimension).
  public func products(with vector: [Float], listed rows: [UInt32]) -> [Float] {
    precondition(vector.count == dimension && rows.allSatisfy { Int($0) < rowCount })
    guard memory.isSound(rows, rows.count, width: dimension) else { return [Float](repeating: 0, count: rows.count) }
    return [Float](unsafeUninitializedCapacity: rows.count) { scores, count in
      jm_listed_rows_dot(memory.elements, dimension, rows, rows.count, vector, scores.baseAddress)
      count = rows.count
    }
  }

  /// All numbers, row-major. O(rows × dimension).
  public var elements: [Float] { Array(UnsafeBufferPointer(start: memory.elements, count: rowCount * dimension)) }

  /// One row as an array. O(dimension).
  public func row(_ row: Int) -> [Float] {
    precondition((0..<rowCount).contains(row), "row \(row) of \(rowCount)")
    return (0..<dimension).map { memory.elements[row * dimension + $0] }
  }
}

/// A number, or a length, that no inner product can be made of.
public struct DenseMatrixError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The row, from 0.
  public let row: Int
  /// The column, from 0; of a row that is too long, that of its greatest number.
  public let column: Int
  /// What stands there.
  public let value: Float

  /// Where it is and what is allowed.
  public var description: String {
    value.isFinite
      ? "row \(row) is too long, with \(value) in column \(column); a vector's length is at most \(DenseMatrix.greatestLength)"
      : "row \(row), column \(column): \(value) is no finite number; every number of a vector must be one"
  }
}
