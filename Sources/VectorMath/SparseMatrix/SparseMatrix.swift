/// Rows of (column, value) pairs with few values each, in compressed sparse rows: 8 bytes a value, 8 a row.
///
/// ```swift
/// var matrix = SparseMatrix(columnCount: 4)
/// matrix.appendRow(columns: [0, 3], values: [1, 2])
/// matrix.appendRow(columns: [], values: [])
/// matrix.multiplied(by: [1, 1, 1, 0.5])  // [2, 0]
/// ```
///
/// Columns rise within a row and none stands twice. A row's score has the shape of `jm_sparse_rows_dot` (8 lanes, fused
/// multiply-adds, a fixed tree), the same bytes on every instruction set and for every split into row ranges.
public struct SparseMatrix: Hashable, Sendable {
  /// How many columns there are: the length of a vector to multiply with.
  public let columnCount: Int
  /// Where each row's values begin, and where the last one's end: `rowCount` + 1 numbers from 0 up.
  public private(set) var offsets: [Int64] = [0]
  /// The column of each value, row after row.
  public private(set) var columns: [UInt32] = []
  /// The values, row after row.
  public private(set) var values: [Float] = []

  /// Makes a matrix without rows; at most 2^31 columns. O(1).
  public init(columnCount: Int) {
    precondition(columnCount >= 0 && columnCount <= 1 << 31, "a sparse matrix has at most 2^31 columns")
    self.columnCount = columnCount
  }

  /// Makes a matrix of rows without a value, over no column. O(rows).
  public init(emptyRows count: Int) {
    self.init(columnCount: 0)
    offsets = [Int64](repeating: 0, count: count + 1)
  }

  /// How many rows there are.
  public var rowCount: Int { offsets.count - 1 }

  /// Adds a row at the end; columns must rise strictly, lie below `columnCount` and be as many as the values.
  /// Amortized O(values).
  public mutating func appendRow(columns: some Collection<UInt32>, values: some Collection<Float>) {
    precondition(columns.count == values.count, "a row needs a value a column")
    var least = 0
    for column in columns {
      precondition(
        Int(column) >= least && Int(column) < columnCount, "columns must rise and lie below the column count")
      least = Int(column) + 1
    }
    self.columns.append(contentsOf: columns)
    self.values.append(contentsOf: values)
    offsets.append(Int64(self.columns.count))
  }

  /// Adds rows of another matrix of as many columns at the end. Amortized O(values).
  package mutating func append(_ other: SparseMatrix, _ rows: Range<Int>) {
    precondition(other.columnCount <= columnCount, "the rows' columns lie below the column count")
    let (first, end) = (other.offsets[rows.lowerBound], other.offsets[rows.upperBound])
    let shift = Int64(columns.count) - first
    for offset in other.offsets[rows.lowerBound + 1..<rows.upperBound + 1] { offsets.append(offset + shift) }
    columns.append(contentsOf: other.columns[Int(first)..<Int(end)])
    values.append(contentsOf: other.values[Int(first)..<Int(end)])
  }

  /// Makes room for rows and values to come. O(values so far).
  public mutating func reserveCapacity(rows: Int, values count: Int) {
    offsets.reserveCapacity(rows + 1)
    columns.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  /// A row's columns and values. O(1).
  public subscript(row: Int) -> Row {
    let range = Int(offsets[row])..<Int(offsets[row + 1])
    return Row(columns: columns[range], values: values[range])
  }

  /// The pairs of one row; a view that shares the matrix's storage.
  public struct Row: Hashable, Sendable {
    /// Columns, rising.
    public let columns: ArraySlice<UInt32>
    /// A value a column.
    public let values: ArraySlice<Float>
  }
}

extension SparseMatrix {
  /// Makes a matrix from its three arrays, as read from a file.
  ///
  /// - Throws: `SparseMatrixError` when they do not describe one. O(rows + values).
  public init(columnCount: Int, offsets: [Int64], columns: [UInt32], values: [Float]) throws(SparseMatrixError) {
    guard columnCount >= 0, columnCount <= 1 << 31 else {
      throw SparseMatrixError(row: nil, problem: "\(columnCount) columns; 0 to 2^31 are allowed")
    }
    guard offsets.first == 0, offsets.last == Int64(columns.count), columns.count == values.count else {
      let found = "offsets end at \(offsets.last ?? -1), \(columns.count) columns and \(values.count) values"
      throw SparseMatrixError(row: nil, problem: "\(found); offsets must begin at 0 and all three end together")
    }
    for row in 0..<offsets.count - 1 {
      guard offsets[row] <= offsets[row + 1], offsets[row + 1] <= Int64(columns.count) else {
        throw SparseMatrixError(row: row, problem: "offset \(offsets[row]) is followed by \(offsets[row + 1])")
      }
      var least = 0
      for column in columns[Int(offsets[row])..<Int(offsets[row + 1])] {
        guard Int(column) >= least, Int(column) < columnCount else {
          throw SparseMatrixError(row: row, problem: "column \(column); columns must rise and lie below \(columnCount)")
        }
        least = Int(column) + 1
      }
    }
    self.columnCount = columnCount
    (self.offsets, self.columns, self.values) = (offsets, columns, values)
  }
}

/// Arrays that are no sparse matrix.
public struct SparseMatrixError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The row at fault, from 0; `nil` where the arrays as a whole are.
  public let row: Int?
  let problem: String

  /// What was found and what is allowed.
  public var description: String {
    "not a sparse matrix: \(row.map { "row \($0): " } ?? "")\(problem)"
  }
}
