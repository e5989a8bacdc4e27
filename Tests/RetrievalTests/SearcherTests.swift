import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing

@Suite("Searching")
struct SearcherTests {
  private func jobs(_ parts: [IndexedJobParts]) -> [IndexedJob] { parts.map(\.job) }

  @Test("Any query over any index gets the answer by definition", arguments: 0..<120 as Range<UInt64>)
  func naiveReference(seed: UInt64) throws {
    var world = RandomWorld(seed: seed)
    let parts = world.jobs([0, 1, 2, 17, 63, 64, 65, 300][Int(seed % 8)])
    let jobs = jobs(parts)
    let index = try JobIndex(
      jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField])
    let closed = Set(jobs.filter { _ in world.random.bernoulli(0.1) }.map(\.key))
    let searcher = CPUSearcher(index, closed: closed)
    let naive = NaiveSearcher(jobs: jobs, closed: closed)
    for _ in 0..<12 {
      let query = world.query(jobs: parts)
      let result = try searcher.retrieve(query)
      let expected = naive.retrieve(query)
      #expect(result.jobs == expected.jobs)
      #expect(result.matching == expected.matching)
      let unscored = Query(predicate: query.predicate, scorers: [], k: 0, asOf: query.asOf)
      #expect(try searcher.count(query.predicate, asOf: query.asOf) == naive.retrieve(unscored).matching)
    }
  }

  @Test("Blocks make no difference: an index longer than one")
  func manyBlocks() throws {
    var world = RandomWorld(seed: 4)
    let parts = world.jobs(9000)
    let jobs = jobs(parts)
    let searcher = CPUSearcher(
      try JobIndex(jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField]))
    let naive = NaiveSearcher(jobs: jobs)
    for _ in 0..<5 {
      let query = world.query(jobs: parts)
      #expect(try searcher.retrieve(query).jobs == naive.retrieve(query).jobs)
    }
  }

  @Test("The first ten of a hundred are the ten of ten")
  func prefix() throws {
    var world = RandomWorld(seed: 9)
    let parts = world.jobs(500)
    let searcher = CPUSearcher(
      try JobIndex(
        jobs(parts), textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField]))
    for _ in 0..<20 {
      var query = world.query(jobs: parts)
      query.k = 100
      let hundred = try searcher.retrieve(query).jobs
      query.k = 10
      #expect(try searcher.retrieve(query).jobs == Array(hundred.prefix(10)))
    }
  }

  @Test("An explanation's parts sum to the score that retrieval gave")
  func explanations() throws {
    var world = RandomWorld(seed: 5)
    let parts = world.jobs(200)
    let searcher = CPUSearcher(
      try JobIndex(
        jobs(parts), textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField]))
    var compared = 0
    for _ in 0..<80 {
      let query = world.query(jobs: parts)
      for job in try searcher.retrieve(query).jobs {
        let explanation = try #require(try searcher.explain(job.key, for: query))
        #expect(explanation.value == job.score)
        #expect(explanation.addsUp())
        compared += 1
      }
    }
    #expect(compared > 500)
    #expect(try searcher.explain(JobKey(rawValue: 0), for: Query(scorers: [], k: 1, asOf: Instant(seconds: 0))) == nil)
  }

  @Test("A job's place is where it stands when the answer goes on to the end")
  func places() throws {
    var world = RandomWorld(seed: 6)
    let parts = world.jobs(120)
    let jobs = jobs(parts)
    let searcher = CPUSearcher(
      try JobIndex(jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField]))
    var found = 0
    for _ in 0..<20 {
      var query = world.query(jobs: parts)
      query.k = jobs.count
      let answer = try searcher.retrieve(query).jobs.map(\.key)
      for job in jobs.prefix(40) {
        let shown = query.groupsReposts ? searcher.index.reposts(of: job.key) : [job.key]
        let expected = answer.firstIndex { shown.contains($0) }.map { $0 + 1 }
        #expect(try searcher.place(of: job.key, in: query) == expected)
        found += expected == nil ? 0 : 1
      }
    }
    #expect(found > 50)
    #expect(try searcher.place(of: JobKey(rawValue: 0), in: Query(scorers: [], k: 1, asOf: Instant(seconds: 0))) == nil)
  }

  @Test("What the record says of an offer's end takes effect without a new index")
  func expiries() throws {
    let jobs = [1, 2, 3].map { IndexedJob(key: JobKey(rawValue: $0)) }
    let index = try JobIndex(jobs, textModel: "m", termCount: 0)
    let query = Query(scorers: [], k: 9, asOf: Instant(seconds: 5))
    func ending(_ key: Int64, _ end: Instant?) -> IndexChange {
      var job = IndexedJob(key: JobKey(rawValue: key))
      job.expiresAt = end
      return .upsert(job)
    }
    let changed = try index.applying([ending(1, Instant(seconds: 5)), ending(2, Instant(seconds: 6))])
    #expect(try CPUSearcher(changed).retrieve(query).jobs.map(\.key.rawValue) == [2, 3])
    #expect(try CPUSearcher(changed.applying([ending(1, nil)])).retrieve(query).jobs.count == 3)
  }

  @Test("Reposts are found from any of them")
  func reposts() throws {
    var first = IndexedJob(key: JobKey(rawValue: 1))
    first.repostGroup = "cashier"
    let alone = IndexedJob(key: JobKey(rawValue: 2))
    var second = first
    second.key = JobKey(rawValue: 3)
    let index = try JobIndex([first, alone, second], textModel: "m", termCount: 0)
    #expect(index.reposts(of: second.key) == [first.key, second.key])
    #expect(index.reposts(of: alone.key) == [alone.key])
    #expect(index.reposts(of: JobKey(rawValue: 9)).isEmpty)
  }
}

