import Foundation
import JobMarket
import Retrieval
import SearcherConformance
import Testing
import VectorMath

/// Approximate search as a mode of the searcher: named, kept in files, refused where it cannot be.
@Suite struct CoarseModeTests {
  static func index(_ count: Int) throws -> JobIndex {
    var random = SeededRandom(seed: 41)
    let jobs = (0..<count).map { row -> IndexedJob in
      var job = IndexedJob(key: JobKey(rawValue: Int64(row)))
      job.values[.skill] = [ValueID(row % 2), ValueID(2 + row % 50)]
      let centre = Double(row % 7) - 3
      job.vectors[VectorKey("v", model: "d")] = (0..<32).map {
        Float(random.normal() + ($0 % 7 == row % 7 ? centre : 0))
      }
      return job
    }
    return try JobIndex(
      jobs, textModel: "m", termCount: 1, vectorFields: [VectorField(name: "v", model: "d", dimension: 32)])
  }

  static func query(_ k: Int, _ skills: [ValueID]? = nil, seed: UInt64 = 1) -> Query {
    var random = SeededRandom(seed: seed)
    let vector = (0..<32).map { _ in Float(random.normal()) }
    let predicate = skills.map { JobPredicate([.init(.anyOf(.skill, $0))]) } ?? .all
    return Query(
      predicate: predicate, scorers: [WeightedScorer("v", weight: 1, .vector(field: "v", model: "d", vector))], k: k,
      asOf: Instant(seconds: 0))
  }

  @Test("An approximate answer names itself and the sieve's time; a narrow one is exact and says nothing")
  func named() throws {
    var searcher = CPUSearcher(try Self.index(40_000).addingBinaryCodes())
    let exact = searcher
    searcher.mode = .coarse
    let many = try searcher.retrieve(Self.query(20, [1]))
    #expect(many.strategy.scored.by1Bit == 40_000 && many.strategy.scored.by4Bits < 20_000)
    #expect(many.strategy.description.contains("40000 by bits") && many.strategy.description.contains("approximate: "))
    #expect(many.strategy.steps.milliseconds["sieve"] != nil && many.matching == 20_000)
    let few = try searcher.retrieve(Self.query(20, [7]))
    #expect(few.strategy.scored.by1Bit == 0 && !few.strategy.description.contains("approximate"))
    #expect(few.jobs == (try exact.retrieve(Self.query(20, [7]))).jobs)
    var found = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      let query = Self.query(20, [1], seed: seed)
      let right = Set(try exact.retrieve(query).jobs)
      found += try searcher.retrieve(query).jobs.count { right.contains($0) }
    }
    #expect(found >= 392, "\(found) of 400")
  }

  @Test(
    "A note tells codes and rules apart, and claims a recall for what was measured alone",
    arguments: [
      (
        SearchMode.coarse,
        "approximate: estimates by RaBitQ codes and 2.0 standard errors decide what is scored; recall .99 or more where measured"
      ),
      (
        .coarse(kind: .rabitq, rule: .errors(0.5)),
        "approximate: estimates by RaBitQ codes and 0.5 standard errors decide what is scored"
      ),
      (
        .coarse(kind: .rabitq, rule: .pool(200)),
        "approximate: the 200 × k greatest estimates by RaBitQ codes are scored"
      ),
      (
        .coarse(kind: .signs(bits: 512), rule: .pool(200)),
        "approximate: the 200 × k greatest estimates by 512 signs are scored"
      ),
    ])
  func note(mode: SearchMode, note: String) throws {
    guard case .coarse(let kind, _) = mode else { return }
    var searcher = CPUSearcher(try Self.index(20_000).addingBinaryCodes(kind))
    searcher.mode = mode
    let strategy = try searcher.retrieve(Self.query(20)).strategy
    #expect(strategy.notes == [note] && strategy.scored.by1Bit == 20_000)
  }

  @Test("A fused score and a plan that is asked for are searched exactly")
  func exactInstead() throws {
    var searcher = CPUSearcher(try Self.index(40_000).addingBinaryCodes())
    let exact = searcher
    searcher.mode = .coarse
    var query = Self.query(20)
    query.scorers.append(
      WeightedScorer("s", weight: 1, .weightedTerms(field: .skill, weights: [1: 0.5], minimumMatches: 1)))
    let (fused, right) = (try searcher.retrieve(query), try exact.retrieve(query))
    #expect(fused.strategy.scored.by1Bit == 0 && fused.jobs == right.jobs)
    searcher.mode = .coarse(kind: .rabitq, rule: .errors(0))
    for plan in [QueryPlan.mixed, .termsFirst, .vectorsFirst, .exhaustive] {
      searcher.plan = plan
      for query in [Self.query(20, [1]), Self.query(20)] {
        let (found, right) = (try searcher.retrieve(query), try exact.retrieve(query))
        #expect(found.strategy.scored.by1Bit == 0 && found.jobs == right.jobs, "\(plan)")
      }
    }
  }

  @Test("Codes are kept in files, and an opened index answers as the one that was written")
  func files() throws {
    let index = try Self.index(30_000).addingBinaryCodes()
    let folder = URL.temporaryDirectory.appending(path: "coarse-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try index.write(to: folder)
    var (built, opened) = (CPUSearcher(index), CPUSearcher(try JobIndex(contentsOf: folder)))
    (built.mode, opened.mode) = (.coarse, .coarse)
    for seed in 1...5 as ClosedRange<UInt64> {
      let (one, other) = (
        try built.retrieve(Self.query(30, seed: seed)), try opened.retrieve(Self.query(30, seed: seed))
      )
      #expect(one == other && one.strategy.scored.by1Bit == 30_000)
    }
  }

  @Test("What cannot be is refused in words: no codes, no errors of plain signs, a pool of none")
  func refused() throws {
    var searcher = CPUSearcher(try Self.index(100))
    searcher.mode = .coarse
    let error = #expect(throws: IndexError.self) { try searcher.retrieve(Self.query(3)) }
    #expect(error?.description.contains("addingBinaryCodes") == true)
    for mode in [
      SearchMode.coarse(kind: .signs(bits: 64), rule: .standard), .coarse(kind: .rabitq, rule: .errors(-1)),
      .coarse(kind: .rabitq, rule: .errors(.nan)), .coarse(kind: .rabitq, rule: .pool(0)),
    ] {
      searcher.mode = mode
      #expect(throws: IndexError.self) { try searcher.retrieve(Self.query(3)) }
    }
  }
}
