import Foundation
import JobMarket
import Retrieval
import Testing
import VectorMath

/// What the planner chooses, and what a strategy tells of it.
@Suite("Plans")
struct PlannerTests {
  /// Rows of which one in 2, 10, 100 and 1,000 has the value of that number, each with a number and a point.
  private static func index(_ rows: Int) throws -> JobIndex {
    var random = SeededRandom(seed: 3)
    let jobs = (0..<rows).map { row in
      var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
      job.values[.skill] = [2, 10, 100, 1000].filter { row % $0 == 0 }.map { ValueID($0) }
      job.numbers[.pay] = Double(row % 100)
      job.points[.place] = Coordinate(latitude: Double(row % 60), longitude: 10).map { [$0] }
      job.vectors[VectorKey("v", model: "d")] = (0..<64).map { _ in Float(random.normal()) }
      return job
    }
    return try JobIndex(
      jobs, textModel: "m", termCount: 1, vectorFields: [VectorField(name: "v", model: "d", dimension: 64)])
  }

  private static let world = Result { try index(60_000) }

  private static func query(_ clauses: [JobPredicate.Clause], k: Int = 10, counts: Bool = true) -> Query {
    var random = SeededRandom(seed: 4)
    var query = Query(
      predicate: JobPredicate(clauses),
      scorers: [
        WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", (0..<64).map { _ in Float(random.normal()) }))
      ], k: k, asOf: Instant(seconds: 0))
    query.countsMatches = counts
    return query
  }

  private static func skill(_ value: ValueID) -> JobPredicate.Clause { .init(.anyOf(.skill, [value])) }

  @Test("Few rows are walked, many are scanned past, all are scanned")
  func byShare() throws {
    let searcher = CPUSearcher(try Self.world.get())
    func plan(_ clauses: [JobPredicate.Clause]) throws -> RetrievalStrategy.Plan {
      try searcher.retrieve(Self.query(clauses)).strategy.plan
    }
    #expect(try plan([]) == .scan)
    #expect(try plan([Self.skill(2)]) == .mixed)
    #expect(try plan([Self.skill(100)]) == .termsFirst)
    #expect(try plan([Self.skill(1000)]) == .termsFirst)
    #expect(try plan([Self.skill(2), Self.skill(10), Self.skill(100)]) == .termsFirst)
  }

  @Test("Costs decide: where walking is dear, rows are scanned past, and the other way round")
  func byCost() throws {
    var searcher = CPUSearcher(try Self.world.get())
    (searcher.costs.walkRow, searcher.costs.gap) = (10_000, 0)
    #expect(try searcher.retrieve(Self.query([Self.skill(10)])).strategy.plan == .mixed)
    (searcher.costs.walkRow, searcher.costs.scanRow) = (0, 10_000)
    #expect(try searcher.retrieve(Self.query([Self.skill(2)])).strategy.plan == .termsFirst)
  }

  @Test("Conditions that are dear over all rows are asked of candidates, unless matches must be counted")
  func vectorsFirst() throws {
    let index = try Self.world.get()
    var searcher = CPUSearcher(index)
    // A radius costs a pass over all points; every job lies within this one, and points are dear here.
    searcher.costs.point = 70
    let everywhere = try #require(Coordinate(latitude: 30, longitude: 10))
    let near = JobPredicate.Clause(.within(.place, Radius(center: everywhere, kilometers: 9000)))
    let free = try searcher.retrieve(Self.query([near], counts: false))
    #expect(free.strategy.plan == .vectorsFirst && free.strategy.matched == nil)
    #expect(free.matching == free.jobs.count && free.jobs.count == 10)
    #expect(free.strategy.scored.tested > 0 && free.strategy.scored.tested < 6000)
    let counted = try searcher.retrieve(Self.query([near]))
    #expect(counted.strategy.plan != .vectorsFirst && counted.matching == index.count)
    #expect(counted.jobs == free.jobs)
    // Told to, it counts too, for then it must.
    searcher.plan = .vectorsFirst
    let told = try searcher.retrieve(Self.query([near]))
    #expect(told.strategy.plan == .vectorsFirst && told.matching == index.count && told.strategy.matched == index.count)
    #expect(told.jobs == free.jobs)
    // A frequent value is a bitmap: nothing is dear about it, and few rows of it would have to be looked for long.
    searcher.plan = nil
    #expect(try searcher.retrieve(Self.query([Self.skill(1000)], counts: false)).strategy.plan == .termsFirst)
  }

  @Test("A searcher takes the plan that it is told", arguments: QueryPlan.allCases)
  func told(plan: QueryPlan) throws {
    var searcher = CPUSearcher(try Self.world.get())
    let query = Self.query([Self.skill(10)], k: 30)
    let free = try searcher.retrieve(query)
    searcher.plan = plan
    let told = try searcher.retrieve(query)
    #expect(told.strategy.plan.rawValue == plan.rawValue)
    #expect(told.jobs == free.jobs && told.matching == 6000)
    #expect(told.strategy.held == 60_000 && told.strategy.matched == 6000)
    let scored = told.strategy.scored
    switch plan {
    case .termsFirst: #expect(scored.by4Bits == 6000 && scored.tested == 0 && scored.inFull >= 30)
    case .mixed: #expect(scored.by4Bits == 60_000 && scored.tested == 0 && scored.inFull >= 30)
    case .vectorsFirst: #expect(scored.by4Bits == 60_000 && scored.tested >= 300 && scored.tested < 20_000)
    case .exhaustive: #expect(scored.unsieved == 6000 && scored.by4Bits == 0)
    }
  }

