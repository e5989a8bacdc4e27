import Testing
import VectorMath

/// A certified search whose score is more than a product, and one whose rows are asked a test, against scoring every row.
@Suite("Fused search")
struct FusedSearchTests {
  private struct World {
    let elements: [Float]
    let dimension: Int
    let search: CertifiedSearch
    var rowCount: Int { elements.count / dimension }

    init(rows: Int, dimension: Int, whole: Bool, _ random: inout SeededRandom) throws {
      self.dimension = dimension
      elements = (0..<rows * dimension).map { _ in
        whole ? Float(random.uniform(in: -1...1)) : Float(random.normal())
      }
      let matrix = try DenseMatrix(elements, dimension: dimension)
      search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
    }

    func best(_ k: Int, _ query: [Float], where passes: (Int) -> Bool, _ score: (Int, Float) -> Float) -> [ScoredRow] {
      let rows = (0..<rowCount).filter(passes).map { row in
        ScoredRow(
          row: row, score: score(row, DenseDot.dot(Array(elements[row * dimension..<(row + 1) * dimension]), query)))
      }
      return Array(rows.sorted { $0.score != $1.score ? $0.score > $1.score : $0.row < $1.row }.prefix(k))
    }
  }

  /// Addends on one row in so many, or on all.
  private static func addends(_ rows: Int, oneIn share: Int, _ size: Float, _ random: inout SeededRandom) -> RowAddends
  {
    guard share > 1 else { return RowAddends((0..<rows).map { _ in size * Float(random.normal()) }) }
    var sums = RowSumsHandle(rowCount: rows, counting: false, pool: nil)
    let listed = (0..<rows).filter { _ in random.uniform(below: share) == 0 }.map(UInt32.init)
    for part in 0..<3 {
      let some = listed.filter { Int($0) % 3 >= part }
      if part == 1 {
        sums.add(size * Float(random.normal()), rows: RowBitmap(Bitset(capacity: rows, some.map(Int.init))))
      } else {
        sums.add(size * Float(random.normal()), rows: RowList(some))
      }
    }
    return sums.finish(factor: 0.7, minimumCount: 0)
  }

  @Test("Sieved by bounds of scores, the answer is that of all scores", arguments: [1, 8, 40, 3000])
  func addends(share: Int) throws {
    var random = SeededRandom(seed: 21)
    let world = try World(rows: 20_000, dimension: 24, whole: share == 8, &random)
    let bits = Bitset(capacity: world.rowCount, (0..<world.rowCount).filter { $0 % 3 != 1 })
    let list = (0..<world.rowCount).filter { $0 % 5 == 0 }.map(UInt32.init)
    for (weight, size) in [(Float(1), Float(3)), (-0.3, 1), (0x1p-140, 1), (-2e10, 1e9), (1e-3, 1e3)] {
      let addends = Self.addends(world.rowCount, oneIn: share, size, &random)
      let score: @Sendable (Int, Float) -> Float = { row, product in (0 + weight * product) + addends[row] }
      let fusion = Fusion(
        weight: weight, addends: addends, roundings: 4, greatest: Double(addends.greatest)
      ) { score(Int($0), $1) }
      let query = (0..<24).map { _ in Float(random.normal()) }
      #expect(world.search.canSieve(fusion, query: query))
      for k in [1, 50, 1000] {
        for (selection, passes) in [
          (RowSelection.all, { _ in true }), (.bits(bits), { bits.contains($0) }), (.list(list), { $0 % 5 == 0 }),
          (.passing { $0 % 7 < 2 }, { $0 % 7 < 2 }),
        ] as [(RowSelection, (Int) -> Bool)] {
          let request = CertifiedSearch.Request(query: query, k: k, selection: selection, fusion: fusion)
          let expected = world.best(k, query, where: passes, score)
          for threads in [1, 3] {
            let found = try world.search.best([request, request], threads: threads)
            #expect(found[0].rows == expected, "\(weight) \(size) \(k)")
            #expect(found[1].rows == expected)
          }
        }
      }
    }
  }

