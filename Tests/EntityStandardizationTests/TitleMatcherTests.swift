import EntityStandardization
import JobMarket
import Testing

@Suite("Titles matched")
struct TitleMatcherTests {
  private static func taxonomy(_ name: String = "t") throws -> Taxonomy {
    try Taxonomy(
      name: name, field: try #require(AttributeField("occupation")),
      concepts: [
        Concept(id: "g", label: "Health", isGroup: true), Concept(id: "h", label: "Office", isGroup: true),
        Concept(
          id: "1", label: "nurse assistant", alternateLabels: ["nursing aide", "healthcare aide"], parents: ["g"]),
        Concept(id: "2", label: "registered nurse", alternateLabels: ["staff nurse"], parents: ["g"]),
        Concept(id: "3", label: "sales manager", alternateLabels: ["head of sales", "aide"], parents: ["h"]),
        Concept(id: "4", label: "sales assistant", alternateLabels: ["shop assistant", "aide"], parents: ["h"]),
        Concept(id: "5", label: "software developer", alternateLabels: ["software engineer"], parents: ["h"]),
      ])
  }

  @Test(
    "The best candidate and how it was found",
    arguments: [
      ("Nurse Assistant", "t:1", Mention.Method.label), ("NURSING AIDE", "t:1", .alternateLabel),
      ("Senior Nursing Aides", "t:1", .normalized), ("assistant, nurse", "t:1", .normalized),
      ("RN", "t:2", .normalized), ("Healthcare Aidde", "t:1", .fuzzy), ("sofware enginer", "t:5", .fuzzy),
    ])
  func best(title: String, value: String, method: Mention.Method) throws {
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy()])
    let first = try #require(matcher.candidates(for: title).first)
    #expect(first.value == value)
    #expect(first.method == method)
    #expect(first.confidence > 0 && first.confidence <= 1)
  }

  @Test("Exact only gives nothing for a typo")
  func exactOnly() throws {
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy()], exactOnly: true)
    #expect(matcher.candidates(for: "Nurse Asistant").isEmpty)
    #expect(matcher.candidates(for: "Sr. Nurse Assistants").map(\.value) == ["t:1"])
  }

  @Test("A label of two concepts is shared between them, in order of value")
  func ambiguous() throws {
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy()], exactOnly: true)
    let found = matcher.candidates(for: "aide")
    #expect(found.map(\.value) == ["t:3", "t:4"])
    #expect(found.map(\.confidence) == [0.45, 0.45])
  }

  @Test("Two taxonomies answer side by side, and groups never")
  func taxonomies() throws {
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy("b"), try Self.taxonomy("a")])
    #expect(matcher.candidates(for: "registered nurse", limit: 2).map(\.value) == ["a:2", "b:2"])
    #expect(!matcher.candidates(for: "Health", limit: 100).contains { $0.label == "Health" })
  }

  @Test("The order of words leaves scores alone, to the last bit")
  func anyOrder() throws {
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy()])
    #expect(matcher.candidates(for: "nurse ward assistant") == matcher.candidates(for: "ward assistant nurse"))
  }

  @Test("Calls that share memory give what fresh ones do")
  func scratch() throws {
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy()])
    var scratch = TitleScratch()
    for title in ["nurse", "sales / nurse", "xyz", "software"] {
      let shared = matcher.candidates(for: matcher.normalizer.normalize(title), scratch: &scratch)
      #expect(shared == matcher.candidates(for: title))
    }
  }

  @Test("Bad titles give few or no candidates and no trouble", arguments: ["", "   ", "!!!", "123", "\u{0}\u{1}"])
  func bad(title: String) throws {
    #expect(TitleMatcher(taxonomies: [try Self.taxonomy()]).candidates(for: title).isEmpty)
  }

  @Test("No taxonomy, no candidates; long and foreign titles are no trouble")
  func empty() throws {
    #expect(TitleMatcher(taxonomies: []).candidates(for: "nurse").isEmpty)
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy()])
    #expect(matcher.candidates(for: "nurse", limit: 0).isEmpty)
    #expect(matcher.candidates(for: String(repeating: "看護師ممرضة", count: 50_000), limit: 3).count <= 3)
  }

  @Test("Mentions carry the range in the original title")
  func mentions() throws {
    let field = try #require(AttributeField("occupation"))
    let level = try #require(AttributeField("seniority"))
    let matcher = TitleMatcher(taxonomies: [try Self.taxonomy()])
    func mentions(_ text: String) -> [Mention] {
      var scratch = TitleScratch()
      let title = matcher.normalizer.normalize(text)
      return title.mentions(
        of: matcher.readings(of: title, limit: 1, scratch: &scratch), occupation: field, seniority: level)
    }
    let found = mentions("Sr. Registered Nurse #77")
    #expect(found.map(\.value) == ["t:2", "senior"])
    #expect(found.map(\.range) == [4..<20, 0..<2])
    #expect(found.map(\.method) == [.normalized, .rule])
    #expect(mentions("").isEmpty)
  }
}

@Suite("Titles learned")
struct LearnedTitlesTests {
  private let examples = [
    ("Barista", "waiter"), ("Coffee Barista", "waiter"), ("Coder", "dev"), ("Java Coder", "dev"), ("Odd Job", "hand"),
  ].map { LearnedTitles.Example(title: $0.0, value: $0.1) }

  @Test("A near title takes the label of its neighbours")
  func near() throws {
    let learned = LearnedTitles(examples: examples, matcher: nil)
    let first = try #require(learned.candidates(for: "Senior Baristas", limit: 1).first)
    #expect(first.value == "waiter")
    #expect(first.method == .learned)
    #expect(learned.candidates(for: "jav coder", limit: 1).first?.value == "dev")
  }

  @Test("The order of examples changes nothing")
  func order() {
    let learned = LearnedTitles(examples: examples, matcher: nil)
    let reversed = LearnedTitles(examples: examples.reversed(), matcher: nil)
    for title in ["barista", "coder of odd jobs", "java"] {
      #expect(learned.candidates(for: title) == reversed.candidates(for: title))
    }
  }

  @Test("Nothing learned, nothing found")
  func empty() {
    #expect(LearnedTitles(examples: [], matcher: nil).candidates(for: "nurse").isEmpty)
    #expect(LearnedTitles(examples: examples, matcher: nil).candidates(for: "").isEmpty)
  }
}
