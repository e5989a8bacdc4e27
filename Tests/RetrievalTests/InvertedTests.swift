import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

/// What inverted lists and early stops do beyond what conformance asks.
@Suite("Inverted lists")
struct InvertedTests {
  /// A value and which rows of the index have it, made for one shape of list each.
  private static func shapes(_ count: Int) -> [[Int]] {
    var random = SeededRandom(seed: 3)
    let lengths = [1, 2, 127, 128, 129, 255, 256, 257]
    return [
      Array(0..<count), [0], [count - 1], [0, count - 1], [],
      // Runs without gaps, gaps of every width, and both in one list.
      Array(count / 2..<count / 2 + 300), (0..<15).map { 1 << $0 }.filter { $0 < count },
      Array(0..<200) + Array(stride(from: 201, to: count, by: 97)),
    ] + lengths.map { Array(0..<$0) } + lengths.map { random.sample($0, of: count).sorted() }
      + [3, 17, 400].map { step in Array(stride(from: step - 1, to: count, by: step)) }
      + [0.5, 0.05, 0.005].map { share in (0..<count).filter { _ in random.bernoulli(share) } }
  }

  private static func index(_ shapes: [[Int]], count: Int) throws -> JobIndex {
    var jobs = (0..<count).map { IndexedJob(key: JobKey(rawValue: Int64($0))) }
    for (value, rows) in shapes.enumerated() {
      for row in rows { jobs[row].values[.skill, default: []].append(ValueID(value)) }
    }
    return try JobIndex(jobs, textModel: "m", termCount: 0)
  }

  private static func rows(_ searcher: InvertedSearcher, _ clauses: [[Int]]) throws -> [Int] {
    let predicate = JobPredicate(clauses.map { .init(.anyOf(.skill, $0.map { ValueID($0) })) })
    let query = Query(predicate: predicate, scorers: [], k: searcher.index.count, asOf: Instant(seconds: 0))
    return try searcher.retrieve(query).jobs.map { Int($0.key.rawValue) }
  }

  @Test("Lists of every shape come back as they were, alone, in pairs and in unions")
  func shapes() throws {
    let count = 20_000
    let shapes = Self.shapes(count)
    let searcher = InvertedSearcher(try Self.index(shapes, count: count))
    for (value, rows) in shapes.enumerated() {
      #expect(try Self.rows(searcher, [[value]]) == rows, "value \(value)")
      let other = (value * 7 + 3) % shapes.count
      let (first, second) = (Set(rows), Set(shapes[other]))
      #expect(try Self.rows(searcher, [[value], [other]]) == first.intersection(second).sorted())
      #expect(try Self.rows(searcher, [[value, other]]) == first.union(second).sorted())
    }
    // More values than are walked one beside the other.
    let many = Array(shapes.indices.dropFirst())
    let union = many.reduce(into: Set<Int>()) { $0.formUnion(shapes[$1]) }
    #expect(try Self.rows(searcher, [many]) == union.sorted())
    #expect(
      try Self.rows(searcher, [many, [shapes.count - 2]]) == union.intersection(shapes[shapes.count - 2]).sorted())
    #expect(try Self.rows(searcher, [[], [0]]).isEmpty)
    #expect(try Self.rows(searcher, [[9999]]).isEmpty)
  }

  @Test("A dense list takes a fraction of a byte a row, a sparse one less than a row's number")
  func compression() throws {
    let count = 50_000
    let dense = InvertedSearcher(try Self.index([Array(0..<count)], count: count))
    #expect(dense.byteCount < count / 10)
    let sparse = InvertedSearcher(try Self.index([Array(stride(from: 5, to: count, by: 50))], count: count))
    #expect(sparse.byteCount < count / 50 * 2)
  }

  @Test("A stop gives the best of the first matches, says so, and is silent where it left nothing out")
  func earlyStop() throws {
    var world = VectorWorld(.normal, dimension: 8, seed: 17)
    let jobs = world.jobs(3000)
    let index = try JobIndex(jobs, textModel: "m", termCount: 0, vectorFields: [world.field])
    var query = world.query(share: 3, k: 20)
    let matches = jobs.filter { query.predicate.matches($0) }
    let full = try InvertedSearcher(index).retrieve(query)
    #expect(full.matching == matches.count && !full.strategy.description.contains("stopped"))
    for stop in [1, 19, 100, 500] {
      let found = try InvertedSearcher(index, stopAfter: stop).retrieve(query)
      let first = NaiveSearcher(jobs: Array(matches.prefix(stop))).retrieve(query)
      #expect(found.jobs == first.jobs)
      #expect(found.matching == stop)
      #expect(found.strategy.description.contains("stopped after \(stop) matches"))
      #expect(found.jobs != full.jobs)
    }
    for stop in [matches.count, matches.count + 1] {
      let found = try InvertedSearcher(index, stopAfter: stop).retrieve(query)
      #expect(found == full)
    }
    // Hidden jobs are not scored and use up nothing.
    query.hidden = Set(matches.prefix(50).map(\.key))
    let behind = try InvertedSearcher(index, stopAfter: 100).retrieve(query)
    #expect(behind.jobs == NaiveSearcher(jobs: Array(matches[50..<150])).retrieve(query).jobs)
    #expect(try InvertedSearcher(index, stopAfter: 1).count(query.predicate, asOf: query.asOf) == matches.count)
  }
}