  @Test("A sieve leaves most rows out, with and without addends")
  func leavesOut() throws {
    var random = SeededRandom(seed: 22)
    let world = try World(rows: 50_000, dimension: 64, whole: false, &random)
    let query = (0..<64).map { _ in Float(random.normal()) }
    for share in [1, 8, 200] {
      let addends = Self.addends(world.rowCount, oneIn: share, 2, &random)
      let fusion = Fusion(weight: 0.5, addends: addends, roundings: 4, greatest: Double(addends.greatest)) {
        row, product in
        0.5 * product + addends[Int(row)]
      }
      let counts = try world.search.best(
        [CertifiedSearch.Request(query: query, k: 100, selection: .all, fusion: fusion)])[0].counts
      #expect(counts.coarse == 50_000 && counts.fine < 6000 && counts.exact < 400, "\(counts)")
    }
  }

  @Test("A test is asked of candidates alone, each once")
  func passing() throws {
    var random = SeededRandom(seed: 23)
    let world = try World(rows: 60_000, dimension: 64, whole: false, &random)
    let query = (0..<64).map { _ in Float(random.normal()) }
    let found = try world.search.best(20, for: query, among: .passing { $0 % 3 == 0 })
    #expect(found.rows == world.best(20, query, where: { $0 % 3 == 0 }) { $1 })
    #expect(found.counts.tested > 20 && found.counts.tested < 6000, "\(found.counts)")
    let none = try world.search.best(20, for: query, among: .passing { _ in false })
    #expect(none.rows.isEmpty && none.counts.tested == 60_000)
  }

  @Test("A score that could come near the greatest number is not sieved")
  func tooGreat() throws {
    var random = SeededRandom(seed: 24)
    let world = try World(rows: 10, dimension: 4, whole: true, &random)
    for (weight, greatest, can) in [(Float(1), 1.0, true), (1e38, 1, false), (1, .infinity, false)] {
      let fusion = Fusion(weight: weight, addends: nil, roundings: 1, greatest: greatest) { $1 }
      #expect(world.search.canSieve(fusion, query: [1, 1, 1, 1]) == can)
    }
  }

  @Test("Sums count matches, add in the order of the calls, and say where they may have a number")
  func sums() {
    let pool = RowNumbersPool()
    for _ in 0..<2 {
      var sums = RowSumsHandle(rowCount: 130, counting: true, pool: pool)
      sums.add(1e8, rows: RowList([3, 64, 129]))
      sums.add(1, rows: RowBitmap(Bitset(capacity: 130, [3, 65])))
      sums.add(-1e8, rows: RowList([3, 65]))
      let twice = sums.finish(factor: 2, minimumCount: 2)
      // 1e8 + 1 is 1e8 in f32.
      #expect((0..<130).filter { twice[$0] != 0 } == [65])
      #expect(twice[65] == 2 * (1 - 1e8) && twice[3] == 0 && twice[64] == 0)
      #expect(twice.said.map(Array.init) == [3, 64, 65, 129])
      #expect(twice.greatest == 2e8)
    }
    // Both used the same memory, which was zero again: the second found no number of the first.
    #expect(pool.byteCount == 4 * 130)
  }

  @Test("Infinite and missing sums have no bound")
  func infinite() {
    for weight in [Float.greatestFiniteMagnitude, -.greatestFiniteMagnitude] {
      var sums = RowSumsHandle(rowCount: 4, counting: false, pool: nil)
      sums.add(weight, rows: RowList([1]))
      sums.add(weight, rows: RowList([1, 2]))
      #expect(sums.finish(factor: 1, minimumCount: 0).greatest == .infinity)
    }
    #expect(RowAddends([0, .nan, 1]).greatest == .infinity)
  }

  @Test("A search takes its candidates' memory up front, and no more however many tie")
  func memory() throws {
    let rows = 30_000
    for fill in [Float(1), 0] {
      let matrix = try DenseMatrix([Float](repeating: fill, count: rows * 8), dimension: 8)
      let search = CertifiedSearch(matrix: matrix, codes: QuantizedMatrix(matrix))
      let query = [Float](repeating: 1, count: 8)
      let bytes = CertifiedSearch.candidateBytes(k: 100, rows: rows)
      #expect(bytes < 1_100_000)
      for selection in [RowSelection.all, .passing { $0 % 2 == 0 }] {
        for _ in 0..<3 {
          let found = try search.best(100, for: query, among: selection)
          #expect(found.rows.count == 100 && found.rows.last?.score == 8 * fill)
          #expect(search.keptBytes == bytes)
        }
      }
    }
  }
}
