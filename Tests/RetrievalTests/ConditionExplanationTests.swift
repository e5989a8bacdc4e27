import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

/// What an explanation says of conditions, against the definition and against what is found.
@Suite("Explained conditions")
struct ConditionExplanationTests {
  @Test("A condition is said to hold where it holds, by values that are the job's and the condition's")
  func random() throws {
    var world = RandomWorld(seed: 21)
    let jobs = world.jobs(150).map(\.job)
    let index = try JobIndex(
      jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField])
    let searcher = CPUSearcher(index)
    var (held, broken) = (0, 0)
    for _ in 0..<60 {
      let clauses = (0..<world.random.uniform(in: 0...3)).map { _ in
        JobPredicate.Clause((0..<world.random.uniform(in: 0...3)).map { _ in world.literal() })
      }
      let query = Query(predicate: JobPredicate(clauses), scorers: [], k: 1, asOf: Instant(seconds: 99))
      for job in jobs {
        let explanation = try #require(try searcher.explain(job.key, for: query))
        let conditions = explanation.conditions.filter { $0.kind == .clause }
        #expect(conditions.count == clauses.count && explanation.addsUp())
        for (condition, clause) in zip(conditions, clauses) {
          #expect(condition.holds == JobPredicate([clause]).matches(job), "\(condition) of \(job)")
          #expect(condition.evidence.count == clause.literals.count && !condition.description.isEmpty)
          for (evidence, literal) in zip(condition.evidence, clause.literals) {
            #expect(evidence.passes == literal.matches(job), "\(evidence) of \(job)")
            Self.check(evidence, literal, job)
          }
          if condition.holds { held += 1 } else { broken += 1 }
        }
      }
    }
    #expect(held > 2000 && broken > 2000)
  }

  private static func check(_ evidence: Explanation.Evidence, _ literal: JobPredicate.Literal, _ job: IndexedJob) {
    let held = Set(job.values(of: literal.field))
    switch literal {
    case .anyOf(_, let wanted):
      #expect(held.isSuperset(of: evidence.values))
      #expect(evidence.passes ? Set(evidence.values) == held.intersection(wanted) : Set(evidence.values) == held)
    case .noneOf(_, let refused):
      let shared = held.intersection(refused)
      #expect(Set(evidence.values) == (shared.isEmpty ? held : shared))
    case .range(let field, _): #expect(evidence.number == job.number(of: field))
    case .within(let field, let radius):
      #expect(evidence.kilometers == job.points(of: field).map { radius.center.kilometers(to: $0) }.min())
    case .missing: #expect(Set(evidence.values) == held)
    }
    #expect(evidence.values == evidence.values.sorted() && !evidence.description.isEmpty)
  }

  @Test("All conditions hold exactly where a job is found, offers, requirements and hidden jobs included")
  func agreesWithRetrieval() throws {
    for seed in UInt64(30)..<40 {
      var world = RandomWorld(seed: seed)
      let parts = world.jobs(80)
      let jobs = parts.map(\.job)
      let index = try JobIndex(
        jobs, textModel: "m", termCount: RandomWorld.termCount, vectorFields: [RandomWorld.vectorField])
      let closed = Set(jobs.filter { _ in world.random.bernoulli(0.1) }.map(\.key))
      for searcher in [CPUSearcher(index, closed: closed), InvertedSearcher(index, closed: closed)]
        as [any JobRetriever]
      {
        for _ in 0..<12 {
          var query = world.query(jobs: parts)
          (query.k, query.groupsReposts) = (jobs.count, false)
          let found = Set(try searcher.retrieve(query).jobs.map(\.key))
          for job in jobs {
            let explanation = try #require(try searcher.explain(job.key, for: query))
            #expect(
              explanation.fulfilsConditions == found.contains(job.key),
              "\(explanation.conditions.filter { !$0.holds }.map(\.description))")
          }
        }
      }
    }
  }

  @Test("Conditions in words")
  func words() throws {
    let newark = try #require(Coordinate(latitude: 40.73, longitude: -74.17))
    let chicago = try #require(Coordinate(latitude: 41.88, longitude: -87.63))
    var job = IndexedJob(key: JobKey(rawValue: 1))
    job.values = [.skill: [2, 1, 4]]
    job.numbers = [.pay: 12.5, .postedAt: 1_700_000_000_000]
    job.points = [.place: [chicago]]
    job.expiresAt = Instant(seconds: 1_700_100_000)
    let searcher = CPUSearcher(try JobIndex([job], textModel: "m", termCount: 0))
    var query = Query(
      predicate: JobPredicate([
        .init(.anyOf(.skill, [4, 9]), .anyOf(.country, [1])), .init(.noneOf(.skill, [2])), .init(.noneOf(.skill, [9])),
        .init(.range(.pay, NumericRange(lower: 10, upper: 20))), .init(.missing(.company)), .init(),
        .init(.within(.place, Radius(center: newark, kilometers: 40))),
        .init(.range(.postedAt, NumericRange(lower: 1_600_000_000_000))), .init(.anyOf(.skill, Array(10..<30))),
      ]), scorers: [], k: 1, asOf: Instant(seconds: 1_700_200_000))
    query.hidden = [job.key]
    let naming = CPUSearcher.Naming(conditionValue: { _, value in "n\(value)" })
    let explanation = try #require(try searcher.explain(job.key, for: query, naming: naming))
    let lines = explanation.conditions.map { condition in
      "\(condition.holds ? "yes" : "no") \(condition.description): "
        + condition.evidence.map(\.description).joined(separator: "; ")
    }
    #expect(
      lines == [
        "yes skill is n4 or n9, or country is n1: skill n4; no country known",
        "no skill is known and not n2: skill n2",
        "yes skill is known and not n9: skill n1, n2 and n4",
        "yes pay from 10 to 20: pay 12.5",
        "yes company is missing: no company known",
        "no never: ",
        "no place at most 40 km from 40.73, -74.17: 1130.4 km away",
        "yes postedAt at least 2020-09-13T12:26:40Z: postedAt 2023-11-14T22:13:20Z",
        "no skill is n10, n11, n12, n13, n14 or 15 more: skill n1, n2 and n4",
        "no is offered at 2023-11-17T05:46:40Z: it ended at 2023-11-16T02:00:00Z",
        "no is not to be left out: it is among 1 left out",
      ], "\(lines.joined(separator: "\n"))")
  }
}
