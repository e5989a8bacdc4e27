import EntityStandardization
import Foundation
import JobMarket
import Testing

@Suite("Titles classified")
struct TitleClassifierTests {
  @Test("The quick exponential is one, within a millionth")
  func exponential() {
    for power in stride(from: Float(-79), through: 0, by: 0.37) {
      let exact = Foundation.exp(Double(power))
      #expect(abs(Double(SoftmaxMath.exp(power)) - exact) < 1e-5 * exact, "\(power)")
    }
    #expect(SoftmaxMath.exp(0) == 1)
    #expect(SoftmaxMath.exp(-1e9) > 0)
  }

  /// Titles of which the label says one thing and the examples another: a "guest hero" is a waiter here.
  private static let examples: [LearnedTitles.Example] = {
    let towns = ["north", "south", "east", "west", "upper", "lower", "old", "new", "inner", "outer", "far", "near"]
    return towns.flatMap { town in
      [
        LearnedTitles.Example(title: "\(town) guest hero", value: "t:waiter"),
        LearnedTitles.Example(title: "\(town) code ninja", value: "t:developer"),
        LearnedTitles.Example(title: "\(town) guest relations ninja", value: "t:clerk"),
      ]
    }
  }()

  private static func matcher() throws -> TitleMatcher {
    let field = try #require(AttributeField("occupation"))
    return TitleMatcher(
      taxonomies: [
        try Taxonomy(
          name: "t", field: field,
          concepts: [
            Concept(id: "waiter", label: "waiter"), Concept(id: "developer", label: "software developer"),
            Concept(id: "clerk", label: "hotel clerk"), Concept(id: "midwife", label: "midwife"),
          ])
      ])
  }

  @Test("What examples say is learned, and what labels say is not forgotten")
  func learned() throws {
    let model = LearnedTitles(examples: Self.examples, matcher: try Self.matcher())
    for (title, value) in [
      ("Guest Hero", "t:waiter"), ("Middle Code Ninja", "t:developer"), ("Ninja for Guest Relations", "t:clerk"),
      ("Senior Midwife", "t:midwife"),
    ] {
      #expect(model.candidates(for: title, limit: 1).first?.value == value, "\(title)")
    }
  }

  @Test("Equal examples in any order give equal confidences, to the last bit")
  func deterministic() throws {
    let matcher = try Self.matcher()
    let first = LearnedTitles(examples: Self.examples, matcher: matcher)
    let second = LearnedTitles(examples: Self.examples.reversed(), matcher: matcher)
    for title in ["guest", "hero midwife", "code"] {
      #expect(first.candidates(for: title) == second.candidates(for: title))
    }
  }

  @Test("A title with several values shares its confidence by how often each was given")
  func several() {
    let examples = (0..<9).map { LearnedTitles.Example(title: "Analyst", value: $0 < 6 ? "a" : "b") }
    let found = LearnedTitles(examples: examples, matcher: nil).candidates(for: "analyst")
    #expect(found.map(\.value) == ["a", "b"])
    #expect(found[0].confidence > found[1].confidence)
  }
}
