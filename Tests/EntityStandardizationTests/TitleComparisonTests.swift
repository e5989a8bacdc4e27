import EntityStandardization
import Foundation
import JobMarket
import Testing
import VectorMath

/// The matcher's scores from their definition: every label compared by itself, no lists, double precision.
private struct NaiveTitles {
  let concepts: [Concept]
  let related: [String: [String]]
  let weights = TitleWeights.tuned
  private let words: NaiveSpace
  private let grams: NaiveSpace

  /// Concepts in order of value, each below the one group that its parent names.
  init(_ concepts: [Concept], related: [String: [String]]) {
    (self.concepts, self.related) = (concepts, related)
    words = NaiveSpace(concepts.map { TitleTerms.words(Self.together($0) + Self.description($0)) })
    grams = NaiveSpace(concepts.map { TitleTerms.grams(Self.together($0)) })
  }

  private static func labels(_ concept: Concept) -> [[String]] {
    ([concept.label] + concept.alternateLabels).map(TitleNormalizer.labelWords)
  }
  private static func together(_ concept: Concept) -> [String] { labels(concept).flatMap(\.self) }
  private static func description(_ concept: Concept) -> [String] {
    Tokenizer().tokens(in: concept.description).filter { !TitleVocabulary.joining.contains($0) }.map(TitleStem.singular)
  }

  func score(_ title: [String], _ concept: Concept) -> Double {
    func alike(_ texts: [String]) -> [UInt64: Double] { words.vector(TitleTerms.words(texts)) }
    let labels = Self.labels(concept)
    let query = words.vector(TitleTerms.words(title))
    let letters = grams.vector(TitleTerms.grams(title))
    let group = concepts.filter { $0.parents == concept.parents }.flatMap { Self.together($0) }
    var score = 0.0
    func add(_ weight: Float, _ product: Double) { score += Double(weight) * product }
    add(weights.labelWords, NaiveSpace.best(query, labels.map(alike)))
    add(weights.labelLetters, NaiveSpace.best(letters, labels.map { grams.vector(TitleTerms.grams($0)) }))
    add(weights.conceptLetters, NaiveSpace.dot(letters, grams.vector(TitleTerms.grams(Self.together(concept)))))
    add(weights.conceptWords, NaiveSpace.dot(query, alike(Self.together(concept) + Self.description(concept))))
    add(weights.descriptionWords, NaiveSpace.dot(query, alike(Self.description(concept))))
    let titles = (related["t:" + concept.id] ?? []).flatMap(TitleNormalizer.labelWords)
    add(weights.relatedWords, NaiveSpace.dot(query, alike(titles)))
    add(weights.groupWords, NaiveSpace.dot(query, alike(group)))
    let first = labels[0]
    add(-weights.labelLength, Double(min(6, first.count)))
    let manages = { (words: [String]) in words.contains { TitleVocabulary.management.contains($0) } }
    if manages(first), !manages(title) { add(-weights.management, 1) }
    return score
  }
}

/// TF-IDF by dictionaries.
private struct NaiveSpace {
  private let documents: [Set<UInt64>]

  init(_ texts: [[UInt64]]) { documents = texts.map(Set.init) }

  func vector(_ terms: [UInt64]) -> [UInt64: Double] {
    var vector: [UInt64: Double] = [:]
    for term in Set(terms) {
      let holders = documents.count { $0.contains(term) }
      guard holders > 0 else { continue }
      let count = Double(terms.count { $0 == term })
      vector[term] = (1 + log(count)) * (log(Double(1 + documents.count) / Double(1 + holders)) + 1)
    }
    let length = sqrt(vector.values.reduce(0) { $0 + $1 * $1 })
    return length > 0 ? vector.mapValues { $0 / length } : vector
  }

  static func dot(_ a: [UInt64: Double], _ b: [UInt64: Double]) -> Double {
    a.reduce(0) { $0 + $1.value * (b[$1.key] ?? 0) }
  }

  /// Each term by the vector in which it weighs most.
  static func best(_ query: [UInt64: Double], _ vectors: [[UInt64: Double]]) -> Double {
    query.reduce(0) { sum, term in sum + term.value * (vectors.compactMap { $0[term.key] }.max() ?? 0) }
  }
}

@Suite("Titles compared with everything that is known of a concept")
struct TitleComparisonTests {
  private static let vocabulary = [
    "nurse", "assistant", "sales", "manager", "software", "developer", "cook", "driver", "night", "care", "lead",
  ]

  private static func words(_ random: inout SeededRandom, _ range: ClosedRange<Int>) -> String {
    (0..<random.uniform(in: range)).map { _ in random.element(of: vocabulary) }.joined(separator: " ")
  }

