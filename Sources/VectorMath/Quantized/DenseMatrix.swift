import CVectorKernels

/// Rows of f32 numbers, row-major and aligned.
public struct DenseMatrix: Sendable {
  /// How many rows there are.
  public let rowCount: Int
  /// How many numbers a row has, 1 or more.
  public let dimension: Int
  package let memory: AlignedMemoryHandle<Float>

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
  }

  /// The inner products of a range of rows with a vector, each in the shape of `DenseDot`. O(rows × dimension).
  public func products(with vector: [Float], rows: Range<Int>) -> [Float] {
    precondition(vector.count == dimension && rows.lowerBound >= 0 && rows.upperBound <= rowCount)
    return [Float](unsafeUninitializedCapacity: rows.count) { scores, count in
      jm_dense_rows_dot(
        memory.elements + rows.lowerBound * dimension, rows.count, dimension, vector, scores.baseAddress)
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

/// A number that no inner product can be made of.
public struct DenseMatrixError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The row, from 0.
  public let row: Int
  /// The column, from 0.
  public let column: Int
  /// What stands there.
  public let value: Float

  /// Where it is and what is allowed.
  public var description: String {
    "row \(row), column \(column): \(value) is no finite number; every number of a vector must be one"
  }
}
