import EntityStandardization
import Testing
import VectorMath

@Suite("Phrases in texts")
struct PhraseMatcherTests {
  private func found(_ phrases: [String], in text: String) -> [String] {
    PhraseMatcher(phrases).matches(in: text).map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
  }

  @Test(
    "The longest phrase at each word, whole words only",
    arguments: [
      ("Machine-learning in C++", ["Machine-learning", "C++"]),
      ("learning machine learning", ["learning", "machine learning"]),
      ("unlearning", []), ("machine, learning", ["learning"]), ("machine\nlearning", ["learning"]), ("C+", []),
      ("learnings", ["learnings"]), ("C++s", ["C++s"]), ("", []), ("  ", []), ("LEARNING", ["LEARNING"]),
      ("<b>learning</b>", ["learning"]), ("skills and skillsets", ["skills"]), ("analyses", ["analyses"]),
    ])
  func known(text: String, expected: [String]) {
    #expect(
      found(["machine learning", "C++", "learning", "skill", "skillset builder", "analysis", "analyses"], in: text)
        == expected)
  }

  @Test("Of phrases that fold alike the first counts, and one itself before one whose singular it is")
  func duplicates() {
    let matcher = PhraseMatcher(["Java", "java", "JAVA!", "cameras", "camera", "", "!!"])
    #expect(matcher.matches(in: "java").map(\.phrase) == [0])
    #expect(matcher.matches(in: "cameras camera").map(\.phrase) == [3, 4])
  }

  @Test("A phrase that is not inflected is found as it is only")
  func inflection() {
    let matcher = PhraseMatcher(["sites", "camera"]) { $0 == 1 }
    #expect(matcher.matches(in: "site sites camera cameras").map(\.phrase) == [0, 1, 1])
  }

  @Test("It finds what a naive search does, in any script")
  func property() {
    var random = SeededRandom(seed: 11)
    let words = ["a", "b", "ab", "é", "看護", "ب", "c++", "x1"]
    func text(_ length: Int) -> String {
      (0..<length).map { _ in random.element(of: words) + random.element(of: [" ", " ", ", ", "-", "\n"]) }.joined()
    }
    for _ in 0..<300 {
      let phrases = (0..<random.uniform(in: 1...12)).map { _ in
        (0..<random.uniform(in: 1...3)).map { _ in random.element(of: words) }.joined(separator: " ")
      }
      let text = text(random.uniform(in: 0...30))
      let matches = PhraseMatcher(phrases) { _ in false }.matches(in: text)
      #expect(matches == NaivePhrases.matches(phrases, in: text), "\(phrases) in \(text.debugDescription)")
    }
  }

  @Test("Steps are linear in the text, also where every word begins many phrases")
  func linear() {
    let phrases = (1...8).map { Array(repeating: "aa", count: $0).joined(separator: " ") + " b" } + ["aa"]
    let matcher = PhraseMatcher(phrases)
    let steps = [1000, 2000, 4000].map { matcher.stepCount(in: String(repeating: "aa ", count: $0)) }
    // Each word is walked from once, no farther than the longest phrase.
    #expect(steps[0] <= 1000 * 30)
    #expect(abs(steps[2] - 2 * steps[1]) <= 100 && abs(steps[1] - 2 * steps[0]) <= 100)
  }

  @Test("A megabyte of one word, and of separators, is no trouble")
  func long() {
    let matcher = PhraseMatcher(["machine learning", "a"])
    #expect(matcher.matches(in: String(repeating: "a", count: 1 << 20)).isEmpty)
    #expect(matcher.matches(in: String(repeating: " .,<", count: 1 << 18)).isEmpty)
    #expect(matcher.stepCount(in: String(repeating: "m", count: 1 << 20)) < 10)
    #expect(matcher.matches(in: String(repeating: "a ", count: 1 << 19)).count == 1 << 19)
  }
}

/// The longest phrase at each word, by comparing all phrases at all places.
private enum NaivePhrases {
  static func matches(_ phrases: [String], in text: String) -> [PhraseMatcher.Match] {
    let folded = FoldedText(text)
    let keys = phrases.map { FoldedText.key($0) }
    var found: [PhraseMatcher.Match] = []
    var index = 0
    while index < folded.bytes.count {
      let isStart =
        folded.bytes[index] > FoldedText.space && (index == 0 || folded.bytes[index - 1] <= FoldedText.space)
      var best: (phrase: Int, length: Int) = (-1, 0)
      for (number, key) in keys.enumerated() where isStart && key.count > best.length {
        let end = index + key.count
        if end <= folded.bytes.count, Array(folded.bytes[index..<end]) == key,
          end == folded.bytes.count || folded.bytes[end] <= FoldedText.space
        {
          best = (number, key.count)
        }
      }
      if best.length > 0 {
        found.append(.init(phrase: best.phrase, range: folded.range(of: index..<index + best.length)))
        index += best.length
      } else {
        index += 1
      }
    }
    return found
  }
}
