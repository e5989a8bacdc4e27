import Foundation
import JobMarket
import Retrieval
import Testing
import VectorMath

/// What the best or the mean of weights is explained by, and what values are sought with.
@Suite("Combinations of weighted values")
struct CombinationTests {
  private static func searcher() throws -> (CPUSearcher, AttributeField) {
    let link = try #require(AttributeField("link"))
    let jobs = (1...4).map { IndexedJob(key: JobKey(rawValue: $0)) }
    let nodes: [JobKey: [ValueID]] = [
      jobs[0].key: [2, 5, 7, 9], jobs[1].key: [3], jobs[2].key: [5, 8], jobs[3].key: [1],
    ]
    let index = try JobIndex(jobs, textModel: "m", termCount: 0).settingOverlay(Overlay(link, id: "1", values: nodes))
    return (CPUSearcher(index), link)
  }

  /// A line a node, as deep as it stands.
  private static func lines(_ node: Explanation, _ indent: String = "") -> [String] {
    ["\(indent)\(node.value) \(node.description) (\(node.rule))"]
      + node.details.flatMap { lines($0, indent + "  ") }
  }

  private static func query(_ link: AttributeField, _ combination: TermCombination, least: Int = 1) -> Query {
    let scorer = Scorer.weightedTerms(
      field: link, weights: [2: 0.25, 5: 1.5, 7: 0.5, 3: -2, 8: 1.5], minimumMatches: least, combining: combination)
    return Query(scorers: [WeightedScorer("links", weight: 2, scorer)], k: 9, asOf: Instant(seconds: 0))
  }

  @Test("An explanation names the best, or the mean, and every value that matched")
  func golden() throws {
    let (searcher, link) = try Self.searcher()
    let first = JobKey(rawValue: 1)
    func lines(_ key: Int64, _ query: Query) throws -> [String] {
      let explanation = try #require(try searcher.explain(JobKey(rawValue: key), for: query))
      #expect(explanation.addsUp())
      #expect(try searcher.retrieve(query).jobs.first { $0.key.rawValue == key }?.score == explanation.value)
      let links = try #require(explanation.details.first)
      return Self.lines(try #require(links.details.first))
    }
    #expect(
      try lines(1, Self.query(link, .sum)) == [
        "2.25 3 shared link values (sum)", "  0.25 link 2 (given)", "  1.5 link 5 (given)", "  0.5 link 7 (given)",
      ])
    #expect(
      try lines(1, Self.query(link, .best)) == [
        "1.5 the best of 3 shared link values (greatest)", "  1.5 link 5 (given)", "  0.5 link 7 (given)",
        "  0.25 link 2 (given)",
      ])
    #expect(
      try lines(1, Self.query(link, .mean)) == [
        "0.75 the mean of 3 shared link values (mean)", "  0.25 link 2 (given)", "  1.5 link 5 (given)",
        "  0.5 link 7 (given)",
      ])
    // Of equal ones the one of the lower number; the best of one that is negative; none; too few.
    #expect(
      try lines(3, Self.query(link, .best)) == [
        "1.5 the best of 2 shared link values (greatest)", "  1.5 link 5 (given)", "  1.5 link 8 (given)",
      ])
    #expect(
      try lines(2, Self.query(link, .best)) == [
        "-2.0 the best of 1 shared link values (greatest)", "  -2.0 link 3 (given)",
      ])
    #expect(try lines(4, Self.query(link, .mean, least: 0)) == ["0.0 the mean of 0 shared link values (mean)"])
    #expect(try lines(2, Self.query(link, .mean, least: 2)) == ["0.0 1 shared link values, fewer than 2 (given)"])
    #expect(try searcher.retrieve(Self.query(link, .best)).jobs.map(\.score) == [3, 3, 0, -4])
    #expect(try searcher.explain(first, for: Self.query(link, .best))?.details.first?.rule == .product)
  }

  @Test("A value that answers as another is combined as that one")
  func aliases() throws {
    let (searcher, link) = try Self.searcher()
    let aliases = try #require(ValueAliases(successors: [link: [5: 7, 3: 7]]))
    let renamed = searcher.index.setting(aliases: aliases)
    // 7 keeps its own weight of 0.5: job 1 has 2 and 7, job 2 has 7, job 3 has 7 and 8.
    let expected: [(TermCombination, [Float])] = [
      (.sum, [1.5, 1, 4, 0]), (.best, [1, 1, 3, 0]), (.mean, [0.75, 1, 2, 0]),
    ]
    for (combination, scores) in expected {
      for searcher in [CPUSearcher(renamed), InvertedSearcher(renamed)] as [any JobRetriever] {
        let found = try searcher.retrieve(Self.query(link, combination)).jobs.sorted { $0.key < $1.key }
        #expect(found.map(\.score) == scores)
      }
      for key in 1...4 as ClosedRange<Int64> {
        let explained = try CPUSearcher(renamed).explain(JobKey(rawValue: key), for: Self.query(link, combination))
        #expect(explained?.value == scores[Int(key) - 1])
        #expect(explained?.addsUp() == true)
      }
    }
  }

  @Test("A job with more values than are counted beside others has the mean of all of them")
  func manyValues() throws {
    let count = 70_000
    var jobs = (0..<2000).map { IndexedJob(key: JobKey(rawValue: Int64($0))) }
    for row in jobs.indices { jobs[row].values[.skill] = [ValueID(row), ValueID(count + row)] }
    jobs[5].values[.skill] = (0..<count).map { ValueID($0) }
    let index = try JobIndex(jobs, textModel: "m", termCount: 0)
    let weights = Dictionary(uniqueKeysWithValues: (0..<count).map { (ValueID($0), Float(1 + $0 % 2)) })
    for (combination, least, score) in [
      (TermCombination.mean, 66_000, Float(1.5)), (.mean, 0, 1.5), (.best, 69_999, 2), (.best, count + 1, 0),
      (.sum, count, 105_000),
    ] {
      let scorer = Scorer.weightedTerms(
        field: .skill, weights: weights, minimumMatches: least, combining: combination)
      let query = Query(scorers: [WeightedScorer("s", weight: 1, scorer)], k: 2000, asOf: Instant(seconds: 0))
      for searcher in [CPUSearcher(index), InvertedSearcher(index)] as [any JobRetriever] {
        let found = try searcher.retrieve(query).jobs.first { $0.key.rawValue == 5 }
        #expect(found?.score == score, "\(combination) of \(least) or more")
      }
    }
  }

  @Test("Values are found among few, many, colliding and extreme ones")
  func table() {
    var random = SeededRandom(seed: 42)
    let cases: [[ValueID]] = [
      [], [0], [.max], [0, .max], (0..<1000).map { ValueID($0) << 22 }, (0..<70).map { ValueID($0) },
      Set((0..<3000).map { _ in ValueID(random.uniform(below: 1 << 32)) }).sorted(),
    ]
    for values in cases {
      let table = ValueTable(rising: values)
      let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
      let others = (0..<2000).map { _ in ValueID(random.uniform(below: 1 << 32)) }
      for value in values + values.map({ $0 &+ 1 }) + values.map({ $0 ^ 1 << 31 }) + others + [0, 1, .max] {
        #expect(table.place(of: value) == places[value])
        #expect(table.contains(value) == (places[value] != nil))
      }
    }
  }
}
