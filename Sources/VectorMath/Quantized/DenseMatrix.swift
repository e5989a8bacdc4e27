import CVectorKernels

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
    (self.memory, self.dimension) = (memory, dimension)
    rowCount = memory.count / dimension
    let bad = jm_first_not_finite(memory.elements, memory.count)
    guard bad == memory.count else {
      throw DenseMatrixError(row: bad / dimension, column: bad % dimension, value: memory.elements[bad])
    }
    if let long = (0..<rowCount).first(where: { isTooLong(memory.elements + $0 * dimension) }) {
      let numbers = row(long)
      let column = numbers.indices.max { abs(numbers[$0]) < abs(numbers[$1]) } ?? 0
      throw DenseMatrixError(row: long, column: column, value: numbers[column])
    }
  }

  private func isTooLong(_ row: UnsafePointer<Float>) -> Bool {
    // Infinite where the square overflows.
    !(jm_dot_f32(row, row, dimension) <= DenseMatrix.greatestLength * DenseMatrix.greatestLength)
  }

  /// The length of a vector, infinite where its square is. O(count).
  public static func length(of vector: [Float]) -> Float { DenseDot.dot(vector, vector).squareRoot() }

  /// The inner products of a range of rows with a vector, each in the shape of `DenseDot`. O(rows × dimension).
  public func products(with vector: [Float], rows: Range<Int>) -> [Float] {
    precondition(vector.count == dimension && rows.lowerBound >= 0 && rows.upperBound <= rowCount)
    return [Float](unsafeUninitializedCapacity: rows.count) { scores, count in
      jm_dense_rows_dot(
        memory.elements + rows.lowerBound * dimension, rows.count, dimension, vector, scores.baseAddress)
      count = rows.count
    }
  }

  /// The inner products of listed rows with a vector, each in the shape of `DenseDot`. O(listed rows × dimension).
  public func products(with vector: [Float], listed rows: [UInt32]) -> [Float] {
    precondition(vector.count == dimension && rows.allSatisfy { Int($0) < rowCount })
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
