import Testing
import VectorMath

/// Certified search against a search that scores every row.
@Suite struct CertifiedSearchTests {
  /// Rows of one kind of number.
  enum Kind: CaseIterable {
    case normal, wholeWithTies, duplicates, zeros, denormals, huge, mixedLengths, oneHot
  }

  private static func matrix(_ kind: Kind, rows: Int, dimension: Int, _ random: inout SeededRandom) throws -> [Float] {
    var elements: [Float] = []
    for row in 0..<rows {
      for column in 0..<dimension {
        let normal = Float(random.normal())
        switch kind {
        case .normal: elements.append(normal)
        case .wholeWithTies: elements.append(Float(Int(random.uniform(below: 5)) - 2))
        case .duplicates: elements.append(row % 7 == 0 || row < 3 ? normal : elements[(row % 3) * dimension + column])
        case .zeros: elements.append(row % 2 == 0 ? 0 : normal)
        case .denormals: elements.append(normal * 1e-30 * 1e-8)
        case .huge: elements.append(normal * 1e17)
        case .mixedLengths: elements.append(normal * [1e-6, 1, 1e6][row % 3])
        case .oneHot: elements.append(column == row % dimension ? 1 : 0)
        }
      }
    }
    return elements
  }

  private static func naive(
    _ elements: [Float], _ dimension: Int, _ query: [Float], _ k: Int, _ isWanted: (Int) -> Bool
  ) -> [ScoredRow] {
    let rows = (0..<elements.count / dimension).filter(isWanted).map { row in
      let numbers = Array(elements[row * dimension..<(row + 1) * dimension])
      return ScoredRow(row: row, score: DenseDot.dot(numbers, query))
    }
    return Array(rows.sorted { $0.score != $1.score ? $0.score > $1.score : $0.row < $1.row }.prefix(k))
  }

