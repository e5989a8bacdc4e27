import EntityStandardization
import Testing
import VectorMath

@Suite("Terms in lists")
struct TermTests {
  @Test("Lists give the inner products of all vectors", arguments: 0..<10)
  func postings(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let documents = (0..<30).map { _ in
      (0..<random.uniform(in: 0...12)).map { _ in UInt64(random.uniform(below: 20)) << 40 }
    }
    let space = TermSpace(documents)
    let vectors = documents.map(space.vector(of:))
    let postings = TermPostings(vectors, termCount: space.count)
    let query = space.vector(of: documents[0] + [7 << 40, 99])
    var scores = [Float](repeating: 1, count: 30)
    postings.add(query, scale: 2, to: &scores)
    for (vector, score) in zip(vectors, scores) {
      let values = Dictionary(uniqueKeysWithValues: zip(vector.rows, vector.values))
      let product = zip(query.rows, query.values).reduce(Float(0)) { $0 + $1.1 * (values[$1.0] ?? 0) }
      #expect(abs(score - 1 - 2 * product) < 1e-5)
      let square = vector.values.reduce(0) { $0 + $1 * $1 }
      #expect(vector.rows.isEmpty || abs(square - 1) < 1e-5)
      #expect(vector.rows == vector.rows.sorted())
    }
  }

  @Test("Vectors are added and the greatest of them taken, term by term")
  func algebra() {
    let space = TermSpace([[1, 2], [2, 3], [3]])
    let (first, second) = (space.vector(of: [1, 2]), space.vector(of: [2, 2, 3]))
    let sum = TermVector.sum([(2, first), (-1, first), (3, second)])
    #expect(sum.rows == [0, 1, 2])
    #expect(abs(sum.values[1] - first.values[1] - 3 * second.values[0]) < 1e-5)
    let maximum = TermVector.maximum([first, second])
    #expect(maximum.values == [first.values[0], max(first.values[1], second.values[0]), second.values[1]])
    #expect(TermVector.sum([(1, first), (-1, first)]).rows.isEmpty)
  }

  @Test("Rare terms can be left out, and unknown ones count for nothing")
  func rare() {
    let space = TermSpace([[1, 2], [2, 3]], leastDocuments: 2)
    #expect(space.count == 1)
    #expect(space.vector(of: [1, 2, 9]).values == [1])
    #expect(space.vector(of: [1, 9]).rows.isEmpty)
    #expect(TermSpace([]).vector(of: [0, 1]).rows.isEmpty)
  }
}
