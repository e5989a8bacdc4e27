import Foundation
import JobMarket
import Testing

/// A job that is nothing but its attributes.
private struct Posting: AttributeReader {
  var values: [AttributeField: [ValueID]] = [:]
  var numbers: [AttributeField: Double] = [:]
  var points: [Coordinate] = []

  func values(of field: AttributeField) -> [ValueID] { values[field] ?? [] }
  func number(of field: AttributeField) -> Double? { numbers[field] }
  func points(of field: AttributeField) -> [Coordinate] { field == .place ? points : [] }
}

@Suite("Predicates")
struct PredicateTests {
  private let posting = Posting(
    values: [.skill: [1, 4], .company: [7]], numbers: [.pay: 50_000],
    points: [Coordinate(latitude: 40.7, longitude: -74.2), Coordinate(latitude: 51.5, longitude: -0.1)].compactMap {
      $0
    })

  @Test("Each test passes and fails as its definition says")
  func literals() throws {
    let london = try #require(Coordinate(latitude: 51.6, longitude: 0))
    let cases: [(JobPredicate.Literal, Bool)] = [
      (.anyOf(.skill, [4, 9]), true), (.anyOf(.skill, [9]), false), (.anyOf(.skill, []), false),
      (.noneOf(.skill, [9]), true), (.noneOf(.skill, [1]), false), (.noneOf(.skill, []), true),
      (.anyOf(.degree, [0]), false), (.noneOf(.degree, [0]), false), (.missing(.degree), true),
      (.missing(.skill), false),
      (.missing(.pay), false), (.missing(.place), false),
      (.range(.pay, NumericRange(lower: 50_000)), true), (.range(.pay, NumericRange(upper: 49_999)), false),
      (.range(.degree, NumericRange()), false), (.within(.place, Radius(center: london, kilometers: 20)), true),
      (.within(.place, Radius(center: london, kilometers: 1)), false),
    ]
    for (literal, expected) in cases {
      #expect(literal.matches(posting) == expected, "\(literal)")
    }
    #expect(!NumericRange().contains(.nan))
  }

  @Test("Clauses are ANDed, literals ORed, nothing is everything and an empty clause is nothing")
  func algebra() {
    let yes = JobPredicate.Literal.anyOf(.skill, [1])
    let no = JobPredicate.Literal.anyOf(.skill, [2])
    #expect(JobPredicate.all.matches(posting))
    #expect(JobPredicate([.init(no, yes)]).matches(posting))
    #expect(!JobPredicate([.init(yes), .init(no)]).matches(posting))
    #expect(!JobPredicate([.init()]).matches(posting))
    #expect(!JobPredicate([.init(yes)]).and(JobPredicate([.init(no)])).matches(posting))
  }

  @Test("The JSON form of the workload files is read and written")
  func coding() throws {
    let text =
      #"[{"field":"country","anyOf":[1,2]},{"or":[{"field":"company","noneOf":[3]},{"field":"pay","range":{"lower":5}},{"field":"remote","missing":true}]}]"#
    let predicate = try JSONDecoder().decode(JobPredicate.self, from: Data(text.utf8))
    #expect(
      predicate
        == JobPredicate([
          .init(.anyOf(.country, [1, 2])),
          .init(.noneOf(.company, [3]), .range(.pay, NumericRange(lower: 5)), .missing(.remote)),
        ]))
    let again = try JSONDecoder().decode(JobPredicate.self, from: JSONEncoder().encode(predicate))
    #expect(again == predicate)
  }

  @Test(
    "What is not a predicate is refused",
    arguments: [
      #"[{"field":"country"}]"#, #"[{"field":"1country","anyOf":[1]}]"#, #"[{"field":"country","anyOf":[-1]}]"#,
      #"[{"field":"country","missing":false}]"#, #"{"field":"country"}"#,
    ])
  func refusing(text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(JobPredicate.self, from: Data(text.utf8)) }
  }
}
