import Testing
import VectorMath

@Suite struct SparseMatrixTests {
  static func random(rows: Int, columns: Int, seed: UInt64) -> SparseMatrix {
    var random = SeededRandom(seed: seed)
    var matrix = SparseMatrix(columnCount: columns)
    for _ in 0..<rows {
      let chosen = random.sample(random.uniform(below: 40), of: columns)
      matrix.appendRow(columns: chosen.map(UInt32.init), values: chosen.map { _ in Float(random.uniform(in: -9...9)) })
    }
    return matrix
  }

  @Test func productIsThatOfTheDenseMatrix() {
    let matrix = Self.random(rows: 200, columns: 90, seed: 1)
    // Whole numbers: every order of summation gives the same.
    let vector = (0..<90).map { Float($0 % 7 - 3) }
    let scores = matrix.multiplied(by: vector)
    for row in 0..<matrix.rowCount {
      var dense = [Float](repeating: 0, count: 90)
      for (column, value) in zip(matrix[row].columns, matrix[row].values) { dense[Int(column)] = value }
      #expect(Double(scores[row]) == zip(dense, vector).reduce(0) { $0 + Double($1.0) * Double($1.1) })
    }
  }

  @Test func rangesOfRowsGiveTheSameBytes() {
    let matrix = Self.random(rows: 100, columns: 500, seed: 2)
    var random = SeededRandom(seed: 3)
    let vector = (0..<500).map { _ in Float(random.normal()) }
    let whole = matrix.multiplied(by: vector)
    for cut in [0, 1, 37, 100] {
      #expect(matrix.multiplied(by: vector, rows: 0..<cut) + matrix.multiplied(by: vector, rows: cut..<100) == whole)
    }
  }

  @Test func arraysRoundTripAndAreChecked() throws {
    let matrix = Self.random(rows: 20, columns: 50, seed: 4)
    let copy = try SparseMatrix(
      columnCount: 50, offsets: matrix.offsets, columns: matrix.columns, values: matrix.values)
    #expect(copy == matrix)
    let bad: [(Int, [Int64], [UInt32], [Float])] = [
      (-1, [0], [], []), (4, [], [], []), (4, [1], [1], [1]), (4, [0, 1], [], []), (4, [0, 1], [1], []),
      (4, [0, 1], [4], [1]), (4, [0, 2], [1, 1], [1, 1]), (4, [0, 2], [2, 1], [1, 1]),
      (4, [0, 2, 1, 2], [0, 1], [1, 1]), (4, [0, 5, 2], [0, 1], [1, 1]), (4, [0, -1, 2], [0, 1], [1, 1]),
    ]
    for (columnCount, offsets, columns, values) in bad {
      #expect(throws: SparseMatrixError.self) {
        try SparseMatrix(columnCount: columnCount, offsets: offsets, columns: columns, values: values)
      }
    }
    let error = #expect(throws: SparseMatrixError.self) {
      try SparseMatrix(columnCount: 4, offsets: [0, 0, 1], columns: [4], values: [1])
    }
    #expect(error?.row == 1)
    #expect(error?.description == "not a sparse matrix: row 1: column 4; columns must rise and lie below 4")
  }

  @Test func denseDotHasTheKernelsShape() {
    #expect(DenseDot.dot([1, 2, 3], [4, 5, 6]) == 32)
    #expect(DenseDot.dot([], []) == 0)
    var scores = [Float](repeating: 0, count: 2)
    let rows: [Float] = [1, 2, 3, 4]
    let vector: [Float] = [10, 1]
    var span = scores.mutableSpan
    DenseDot.dotRows(rows.span, vector.span, into: &span)
    #expect(scores == [12, 34])
  }

  @Test func refusesRowsThatAreNone() async {
    await #expect(processExitsWith: .failure) {
      var matrix = SparseMatrix(columnCount: 4)
      matrix.appendRow(columns: [2, 1], values: [1, 1])
    }
  }

  @Test func checksumOfParts() {
    #expect(CRC32C.checksum(of: Array("123456789".utf8)) == 0xE306_9283)
    var checksum = CRC32C()
    checksum.update(Array("1234".utf8))
    checksum.update([])
    let rest = Array("56789".utf8)
    checksum.update(rest.span.bytes)
    #expect(checksum.value == 0xE306_9283)
  }
}
