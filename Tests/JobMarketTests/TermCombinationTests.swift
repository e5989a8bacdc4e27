import Foundation
import JobMarket
import Testing

@Suite("Combinations of terms")
struct TermCombinationTests {
  @Test("Weights are added up unless told otherwise, and names in JSON stay")
  func names() throws {
    let plain = Scorer.weightedTerms(field: .skill, weights: [1: 2], minimumMatches: 1)
    #expect(plain == .weightedTerms(field: .skill, weights: [1: 2], minimumMatches: 1, combining: .sum))
    #expect(plain != .weightedTerms(field: .skill, weights: [1: 2], minimumMatches: 1, combining: .best))
    let json = try JSONEncoder().encode(TermCombination.allCases)
    #expect(String(decoding: json, as: UTF8.self) == #"["sum","best","mean"]"#)
    #expect(try JSONDecoder().decode([TermCombination].self, from: json) == TermCombination.allCases)
  }

  @Test("Aliases keep the combination")
  func aliases() throws {
    let aliases = try #require(ValueAliases(successors: [.skill: [1: 5]]))
    for combination in TermCombination.allCases {
      let scorer = Scorer.weightedTerms(
        field: .skill, weights: [1: 2, 5: 3, 6: 1], minimumMatches: 3, combining: combination)
      #expect(
        scorer.canonical(by: aliases)
          == .weightedTerms(field: .skill, weights: [5: 3, 6: 1], minimumMatches: 2, combining: combination))
    }
  }

  @Test("The greatest and the mean of details are held against the value")
  func explanations() throws {
    func node(_ value: Float, _ rule: Explanation.Rule, _ details: [Float]) -> Explanation {
      Explanation(value, "links", rule: rule, details: details.map { Explanation($0, "link") })
    }
    #expect(node(0.5, .greatest, [0.25, 0.5, -1]).addsUp())
    #expect(!node(-0.25, .greatest, [0.25, 0.5, -1]).addsUp())
    #expect(node(-1, .greatest, [-1, -2]).addsUp() && node(0, .greatest, []).addsUp())
    #expect(node(0.75, .mean, [0.5, 1, 0.75]).addsUp() && node(0, .mean, []).addsUp())
    #expect(!node(2.25, .mean, [0.5, 1, 0.75]).addsUp())
    let tree = node(0.5, .greatest, [0.5])
    let json = try JSONEncoder().encode(tree)
    #expect(String(decoding: json, as: UTF8.self).contains(#""rule":"greatest""#))
    #expect(try JSONDecoder().decode(Explanation.self, from: json) == tree)
  }
}