@Suite("Queries and indexes that are refused")
struct RefusalTests {
  private let asOf = Instant(seconds: 0)

  private func searcher() throws -> CPUSearcher {
    CPUSearcher(try JobIndex([IndexedJob(key: JobKey(rawValue: 1))], textModel: "m", termCount: 3))
  }

  @Test("A query that does not fit says why")
  func queries() throws {
    let place = try #require(Coordinate(latitude: 0, longitude: 0))
    let cases: [(Query, String)] = [
      (Query(scorers: [], k: -1, asOf: asOf), "k is -1"),
      (
        Query(scorers: [.init("w", weight: .nan, .sparseVector(model: "m", .zero))], k: 1, asOf: asOf),
        "weights are finite"
      ),
      (Query(scorers: [.init("w", weight: 1, .sparseVector(model: "n", .zero))], k: 1, asOf: asOf), "model 'n'"),
      (
        Query(
          scorers: [.init("w", weight: 1, .sparseVector(model: "m", SparseVector([(index: 3, value: 1)])))], k: 1,
          asOf: asOf),
        "term 3 is out of range"
      ),
      (
        Query(
          scorers: [.init("w", weight: 1, .sparseVector(model: "m", SparseVector([(index: 0, value: .infinity)])))],
          k: 1,
          asOf: asOf), "not finite"
      ),
      (
        Query(
          scorers: [.init("p", weight: 1, .proximity(field: .place, centers: [place], scale: 0))], k: 1, asOf: asOf),
        "kilometres above 0"
      ),
      (
        Query(
          scorers: [.init("t", weight: 1, .weightedTerms(field: .skill, weights: [1: .nan], minimumMatches: 0))], k: 1,
          asOf: asOf),
        "not finite"
      ),
    ]
    let searcher = try searcher()
    for (query, reason) in cases {
      let error = #expect(throws: IndexError.self) { try searcher.retrieve(query) }
      #expect(error?.description.contains(reason) ?? false, "\(error?.description ?? "nothing") should say '\(reason)'")
    }
  }

  @Test("Jobs that cannot be laid out are refused")
  func jobs() throws {
    let one = IndexedJob(key: JobKey(rawValue: 1))
    var number = one
    number.numbers[.pay] = .infinity
    var weight = one
    weight.text = SparseVector([(index: 0, value: .nan)])
    var term = one
    term.text = SparseVector([(index: 3, value: 1)])
    for jobs in [[one, one], [IndexedJob(key: JobKey(rawValue: 2)), one], [number], [weight], [term]] {
      #expect(throws: IndexError.self) { try JobIndex(jobs, textModel: "m", termCount: 3) }
    }
  }
}