  @Test("Scores are what their definition says", arguments: 0..<20)
  func naive(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let groups = ["g", "h"].map { Concept(id: $0, label: "Group", isGroup: true) }
    let concepts = (0..<8).map { number in
      Concept(
        id: "\(number)", label: Self.words(&random, 1...4),
        alternateLabels: (0..<3).map { _ in Self.words(&random, 1...3) },
        parents: [random.element(of: ["g", "h"])], description: Self.words(&random, 0...6))
    }
    let related = ["t:3": [Self.words(&random, 1...3), "truck driver"]]
    let field = try #require(AttributeField("occupation"))
    var weights = TitleWeights.tuned
    weights.exact = 0
    let matcher = TitleMatcher(
      taxonomies: [try Taxonomy(name: "t", field: field, concepts: groups + concepts)], relatedTitles: related,
      weights: weights)
    // Duplicate labels count once, in both.
    let distinct = concepts.map { concept in
      var copy = concept
      var seen: Set = [concept.label]
      copy.alternateLabels = concept.alternateLabels.filter { seen.insert($0).inserted }
      return copy
    }
    let naive = NaiveTitles(distinct, related: related)
    var scratch = TitleScratch()
    for _ in 0..<5 {
      let title = matcher.normalizer.normalize(Self.words(&random, 1...4) + " nurze")
      let scores = matcher.scores(of: title, scratch: &scratch)
      for (concept, score) in zip(distinct, scores) {
        #expect(abs(Double(score) - naive.score(title.words, concept)) < 1e-5, "\(title.core) ~ \(concept.label)")
      }
      // Candidates are the highest of these scores, whatever the limit.
      let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
      for limit in [1, 3, 8, 100] {
        let found = matcher.candidates(for: title, limit: limit, scratch: &scratch)
        #expect(found.map(\.value) == order.prefix(limit).map { matcher.values[$0] })
      }
    }
  }

  @Test(
    "Any title is safe",
    arguments: [
      "👩‍⚕️👨‍🍳", "\u{202E}esrun", "مدير مبيعات", "営業マネージャー", "<b>NURSE</b><script>alert(1)</script>", "SALES MANAGER!!!",
      "\u{0}\u{1}\u{7F}nurse\u{85}", "ﬁre nurſe", String(repeating: "nurse ", count: 170_000),
      String(repeating: "\u{301}", count: 500_000), String(repeating: "(", count: 1_000_000),
    ])
  func hostile(title: String) throws {
    let field = try #require(AttributeField("occupation"))
    let concepts = [
      Concept(id: "1", label: "nurse", alternateLabels: ["Nurse", "NURSE", "🏥"]),
      Concept(id: "2", label: "sales manager"),
      Concept(id: "3", label: "!!!"),
    ]
    let matcher = TitleMatcher(
      taxonomies: [try Taxonomy(name: "t", field: field, concepts: concepts)], corpus: ["nurse", title, ""])
    let learned = LearnedTitles(
      examples: [.init(title: title, value: "t:1"), .init(title: "seller", value: "t:2")], matcher: matcher)
    for found in [matcher.candidates(for: title), learned.candidates(for: title)] {
      #expect(found.count <= 3)
      #expect(found.allSatisfy { $0.confidence > 0 && $0.confidence <= 1 })
      #expect(Set(found.map(\.value)).count == found.count)
    }
  }
}

@Suite("What unlabelled titles tell")
struct TitleMarketTests {
  private static func matcher(_ corpus: [String]) throws -> TitleMatcher {
    let field = try #require(AttributeField("occupation"))
    return TitleMatcher(
      taxonomies: [
        try Taxonomy(
          name: "t", field: field,
          concepts: [
            Concept(id: "1", label: "software developer"), Concept(id: "2", label: "land developer"),
            Concept(id: "3", label: "nurse"), Concept(id: "4", label: "cook"),
          ])
      ], corpus: corpus)
  }

  @Test("A word that goes with a label's words comes to mean the concept")
  func words() throws {
    let corpus = (0..<40).map { "Zorblax Software Developer \(["a", "b"][$0 % 2])x\($0 / 2)y" } + ["Nurse", "Cook"]
    let plain = try Self.matcher([]).candidates(for: "Zorblax Wizard", limit: 4)
    let informed = try Self.matcher(corpus).candidates(for: "Zorblax Wizard", limit: 4)
    let share = { (found: [OccupationCandidate]) in found.first { $0.value == "t:1" }?.confidence ?? 0 }
    #expect(share(informed) > share(plain) + 0.1)
  }

  @Test("Of two occupations alike the frequent one comes first")
  func prior() throws {
    let first = try #require(Self.matcher([]).candidates(for: "developer").first)
    let other = first.value == "t:1" ? "land" : "software"
    let corpus = ["large", "small", "east", "west", "north", "south", "old", "new"].map { "\($0) \(other) developer" }
    #expect(try Self.matcher(corpus).candidates(for: "developer").first?.value == (other == "land" ? "t:2" : "t:1"))
  }

  @Test("Neither the corpus' order nor repeated titles change anything")
  func order() throws {
    let corpus = ["Nurse", "Night Nurse", "Chef", "Java Developer", "Land Developer"]
    let first = try Self.matcher(corpus)
    let second = try Self.matcher(corpus.reversed() + corpus)
    for title in ["nurse", "java", "developer land", "chef"] {
      #expect(first.candidates(for: title) == second.candidates(for: title))
    }
  }
}
