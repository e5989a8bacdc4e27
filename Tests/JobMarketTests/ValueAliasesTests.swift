import Foundation
import JobMarket
import Testing

@Suite("Aliases of values")
struct ValueAliasesTests {
  /// A job that is nothing but its values.
  private struct Posting: AttributeReader {
    var values: [AttributeField: [ValueID]]
    func values(of field: AttributeField) -> [ValueID] { values[field] ?? [] }
    func number(of field: AttributeField) -> Double? { nil }
    func points(of field: AttributeField) -> [Coordinate] { [] }
  }

  /// Numbers that look like chance, the same in every run.
  private struct Draw: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) ^ (state << 29)
    }
  }

  /// Chains without circles over 12 values: each successor is larger, then all are renamed by a permutation.
  private static func successors(_ draw: inout Draw) -> [ValueID: ValueID] {
    let names = (0..<12).map(ValueID.init).shuffled(using: &draw)
    var successors: [ValueID: ValueID] = [:]
    for value in 0..<11 where Bool.random(using: &draw) {
      successors[names[value]] = names[Int.random(in: value + 1..<12, using: &draw)]
    }
    return successors
  }

  /// The definition: one step after the other.
  private static func end(_ value: ValueID, _ successors: [ValueID: ValueID]) -> ValueID {
    var value = value
    while let next = successors[value] { value = next }
    return value
  }

  @Test("Chains end where their last successor is; circles are none", arguments: 0..<40)
  func chains(seed: UInt64) throws {
    var draw = Draw(state: seed)
    let successors = ValueAliasesTests.successors(&draw)
    let aliases = try #require(ValueAliases(successors: [.skill: successors, .company: [:]]))
    #expect(aliases.isEmpty == successors.isEmpty && aliases.fields == (successors.isEmpty ? [] : [.skill]))
    for value in 0..<13 as Range<ValueID> {
      let end = aliases.canonical(value, in: .skill)
      #expect(end == ValueAliasesTests.end(value, successors))
      #expect(aliases.canonical(end, in: .skill) == end)
      #expect(aliases.canonical(value, in: .company) == value)
    }
    // Any end sent back to a value that leads to it closes a circle.
    for (value, _) in successors {
      var circle = successors
      circle[ValueAliasesTests.end(value, successors)] = value
      #expect(ValueAliases(successors: [.skill: circle]) == nil)
    }
    #expect(ValueAliases(successors: [.skill: [4: 4]]) == nil)
    let data = try JSONEncoder().encode(aliases)
    #expect(try JSONDecoder().decode(ValueAliases.self, from: data) == aliases)
  }

  @Test("A predicate finds and refuses what has become one with its values", arguments: 0..<40)
  func predicates(seed: UInt64) throws {
    var draw = Draw(state: seed)
    let successors = ValueAliasesTests.successors(&draw)
    let aliases = try #require(ValueAliases(successors: [.skill: successors]))
    for _ in 0..<50 {
      let job = (0..<Int.random(in: 0..<4, using: &draw)).map { _ in ValueID.random(in: 0..<12, using: &draw) }
      let asked = (0..<Int.random(in: 0..<4, using: &draw)).map { _ in ValueID.random(in: 0..<12, using: &draw) }
      let posting = Posting(values: [.skill: aliases.canonical(job, in: .skill)])
      let shares = job.contains { value in
        asked.contains { ValueAliasesTests.end($0, successors) == ValueAliasesTests.end(value, successors) }
      }
      let any = JobPredicate([.init(.anyOf(.skill, asked))]).canonical(by: aliases)
      let none = JobPredicate([.init(.noneOf(.skill, asked))]).canonical(by: aliases)
      #expect(any.matches(posting) == shares)
      #expect(none.matches(posting) == (!job.isEmpty && !shares))
    }
  }

  @Test("Lists keep their order, each value once; other tests and fields stay as they are")
  func lists() throws {
    let aliases = try #require(ValueAliases(successors: [.skill: [1: 5, 2: 5, 5: 6]]))
    #expect(aliases.canonical([9, 2, 6, 1, 9], in: .skill) == [9, 6])
    #expect(aliases.canonical([9, 2, 9], in: .company) == [9, 2, 9])
    let rest = JobPredicate([.init(.missing(.skill), .range(.pay, NumericRange(lower: 1)), .anyOf(.company, [1, 2]))])
    #expect(rest.canonical(by: aliases) == rest)
  }

  @Test("Of values that become one, the successor's weight counts, else the greatest")
  func weights() throws {
    let aliases = try #require(ValueAliases(successors: [.skill: [1: 5, 2: 5, 3: 6, 4: 6]]))
    let weights: [ValueID: Float] = [1: 0.5, 2: 0.75, 5: 0.25, 3: -1, 4: -2, 8: 1]
    #expect(aliases.canonical(weights, in: .skill) == [5: 0.25, 6: -1, 8: 1])
    #expect(aliases.canonical(weights, in: .company) == weights)
    let scorer = Scorer.weightedTerms(field: .skill, weights: [1: 0.5, 2: 0.75], minimumMatches: 2)
    var query = Query(
      predicate: JobPredicate([.init(.anyOf(.skill, [1, 2]))]), scorers: [WeightedScorer("skill", weight: 2, scorer)],
      k: 10, asOf: Instant(milliseconds: 0))
    query.hidden = [JobKey(rawValue: 4)]
    var expected = query
    expected.predicate = JobPredicate([.init(.anyOf(.skill, [5]))])
    expected.scorers[0].scorer = .weightedTerms(field: .skill, weights: [5: 0.75], minimumMatches: 1)
    #expect(query.canonical(by: aliases) == expected)
    #expect(query.canonical(by: ValueAliases()) == query)
    let unmeetable = Scorer.weightedTerms(field: .skill, weights: [1: 1], minimumMatches: 2)
    #expect(unmeetable.canonical(by: aliases) == .weightedTerms(field: .skill, weights: [5: 1], minimumMatches: 2))
  }

  @Test("The JSON form is pairs by rising value; what is no alias is refused")
  func coding() throws {
    let aliases = try #require(ValueAliases(successors: [.skill: [7: 3, 2: 7], .company: [1: 0]]))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(aliases), as: UTF8.self)
    #expect(text == #"{"company":[[1,0]],"skill":[[2,3],[7,3]]}"#)
    for damaged in [
      #"{"skill":[[2,3],[3,2]]}"#, #"{"skill":[[2]]}"#, #"{"skill":[[2,3],[2,4]]}"#, #"{"7":[[2,3]]}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(ValueAliases.self, from: Data(damaged.utf8))
      }
    }
  }
}