  @Test("The answer is that of scoring every row, whatever the numbers", arguments: Kind.allCases)
  func everyKind(kind: Kind) throws {
    var random = SeededRandom(seed: 11)
    for dimension in [1, 3, 31, 64, 65, 128, 200] {
      for rows in [1, 15, 17, 1000] {
        let elements = try Self.matrix(kind, rows: rows, dimension: dimension, &random)
        let matrix = try DenseMatrix(elements, dimension: dimension)
        let search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
        let query = try Self.matrix(kind, rows: 1, dimension: dimension, &random)
        let bits = Bitset(capacity: rows, (0..<rows).filter { $0 % 3 != 1 })
        let list = (0..<rows).filter { $0 % 5 == 0 }.map(UInt32.init)
        for k in [1, 10, rows, rows + 5, .max] {
          for threads in [1, 3] {
            for layout in ScanLayout.allCases {
              #expect(
                try search.best(k, for: query, among: .all, threads: threads, layout: layout).rows
                  == Self.naive(elements, dimension, query, k) { _ in true }, "\(dimension) \(rows) \(k) \(layout)")
              #expect(
                try search.best(k, for: query, among: .bits(bits), threads: threads, layout: layout).rows
                  == Self.naive(elements, dimension, query, k) { bits.contains($0) }, "\(layout)")
            }
            #expect(
              try search.best(k, for: query, among: .list(list), threads: threads).rows
                == Self.naive(elements, dimension, query, k) { $0 % 5 == 0 })
          }
        }
      }
    }
  }

  @Test("At 40,000 rows the sieve leaves few, and leaves none out", arguments: [1, 10, 100, 1000])
  func sieve(k: Int) throws {
    var random = SeededRandom(seed: 5)
    let (rows, dimension) = (40_000, 96)
    let elements = try Self.matrix(.normal, rows: rows, dimension: dimension, &random)
    let matrix = try DenseMatrix(elements, dimension: dimension)
    let search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
    let query = try Self.matrix(.normal, rows: 1, dimension: dimension, &random)
    let one = try search.best(k, for: query, among: .all)
    #expect(one.rows == Self.naive(elements, dimension, query, k) { _ in true })
    #expect(one.counts.coarse == rows)
    #expect(one.counts.exact < rows / 4, "\(one.counts)")
    #expect(try search.best(k, for: query, among: .all, threads: 2).rows == one.rows)
    #expect(
      Array(try search.best(10_000, for: query, among: .all).rows.prefix(k)) == one.rows, "the best k are a prefix")
  }

  @Test("A thousand rows that sit exactly on the k-th score are decided by row, in bounded memory")
  func ties() throws {
    let (rows, dimension) = (60_000, 64)
    var elements = [Float](repeating: 0, count: rows * dimension)
    for row in 0..<rows { elements[row * dimension] = row % 100 == 99 ? 2 : 1 }
    let matrix = try DenseMatrix(elements, dimension: dimension)
    let search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
    var query = [Float](repeating: 0, count: dimension)
    query[0] = 1
    let found = try search.best(1000, for: query, among: .all).rows
    let twos = Array(stride(from: 99, to: rows, by: 100))
    let firstOnes = (0..<1000).filter { $0 % 100 != 99 }.prefix(1000 - twos.count)
    #expect(found.map(\.row) == twos + firstOnes)
    #expect(try search.best(1000, for: query, among: .all, threads: 2).rows == found)
  }

  @Test("Numbers that are none are refused with their row and column", arguments: [Float.nan, .infinity, -.infinity])
  func refused(value: Float) {
    var elements = [Float](repeating: 1, count: 30)
    elements[17] = value
    let error = #expect(throws: DenseMatrixError.self) { try DenseMatrix(elements, dimension: 10) }
    #expect(error?.row == 1 && error?.column == 7)
  }

  @Test("A row whose products could overflow is refused, the longest one allowed is found")
  func lengths() throws {
    let longest = DenseMatrix.greatestLength
    let error = #expect(throws: DenseMatrixError.self) { try DenseMatrix([1, 1, 3, -2 * longest], dimension: 2) }
    #expect(error?.row == 1 && error?.column == 1)
    #expect(error?.description.contains("too long") == true)
    let matrix = try DenseMatrix([1, 1, 0, longest, 0, -longest], dimension: 2)
    let search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
    let found = try search.best(3, for: [0, longest], among: .all).rows
    #expect(found.map(\.row) == [1, 0, 2])
    #expect(found.map(\.score) == [longest * longest, longest, -longest * longest])
  }

  @Test("A batch answers each question as alone, in either layout", arguments: [1, 2, 4, 5, 9, 16, 17], [1, 3])
  func batch(size: Int, threads: Int) throws {
    var random = SeededRandom(seed: 21)
    let (rows, dimension) = (20_011, 40)
    let elements = try Self.matrix(.normal, rows: rows, dimension: dimension, &random)
    let matrix = try DenseMatrix(elements, dimension: dimension)
    let search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
    var requests: [CertifiedSearch.Request] = []
    for number in 0..<size {
      let selection: RowSelection =
        switch number % 4 {
        case 0: .all
        case 1: .bits(Bitset(capacity: rows, (0..<rows).filter { $0 % (number + 1) != 0 }))
        case 2: .list((0..<rows).filter { $0 % (number + 5) == 0 }.map(UInt32.init))
        // Whole blocks that nobody wants.
        default: .bits(Bitset(capacity: rows, (0..<rows).filter { $0 / 100 % (number + 1) == 0 }))
        }
      let query = try Self.matrix(.normal, rows: 1, dimension: dimension, &random)
      requests.append(.init(query: query, k: number == 4 ? 0 : 10 * number + 1, selection: selection))
    }
    let alone = try requests.map { try search.best($0.k, for: $0.query, among: $0.selection) }
    for layout in ScanLayout.allCases {
      let found = try search.best(requests, threads: threads, layout: layout)
      #expect(found.map(\.rows) == alone.map(\.rows), "\(layout)")
      if threads == 1 { #expect(found.map(\.counts) == alone.map(\.counts), "\(layout)") }
    }
    #expect(try search.best([], threads: threads).isEmpty)
    for request in requests {
      let byRows = try search.best(request.k, for: request.query, among: request.selection, layout: .rows)
      #expect(try byRows == search.best(request.k, for: request.query, among: request.selection, layout: .blocks))
    }
  }

  @Test("Nothing asked, nothing there, nothing wanted")
  func empty() throws {
    let none = try DenseMatrix([Float](), dimension: 8)
    let search = CertifiedSearch(matrix: none, codes: QuantizedMatrix(none))
    #expect(try search.best(5, for: [Float](repeating: 1, count: 8), among: .all).rows.isEmpty)
    let matrix = try DenseMatrix([Float](repeating: 1, count: 80), dimension: 8)
    let some = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
    #expect(try some.best(0, for: [Float](repeating: 1, count: 8), among: .all).rows.isEmpty)
    #expect(try some.best(3, for: [Float](repeating: 1, count: 8), among: .list([])).rows.isEmpty)
    #expect(try some.best(3, for: [Float](repeating: 1, count: 8), among: .bits(Bitset(capacity: 10))).rows.isEmpty)
  }
}