  @Test("A fused score is sieved, too, and few rows are scored at once")
  func fused() throws {
    let searcher = CPUSearcher(try Self.world.get())
    var query = Self.query([Self.skill(2)])
    query.scorers[0].weight = -2
    query.scorers.append(
      WeightedScorer("s", weight: 0.5, .weightedTerms(field: .skill, weights: [10: 1, 1000: 3], minimumMatches: 2)))
    let found = try searcher.retrieve(query)
    #expect(found.strategy.plan == .mixed && found.strategy.scored.inFull < 2000)
    #expect(found.strategy.steps.milliseconds["parts"] != nil)
    var full = searcher
    full.plan = .exhaustive
    #expect(try full.retrieve(query).jobs == found.jobs)
    query.predicate = JobPredicate([Self.skill(1000)])
    query.k = 50
    let few = try searcher.retrieve(query)
    #expect(few.strategy.plan == .exhaustive && few.strategy.scored.unsieved == 60)
  }

  @Test("A strategy says its steps in order; what they took is no part of what it is")
  func steps() throws {
    let searcher = CPUSearcher(try Self.world.get())
    let query = Self.query([Self.skill(2)])
    let (first, second) = (try searcher.retrieve(query), try searcher.retrieve(query))
    #expect(first == second && first.hashValue == second.hashValue)
    #expect(first.strategy.steps.all.map(\.name) == ["terms", "scan", "settle", "answer"])
    #expect(first.strategy.steps.all.allSatisfy { $0.nanoseconds >= 0 })
    #expect(first.strategy.steps.milliseconds["scan"] ?? 0 > 0)
    var other = first
    other.strategy.scored.inFull += 1
    #expect(other != first)
    let inverted = try InvertedSearcher(searcher.index).retrieve(query)
    #expect(inverted.strategy.plan == .inverted && inverted.strategy.scored.unsieved == 30_000)
    #expect(inverted.strategy.steps.all.map(\.name) == ["lists", "walk and score", "answer"])
  }

  @Test("A strategy is one line, and an object of JSON")
  func words() throws {
    var strategy = RetrievalStrategy(.mixed, held: 1000, matched: 330)
    (strategy.scored.by4Bits, strategy.scored.by8Bits, strategy.scored.inFull) = (1000, 40, 12)
    strategy.steps.add("terms", nanoseconds: 250_000)
    strategy.steps.add("scan", nanoseconds: 1_000_000)
    strategy.steps.add("scan", nanoseconds: 500_000)
    #expect(
      strategy.description
        == "mixed: a scan that heeds the rows' bits: 330 of 1000 match, 1000 by 4 bits, 40 by 8, 12 in f32")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(strategy), as: UTF8.self)
    #expect(
      json
        == #"{"held":1000,"matched":330,"plan":"mixed","scored":{"by1Bit":0,"by4Bits":1000,"by8Bits":40,"inFull":12,"tested":0,"#
        + #""unsieved":0},"segments":1,"steps_ms":{"scan":1.5,"terms":0.25},"text":"mixed: a scan that heeds the rows' bits: "#
        + #"330 of 1000 match, 1000 by 4 bits, 40 by 8, 12 in f32"}"#)
    (strategy.plan, strategy.matched, strategy.scored.tested) = (.vectorsFirst, nil, 77)
    strategy.notes = ["and more"]
    #expect(
      strategy.description
        == "vectors first; candidates are asked the terms: matches not counted, 1000 by 4 bits, 77 asked, 40 by 8, "
        + "12 in f32; and more")
  }

  @Test("Costs are measured, each a number of nanoseconds", .timeLimit(.minutes(2)))
  func measured() throws {
    #expect(CostMeasurement(try Self.world.get(), field: "v", queries: [[1]]) == nil, "too few rows to measure")
    #expect(Set(CostModel().named.map(\.step)).count == 15)
    var random = SeededRandom(seed: 12)
    let jobs = (0..<20_000).map { row -> IndexedJob in
      var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
      job.values[.skill] = [ValueID(row % 5), ValueID(5 + random.uniform(below: 3000))]
      job.vectors[VectorKey("v", model: "d")] = (0..<128).map { _ in Float(random.normal()) }
      return job
    }
    let index = try JobIndex(
      jobs, textModel: "m", termCount: 1, vectorFields: [VectorField(name: "v", model: "d", dimension: 128)])
    var measurement = try #require(
      CostMeasurement(
        index, field: "v", queries: [jobs[0].vectors[VectorKey("v", model: "d")] ?? []], leastRows: 20_000))
    let costs = try measurement.costs().named
    #expect(costs.allSatisfy { $0.cost.isFinite && $0.cost >= 0 }, "\(costs)")
    // Those that are no difference of two.
    for step in ["word", "insert", "number", "point", "test", "bit", "member"] {
      #expect(costs.contains { $0.step == step && $0.cost > 0 }, "\(step) of \(costs)")
    }
  }
}
