import Testing
import VectorMath

/// Approximate search: what it finds of the right answer, and that nothing but the vectors decides it.
@Suite struct CoarseSearchTests {
  /// Unit vectors round centres, as embeddings are.
  static func rows(_ count: Int, _ dimension: Int, seed: UInt64) throws -> (DenseMatrix, SeededRandom) {
    var random = SeededRandom(seed: seed)
    let centres = (0..<50).map { _ in (0..<dimension).map { _ in Float(random.normal()) } }
    let numbers = (0..<count).flatMap { _ -> [Float] in
      let centre = centres[random.uniform(below: 50)]
      let row = centre.map { $0 + Float(random.normal()) }
      let length = DenseMatrix.length(of: row)
      return row.map { $0 / length }
    }
    return (try DenseMatrix(numbers, dimension: dimension), random)
  }

  static func search(_ matrix: DenseMatrix, _ kind: BinaryCodes.Kind, _ rule: CoarseRule) -> CoarseSearch {
    CoarseSearch(
      CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix)), codes: BinaryCodes(matrix, kind: kind),
      rule: rule)
  }

  static func recall(_ found: CertifiedSearch.Found, _ right: CertifiedSearch.Found) -> Double {
    let rows = Set(right.rows.map(\.row))
    return Double(found.rows.count { rows.contains($0.row) }) / Double(max(1, right.rows.count))
  }

  @Test(
    "Two standard errors find .98 and more, whatever the dimension, filter and k", arguments: [30, 64, 100, 128, 192])
  func recall(dimension: Int) throws {
    let (matrix, _) = try Self.rows(40_000, dimension, seed: UInt64(dimension))
    let coarse = Self.search(matrix, .rabitq, .standard)
    var random = SeededRandom(seed: 7)
    let some = Bitset(capacity: 40_000, (0..<40_000).filter { _ in random.bernoulli(0.5) })
    for k in [10, 200] {
      var recalls: [Double] = []
      for number in 0..<12 {
        let selection = number % 2 == 0 ? RowSelection.all : .bits(some)
        let request = CertifiedSearch.Request(query: matrix.row(number * 31), k: k, selection: selection)
        let (found, right) = (try coarse.best([request])[0], try coarse.exact.best([request])[0])
        #expect(found.counts.binary == 40_000 && found.counts.coarse < 20_000 && found.rows.count == k)
        // What is found has exact scores, in order, and takes part.
        let scores = matrix.products(with: request.query, listed: found.rows.map { UInt32($0.row) })
        #expect(found.rows.map(\.score) == scores)
        if case .bits(let bits) = selection { #expect(found.rows.allSatisfy { bits.contains($0.row) }) }
        recalls.append(Self.recall(found, right))
      }
      let mean = recalls.reduce(0, +) / Double(recalls.count)
      #expect(mean >= 0.98, "k \(k): \(recalls)")
    }
  }

  @Test("Answers are the same alone, in batches and at any number of threads")
  func sameBytes() throws {
    let (matrix, _) = try Self.rows(50_000, 64, seed: 3)
    let half = Bitset(capacity: 50_000, (0..<50_000).filter { $0 % 2 == 1 })
    for (kind, rule) in [(BinaryCodes.Kind.rabitq, CoarseRule.errors(1)), (.signs(bits: 128), .pool(20))] {
      let coarse = Self.search(matrix, kind, rule)
      let requests = (0..<7).map { number in
        CertifiedSearch.Request(
          query: matrix.row(number), k: 50 + number,
          selection: [.all, .bits(half), .list([3, 5, 9])][number % 3])
      }
      let alone = try requests.map { try coarse.best([$0])[0].rows }
      #expect(try coarse.best(requests).map(\.rows) == alone)
      #expect(try coarse.best(requests, threads: 2).map(\.rows) == alone)
      #expect(try coarse.best(requests, threads: 3).map(\.rows) == alone)
    }
  }

  @Test("A pool is as large as it was said to be, and a larger one finds more")
  func pools() throws {
    let (matrix, _) = try Self.rows(60_000, 64, seed: 4)
    for kind in [BinaryCodes.Kind.rabitq, .signs(bits: 512)] {
      let recalls = try [2, 20, 100].map { multiple in
        let coarse = Self.search(matrix, kind, .pool(multiple))
        let found = try (0..<8).map { number -> Double in
          let request = CertifiedSearch.Request(query: matrix.row(number), k: 100, selection: .all)
          let found = try coarse.best([request])[0]
          // Plain signs agree in whole numbers: those equal to the last come along.
          #expect(found.counts.coarse >= 100 * multiple && found.counts.coarse < 100 * multiple + 3000)
          if kind == .rabitq { #expect(found.counts.coarse < 100 * multiple + 20) }
          return Self.recall(found, try coarse.exact.best([request])[0])
        }
        return found.reduce(0, +) / 8
      }
      #expect(recalls[0] < recalls[1] && recalls[1] <= recalls[2] && recalls[2] > 0.99, "\(recalls)")
    }
  }

  @Test("Where few rows take part, or k is large beside them, the answer is exact")
  func exactInstead() throws {
    let (matrix, _) = try Self.rows(30_000, 64, seed: 5)
    let coarse = Self.search(matrix, .rabitq, .errors(0))
    let few = Bitset(capacity: 30_000, (0..<30_000).filter { $0 % 20 == 3 })
    for (selection, k) in [
      (RowSelection.bits(few), 10), (.list([1, 2, 3]), 2), (.all, 29_000), (.all, 40_000), (.all, .max), (.all, 0),
    ] {
      let request = CertifiedSearch.Request(query: matrix.row(1), k: k, selection: selection)
      #expect(try coarse.best([request])[0].rows == coarse.exact.best([request])[0].rows)
    }
    // A filter that leaves out every block that a sample is taken of.
    let (many, _) = try Self.rows(70_000, 16, seed: 11)
    let unsampled = Bitset(capacity: 70_000, (0..<70_000).filter { $0 / 64 % 2 == 1 })
    for rule in [CoarseRule.errors(1), .pool(2), .pool(.max)] {
      let odd = Self.search(many, .rabitq, rule)
      let request = CertifiedSearch.Request(query: many.row(1), k: 10, selection: .bits(unsampled))
      let (found, right) = (try odd.best([request])[0], try odd.exact.best([request])[0])
      #expect(found.rows == right.rows && found.counts.binary == 0, "\(rule)")
    }
    let (small, _) = try Self.rows(500, 64, seed: 6)
    let request = CertifiedSearch.Request(query: small.row(1), k: 10, selection: .all)
    let search = Self.search(small, .rabitq, .standard)
    #expect(try search.best([request])[0].rows == search.exact.best([request])[0].rows)
  }

  @Test(
    "Rows without a direction, doubles, tiny and huge numbers are searched without a crash",
    arguments: [0, 1e-30, 1e17])
  func strangeRows(scale: Float) throws {
    var random = SeededRandom(seed: 8)
    let numbers = (0..<20_000 * 64).map { $0 / 64 % 3 == 0 ? 0 : scale * Float(random.normal()) }
    let matrix = try DenseMatrix(numbers, dimension: 64)
    for kind in [BinaryCodes.Kind.rabitq, .signs(bits: 128)] {
      let coarse = Self.search(matrix, kind, kind == .rabitq ? .standard : .pool(20))
      for query in [matrix.row(1), matrix.row(0), [Float](repeating: scale, count: 64)] {
        let found = try coarse.best([CertifiedSearch.Request(query: query, k: 40, selection: .all)])[0]
        #expect(found.rows.count == 40 && Set(found.rows.map(\.row)).count == 40)
        #expect(zip(found.rows, found.rows.dropFirst()).allSatisfy { $0.score >= $1.score })
      }
    }
  }

  @Test("Codes are the same for the same seed, others for another; a matrix without rows has none")
  func seeds() throws {
    let (matrix, _) = try Self.rows(3000, 48, seed: 9)
    func bytes(_ seed: UInt64) -> [UInt8] { BinaryCodes(matrix, seed: seed).planeBytes }
    #expect(bytes(1) == bytes(1))
    #expect(bytes(1) != bytes(2))
    #expect(BinaryCodes(matrix).byteCount == (3000 + 63) / 64 * 64 * 8 + 3000 * 4)
    let none = try DenseMatrix([], dimension: 8)
    let found = try Self.search(none, .rabitq, .standard).best([
      .init(query: [Float](repeating: 1, count: 8), k: 3, selection: .all)
    ])
    #expect(found[0].rows.isEmpty)
  }

  @Test("An estimate lies within its standard errors as often as a normal deviate does")
  func standardErrors() throws {
    let (matrix, _) = try Self.rows(5000, 96, seed: 10)
    let codes = BinaryCodes(matrix)
    var (inside, all) = (0, 0)
    for number in 0..<10 {
      let query = matrix.row(number * 17)
      let scores = matrix.products(with: query, rows: 0..<5000)
      for (score, bound) in zip(scores, codes.estimates(for: query)) {
        inside += abs(score - bound.estimate) <= bound.error ? 1 : 0
        all += 1
      }
    }
    let share = Double(inside) / Double(all)
    #expect(share > 0.64 && share < 0.74, "\(share) within one standard error, .68 of a normal deviate")
  }

  @Test("Rows that are alike and side by side in the sample do not overrate the k-th score")
  func repostsInTheSample() throws {
    var random = SeededRandom(seed: 12)
    let (rows, dimension) = (1 << 17, 32)
    let query = (0..<dimension).map { $0 == 0 ? Float(1) : 0 }
    // Scores round 0.3, and thirty rows of 0.95 side by side where a block is sampled.
    let numbers = (0..<rows).flatMap { row -> [Float] in
      let score: Float = row < 30 ? 0.95 : 0.3 + 0.15 * Float(random.normal())
      var vector = (0..<dimension).map { _ in Float(random.normal()) }
      vector[0] = 0
      let length = DenseMatrix.length(of: vector)
      let rest = max(0, 1 - score * score).squareRoot() / length
      vector = vector.map { $0 * rest }
      vector[0] = score
      return vector
    }
    let coarse = Self.search(try DenseMatrix(numbers, dimension: dimension), .rabitq, .standard)
    let request = CertifiedSearch.Request(query: query, k: 60, selection: .all)
    let (found, right) = (try coarse.best([request])[0], try coarse.exact.best([request])[0])
    #expect(found.counts.binary == rows && Self.recall(found, right) > 0.95, "\(Self.recall(found, right))")
    #expect(try coarse.best([request, request], threads: 3).map(\.rows) == [found.rows, found.rows])
  }
}
