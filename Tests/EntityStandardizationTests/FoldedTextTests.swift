import EntityStandardization
import Testing
import VectorMath

@Suite("Folded text")
struct FoldedTextTests {
  private func shown(_ text: String) -> String {
    String(
      decoding: FoldedText(text).bytes.map { $0 < 0x20 ? UInt8(ascii: "|") : $0 }, as: UTF8.self)
  }

  @Test(
    "Case, accents and punctuation within words are folded",
    arguments: [
      ("Café  CRÈME", "cafe creme"), ("Node.js", "node js"), (".NET", ".net"), ("ASP.NET", "asp net"),
      ("C++, C#", "c++|c#"),
      ("R&D & more", "r&d more"), ("e-learning/it's_here", "e learning it s here"), ("(a) [b]", "a|b|"), ("", ""),
      ("Straße", "strasse"), ("don’t", "don t"), ("看護師 nurse", "看護師 nurse"), ("ممرضة", "ممرضة"), ("a👩‍⚕️b", "a|b"),
      ("a\u{0}b\u{7}", "a|b|"), ("<b>Java</b>", "java|"), ("a < b", "a|b"), ("x<y", "x|y"),
    ])
  func folding(text: String, folded: String) { #expect(shown(text) == folded) }

  @Test("The strongest of several separators stays")
  func separators() {
    func last(_ text: String) -> UInt8? { FoldedText(text).bytes.dropLast().last }
    #expect(last("a b") == FoldedText.space)
    #expect(last("a, b") == FoldedText.wall)
    #expect(last("a; b") == FoldedText.clause)
    #expect(last("aa. b") == FoldedText.sentence)
    #expect(last("a,\n b") == FoldedText.line)
    #expect(last("a\n, b") == FoldedText.line)
    #expect(last("team.Bus") != FoldedText.line)
    #expect(last("a<br/>b") == FoldedText.line && last("a<li>b") == FoldedText.line && last("a<b>b") == FoldedText.wall)
    #expect(last("e.g. b") == FoldedText.wall)
  }

  @Test("Ranges are whole characters of the original, for any text")
  func ranges() {
    var random = SeededRandom(seed: 5)
    let pieces = [
      "a", "Z", "é", "ß", "ŉ", "Ａ", "看", "م", "👩‍⚕️", "e\u{301}", " ", ".", "+", "&", "<p>", "\n", "’", "\u{200F}",
    ]
    for _ in 0..<500 {
      let text = (0..<random.uniform(in: 1...20)).map { _ in random.element(of: pieces) }.joined()
      let folded = FoldedText(text)
      let ends = Set(
        text.unicodeScalars.indices.map { text.utf8.distance(from: text.startIndex, to: $0) } + [text.utf8.count])
      #expect(folded.bytes.count == folded.origins.count)
      #expect(zip(folded.origins, folded.origins.dropFirst()).allSatisfy { $0 <= $1 })
      for index in folded.bytes.indices {
        let range = folded.range(of: index..<index + 1)
        #expect(ends.contains(range.lowerBound) && ends.contains(range.upperBound), "\(text.debugDescription)")
      }
    }
  }

  @Test("Broken UTF-8 is no trouble")
  func broken() {
    for bytes: [UInt8] in [
      [0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0xFF, 0x41], [0x80, 0x80, 0x61], [0xED, 0xA0, 0x80],
    ] {
      #expect(FoldedText(source: bytes).bytes.count <= bytes.count)
    }
  }
}
