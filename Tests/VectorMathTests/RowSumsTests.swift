import Testing
import VectorMath

@Suite("Sums and first weights of rows")
struct RowSumsTests {
  @Test("Lists and sets of rows give each row the sum, the first or the mean, and 0 where too few gave one")
  func property() {
    var random = SeededRandom(seed: 51)
    let pool = RowNumbersPool()
    for round in 0..<60 {
      let rowCount = [0, 1, 63, 64, 200][round % 5]
      let (isFirst, isMean) = (round % 3 == 1, round % 3 == 2)
      let least = round / 3 % 4
      var handle = RowSumsHandle(rowCount: rowCount, counting: least > 1 || isMean, pool: pool)
      var given = [[Float]](repeating: [], count: rowCount)
      for _ in 0..<random.uniform(in: 0...6) {
        let weight = Float(random.normal())
        let rows = (0..<rowCount).filter { _ in random.bernoulli(0.3) }
        for row in rows { given[row].append(weight) }
        let (list, bitmap) = (RowList(rows.map(UInt32.init)), RowBitmap(Bitset(capacity: rowCount, rows)))
        switch (isFirst, random.bernoulli(0.5)) {
        case (false, false): handle.add(weight, rows: list)
        case (false, true): handle.add(weight, rows: bitmap)
        case (true, false): handle.give(weight, rows: list)
        case (true, true): handle.give(weight, rows: bitmap)
        }
      }
      let expected = given.map { weights -> Float in
        guard let first = weights.first, weights.count >= least else { return 0 }
        let sum = weights.reduce(0, +)
        return 0.7 * (isFirst ? first : isMean ? sum / Float(weights.count) : sum)
      }
      let found = handle.finish(factor: 0.7, minimumCount: least, dividing: isMean)
      #expect((0..<rowCount).map { found[$0] } == expected)
      #expect(found.greatest == expected.map(abs).max() ?? 0)
    }
  }
}
